//! How a command ends: its exit code, its words for a person, its JSON for a program.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use usecases::{CommandError, ErrorCode, UseCaseError};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A use case refused (1).
    #[error("refused")]
    Refused(CommandError),
    /// The command line itself is wrong (2); the text says what to do.
    #[error("{0}")]
    Usage(String),
    /// The data folder was refused, untouched (3).
    #[error("data folder refused")]
    Folder(CommandError),
    /// The journal does not hold (4); it was told on stdout.
    #[error("journal")]
    Journal,
    /// stdout went away.
    #[error("output")]
    Output(#[from] std::io::Error),
    #[error("JSON")]
    Json(#[from] serde_json::Error),
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Self {
        Self::Refused(error)
    }
}

impl From<UseCaseError> for Failure {
    fn from(error: UseCaseError) -> Self {
        Self::Refused(CommandError::from(&error))
    }
}

/// Writes one JSON value and a line end.
pub(crate) fn print(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}

/// Says what went wrong and returns the exit code.
pub(crate) fn tell(failure: &Failure) -> ExitCode {
    let (text, code) = match failure {
        Failure::Refused(error) => (words(error), 1),
        Failure::Usage(text) => (text.clone(), 2),
        Failure::Folder(error) => (words(error), 3),
        Failure::Journal => (String::from("经过记录没有通过校验，见输出中的第一处。"), 4),
        Failure::Output(_) => (String::from("写不出结果。"), 1),
        Failure::Json(_) => (String::from("结果不能写成 JSON。"), 1),
    };
    // A closed stderr leaves only the exit code to tell.
    let _told = writeln!(std::io::stderr(), "{text}");
    if let Failure::Refused(error) | Failure::Folder(error) = failure {
        let _told = print(error);
    }
    ExitCode::from(code)
}

fn words(error: &CommandError) -> String {
    let mut lines = Vec::new();
    lines.push(if error.hint.is_empty() { general(error.code) } else { error.hint.clone() });
    lines.extend(error.fields.iter().map(|fault| format!("  {}：{}", fault.field, fault.message)));
    lines.join("\n")
}

fn general(code: ErrorCode) -> String {
    let text = match code {
        ErrorCode::Validation => "有些内容需要改正：",
        ErrorCode::NotFound => "没有找到这条记录。",
        ErrorCode::Conflict => "这条记录已被改过，请先看新内容。",
        ErrorCode::PreconditionFailed => "现在不能这样做。",
        ErrorCode::Busy => "数据文件夹正被另一个程序使用，请先关闭那个程序。",
        ErrorCode::SchemaTooNew => "数据由更新的版本写成，本版本不能打开，文件没有改动。",
        ErrorCode::Foreign => "这里的 reception.db 不是接待日的数据，文件没有改动。",
        ErrorCode::Damaged => "数据文件已损坏，原样保留。请用 reception restore 恢复到新的文件夹。",
        ErrorCode::DatabaseMissing => "附件或备份还在，数据库不见了。为免误建空库，没有打开。",
        ErrorCode::NetworkFolder => "数据不能放在网络共享文件夹里，请放在本机硬盘。",
        ErrorCode::ReadOnly => "数据文件夹不能写入。",
        ErrorCode::DiskFull => "磁盘已满，没有保存。",
        ErrorCode::DocumentFailed => "文件没有做成。",
        ErrorCode::NotPrinted => "没有印出，已计入打印次数。",
        ErrorCode::Cancelled => "已取消。",
        ErrorCode::Internal => "程序内部出错，详情见输出。",
    };
    text.to_owned()
}
