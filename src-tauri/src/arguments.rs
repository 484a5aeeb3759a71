//! The command line of the window.

use std::ffi::OsString;
use std::path::PathBuf;

/// How the window was started.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// `--data DIR`: the data folder to open instead of the usual one.
    pub(crate) data: Option<PathBuf>,
}

/// A command line that means nothing; the words are for the person who typed it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum WrongArguments {
    MissingFolder,
    Unknown(OsString),
}

impl std::fmt::Display for WrongArguments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MissingFolder => f.write_str("--data 后面要写数据文件夹。"),
            Self::Unknown(word) => write!(
                f,
                "不认识“{}”。可用的写法：reception-desk [--data 数据文件夹]",
                word.to_string_lossy()
            ),
        }
    }
}

impl Arguments {
    /// Reads the words after the program's name.
    ///
    /// # Errors
    /// When a word is unknown or `--data` names no folder.
    pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Self, WrongArguments> {
        let mut arguments = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            if word != "--data" {
                return Err(WrongArguments::Unknown(word));
            }
            let folder = words.next().filter(|folder| !folder.is_empty());
            arguments.data = Some(folder.ok_or(WrongArguments::MissingFolder)?.into());
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, WrongArguments> {
        Arguments::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn takes_a_data_folder_or_nothing() {
        assert_eq!(parse(&[]), Ok(Arguments { data: None }));
        assert_eq!(parse(&["--data", "/d"]), Ok(Arguments { data: Some("/d".into()) }));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert_eq!(parse(&["--data"]), Err(WrongArguments::MissingFolder));
        assert_eq!(parse(&["--data", ""]), Err(WrongArguments::MissingFolder));
        assert_eq!(parse(&["office"]), Err(WrongArguments::Unknown("office".into())));
    }
}
