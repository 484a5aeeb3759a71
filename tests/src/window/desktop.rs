//! The desktop around the window: what lies in front, what is minimised. Needs a window manager.

use std::time::Instant;

use super::{Failure, PATIENCE, Window, page::BEAT};

impl Window {
    /// Minimises the window and waits until it is gone from the screen.
    ///
    /// # Errors
    /// When it stays.
    pub async fn minimise(&self) -> Result<(), Failure> {
        let process = self.process()?.to_string();
        let words = ["search", "--onlyvisible", "--pid", &process];
        let shown = self.machine.ask_windows(&words)?.ok_or("the window is not on the screen")?;
        for id in shown.lines() {
            self.machine.ask_windows(&["windowminimize", id])?;
        }
        let started = Instant::now();
        while self.machine.ask_windows(&words)?.is_some() {
            if started.elapsed() > PATIENCE {
                return Err("the window is not minimised".into());
            }
            tokio::time::sleep(BEAT).await;
        }
        Ok(())
    }

    /// Waits until a window of `process` lies in front and has the keyboard.
    ///
    /// # Errors
    /// When another one stays in front; the failure names its process.
    pub async fn see_in_front(&self, process: u32) -> Result<(), Failure> {
        let started = Instant::now();
        loop {
            let front = self.machine.ask_windows(&["getactivewindow", "getwindowpid"])?;
            if front.as_deref() == Some(process.to_string().as_str()) {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("in front is {front:?}, not {process}").into());
            }
            tokio::time::sleep(BEAT).await;
        }
    }
}
