//! The keyboard.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use super::{Failure, Window};

/// One stroke with its modifiers, written as the screens write it: `Ctrl+Enter`, `F2`, `Alt+5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chord(Vec<char>);

impl Chord {
    /// Reads a chord.
    ///
    /// # Errors
    /// When a key has no such name.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        text.split('+').map(key).collect::<Result<_, _>>().map(Self)
    }
}

fn key(name: &str) -> Result<char, Failure> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Ok(only.to_ascii_lowercase());
    }
    let key = match name {
        "Ctrl" => Key::Control,
        "Alt" => Key::Alt,
        "Shift" => Key::Shift,
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Esc" => Key::Escape,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Insert" => Key::Insert,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F3" => Key::F3,
        "F4" => Key::F4,
        "F5" => Key::F5,
        "F6" => Key::F6,
        "F7" => Key::F7,
        "F8" => Key::F8,
        "F9" => Key::F9,
        "F10" => Key::F10,
        "F11" => Key::F11,
        "F12" => Key::F12,
        _ => return Err(format!("no key {name:?}").into()),
    };
    Ok(key.into())
}

impl Window {
    /// Presses a chord wherever the focus is.
    ///
    /// # Errors
    /// When the chord is unknown or the page is gone.
    pub async fn press(&self, chord: &str) -> Result<(), Failure> {
        let Chord(keys) = Chord::parse(chord)?;
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        let strokes = down.chain(up).fold(KeyActions::new("keyboard".into()), KeyActions::then);
        Ok(self.client().perform_actions(strokes).await?)
    }

    /// Types into whatever has the focus. Characters beyond the basic plane are put in as an
    /// input method would commit them, since the driver drops them.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn type_text(&self, text: &str) -> Result<(), Failure> {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_plain = |c: char| u32::from(c) <= 0xFFFF;
            let same = |c: char| is_plain(c) == is_plain(first);
            let (run, tail) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
            if is_plain(first) {
                self.client().active_element().await?.send_keys(run).await?;
            } else {
                self.insert(run).await?;
            }
            rest = tail;
        }
        Ok(())
    }

    /// Puts text in as an input method commits it, in one go.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn insert(&self, text: &str) -> Result<(), Failure> {
        let script = "document.execCommand('insertText', false, arguments[0])";
        self.client().execute(script, vec![text.into()]).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_chords() {
        let Chord(keys) = Chord::parse("Ctrl+Enter").unwrap();
        assert_eq!(keys, [char::from(Key::Control), char::from(Key::Enter)]);
        assert_eq!(Chord::parse("X").unwrap(), Chord(vec!['x']));
        assert!(Chord::parse("Hyper+A").is_err());
    }
}
