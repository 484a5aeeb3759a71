//! The page in the window: finding, reading, picturing.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Failure, PATIENCE, Size, Window};

/// How often the page is asked again while something is waited for.
pub(super) const BEAT: Duration = Duration::from_millis(50);

impl Window {
    /// Waits for an element.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn find(&self, css: &str) -> Result<Element, Failure> {
        let wait = self.client().wait().at_most(PATIENCE).every(BEAT);
        wait.for_element(Locator::Css(css)).await.map_err(|error| format!("{css}: {error}").into())
    }

    /// Waits for the element marked `data-test="name"`.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn marked(&self, name: &str) -> Result<Element, Failure> {
        self.find(&format!("[data-test=\"{name}\"]")).await
    }

    /// Loads the page anew at an address (`#/slips`). What the page before still does may not take the
    /// address back: its router writes one when a chunk or an answer comes late.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn load(&self, address: &str) -> Result<(), Failure> {
        let go = "history.replaceState(null, '', arguments[0]);
            history.replaceState = history.pushState = () => {};
            return null";
        self.run::<Value>(go, vec![json!(address)]).await?;
        self.client().refresh().await?;
        Ok(())
    }

    /// Waits until the page shows `text` anywhere.
    ///
    /// # Errors
    /// When it does not come; the failure holds what the page shows instead.
    pub async fn see(&self, text: &str) -> Result<(), Failure> {
        let started = Instant::now();
        loop {
            let shown = self.text().await?;
            if shown.contains(text) {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("{text:?} is not on the page:\n{shown}").into());
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Returns the visible text of the page.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn text(&self) -> Result<String, Failure> {
        self.run("return document.body.innerText", vec![]).await
    }

    /// Runs a script and reads what it returns.
    ///
    /// # Errors
    /// When the page is gone or returns something else.
    pub async fn run<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T, Failure> {
        Ok(serde_json::from_value(self.client().execute(script, arguments).await?)?)
    }

    /// Calls a command of the program from the page; fails with what the page would catch.
    ///
    /// # Errors
    /// The program's refusal, as JSON text.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Result<Value, Failure> {
        let script = "const done = arguments[arguments.length - 1];
            window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
                .then((value) => done({ value }), (refusal) => done({ refusal }))";
        let answer = self.client().execute_async(script, vec![command.into(), arguments]).await?;
        match answer.get("refusal") {
            Some(refusal) => Err(refusal.to_string().into()),
            None => Ok(answer["value"].clone()),
        }
    }

    /// Runs a use case from the page.
    ///
    /// # Errors
    /// The use case's refusal, as JSON text.
    pub async fn call(&self, name: &str, input: Value) -> Result<Value, Failure> {
        self.invoke("call", json!({ "name": name, "input": input })).await
    }

    /// Returns the size of the page in CSS pixels.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn page_size(&self) -> Result<(u32, u32), Failure> {
        self.run("return [innerWidth, innerHeight]", vec![]).await
    }

    /// Makes the window another size; no larger than the display.
    ///
    /// # Errors
    /// When the page does not get that size.
    pub async fn resize(&self, size: Size) -> Result<(), Failure> {
        self.client().set_window_size(size.width, size.height).await?;
        let started = Instant::now();
        while self.page_size().await? != (size.width, size.height) {
            if started.elapsed() > PATIENCE {
                return Err(format!("the page is {:?}", self.page_size().await?).into());
            }
            tokio::time::sleep(BEAT).await;
        }
        Ok(())
    }

    /// Takes a picture of the page when its fonts are there and nothing is busy any more, after
    /// ten seconds at the latest.
    ///
    /// # Errors
    /// When the page is gone or the file cannot be written.
    pub async fn picture(&self, file: &Path) -> Result<(), Failure> {
        let settle = "const done = arguments[arguments.length - 1];
            const look = (left) => {
                const busy = document.querySelector('[aria-busy=\"true\"], .slip-setting');
                if (busy && left > 0) setTimeout(look, 100, left - 1);
                else setTimeout(done, 250);
            };
            document.fonts.ready.then(() => look(100))";
        self.client().execute_async(settle, vec![]).await?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, self.client().screenshot().await?)?)
    }
}
