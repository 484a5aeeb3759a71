//! A clerk's hands: what she does with the keyboard, and the pen.

use std::time::Instant;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

use super::{Failure, PATIENCE, Window, page::BEAT};

/// More strokes of Tab than any screen has fields.
const MOST_STEPS: usize = 120;

/// What a screen reader would call the focused element.
const FOCUS: &str = r"const e = document.activeElement;
    if (!e || e === document.body) return '';
    const words = e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText ?? '';
    return words.trim().replace(/\s+/g, ' ')";

/// Whether `focused` is `name`, or `name` with more about it behind: `名称（必填）`, `保存 Ctrl S`.
fn is_named(focused: &str, name: &str) -> bool {
    focused.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

impl Window {
    /// Returns the accessible name of what has the focus; empty when nothing has.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn focused(&self) -> Result<String, Failure> {
        self.run(FOCUS, vec![]).await
    }

    /// Presses Tab until a field or button named `name` has the focus.
    ///
    /// # Errors
    /// When none is reached; the failure lists what was.
    pub async fn tab_to(&self, name: &str) -> Result<(), Failure> {
        self.step_to(name, "Tab").await
    }

    /// Presses Shift+Tab until a field or button named `name` has the focus.
    ///
    /// # Errors
    /// When none is reached; the failure lists what was.
    pub async fn tab_back_to(&self, name: &str) -> Result<(), Failure> {
        self.step_to(name, "Shift+Tab").await
    }

    async fn step_to(&self, name: &str, chord: &str) -> Result<(), Failure> {
        let mut seen = Vec::new();
        for _ in 0..MOST_STEPS {
            let focused = self.focused().await?;
            if is_named(&focused, name) {
                return Ok(());
            }
            seen.push(focused);
            self.press(chord).await?;
        }
        Err(format!("{chord} does not reach {name:?}, only {seen:?}").into())
    }

    /// Goes to the field named `name` by Tab and puts `text` in place of what it holds.
    ///
    /// # Errors
    /// When the field is not reached.
    pub async fn fill(&self, name: &str, text: &str) -> Result<(), Failure> {
        self.tab_to(name).await?;
        self.press("Ctrl+A").await?;
        self.type_text(text).await
    }

    /// Types `keys` into the picker named `name` and takes the entry it finds, which must be
    /// `label`.
    ///
    /// # Errors
    /// When the picker is not reached or offers something else first.
    pub async fn pick(&self, name: &str, keys: &str, label: &str) -> Result<(), Failure> {
        self.fill(name, keys).await?;
        self.see_in(".picker-item[aria-selected=\"true\"]", label).await?;
        self.press("Enter").await?;
        self.gone(".picker-list").await
    }

    /// Calls a screen or command by `Ctrl K`: types `keys` and takes what it finds, which must
    /// be `label`.
    ///
    /// # Errors
    /// When the palette offers something else first.
    pub async fn go(&self, keys: &str, label: &str) -> Result<(), Failure> {
        self.press("Ctrl+K").await?;
        self.focus_on("查找、执行").await?;
        self.type_text(keys).await?;
        self.see_in(".palette-item[aria-selected=\"true\"]", label).await?;
        self.press("Enter").await?;
        self.gone(".palette").await
    }

    /// Opens the menu of the button named `name` and takes its entry that begins with `entry`.
    ///
    /// # Errors
    /// When the button is not reached or its menu has no such entry.
    pub async fn choose(&self, name: &str, entry: &str) -> Result<(), Failure> {
        self.tab_to(name).await?;
        self.press("Enter").await?;
        self.find("[role=menuitem]:focus").await?;
        let mut seen = Vec::new();
        loop {
            let focused = self.focused().await?;
            if is_named(&focused, entry) {
                return self.press("Enter").await;
            }
            if seen.contains(&focused) {
                return Err(format!("{name} offers no {entry:?}, only {seen:?}").into());
            }
            seen.push(focused);
            self.press("Down").await?;
        }
    }

    /// Waits until something named `name` has the focus.
    ///
    /// # Errors
    /// When it does not get the focus.
    pub async fn focus_on(&self, name: &str) -> Result<(), Failure> {
        let started = Instant::now();
        loop {
            let focused = self.focused().await?;
            if is_named(&focused, name) {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("the focus is on {focused:?}, not on {name:?}").into());
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Waits until an element holds `text`.
    ///
    /// # Errors
    /// When it does not; the failure holds what it shows instead.
    pub async fn see_in(&self, css: &str, text: &str) -> Result<(), Failure> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)";
        let started = Instant::now();
        loop {
            let shown: Vec<String> = self.run(script, vec![css.into()]).await?;
            if shown.iter().any(|words| words.contains(text)) {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("{css} shows {shown:?}, not {text:?}").into());
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Waits until the field named `name` holds `value`.
    ///
    /// # Errors
    /// When it does not; the failure holds what it holds instead.
    pub async fn see_value(&self, name: &str, value: &str) -> Result<(), Failure> {
        let script = "const [name] = arguments;
            const named = (e) => {
                const words = e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? '';
                return words === name || words.startsWith(name + '（');
            };
            return [...document.querySelectorAll('input, textarea')].find(named)?.value ?? ''";
        let started = Instant::now();
        loop {
            let held: String = self.run(script, vec![name.into()]).await?;
            if held == value {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("{name} holds {held:?}, not {value:?}").into());
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Waits until no element matches.
    ///
    /// # Errors
    /// When one stays.
    pub async fn gone(&self, css: &str) -> Result<(), Failure> {
        let started = Instant::now();
        while self
            .run("return document.querySelector(arguments[0]) !== null", vec![css.into()])
            .await?
        {
            if started.elapsed() > PATIENCE {
                return Err(format!("{css} stays").into());
            }
            tokio::time::sleep(BEAT).await;
        }
        Ok(())
    }

    /// Clicks the element among those that match whose words begin with `words`.
    ///
    /// # Errors
    /// When there is none.
    pub async fn click_text(&self, css: &str, words: &str) -> Result<(), Failure> {
        let started = Instant::now();
        // What is still fading in has no words for the driver.
        while started.elapsed() < PATIENCE {
            for element in self.client().find_all(Locator::Css(css)).await? {
                if element.text().await?.trim().starts_with(words) {
                    return Ok(element.click().await?);
                }
            }
            tokio::time::sleep(BEAT).await;
        }
        Err(format!("no {css} says {words:?}").into())
    }

    /// Draws strokes with the pen on an element; points are shares of its width and height.
    ///
    /// # Errors
    /// When the element is not there.
    pub async fn draw(&self, css: &str, strokes: &[&[(f64, f64)]]) -> Result<(), Failure> {
        let element = self.find(css).await?;
        let into_view = "arguments[0].scrollIntoView({ block: 'center' })";
        self.client().execute(into_view, vec![json!(element)]).await?;
        let (left, top, width, height) = element.rectangle().await?;
        for stroke in strokes {
            let mut pen = MouseActions::new("pen".into());
            for (at, (x, y)) in stroke.iter().enumerate() {
                let to = PointerAction::MoveTo {
                    duration: Some(std::time::Duration::from_millis(16)),
                    x: left + x * width,
                    y: top + y * height,
                };
                pen = pen.then(to);
                if at == 0 {
                    pen = pen.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
                }
            }
            pen = pen.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
            self.client().perform_actions(pen).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_followed_by_more_about_it() {
        assert!(is_named("名称（必填）", "名称"));
        assert!(is_named("保存 Ctrl S", "保存"));
        assert!(!is_named("企业与单位", "企业"));
        assert!(!is_named("", "企业"));
    }
}
