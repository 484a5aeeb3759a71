//! Long work: progress and cancellation by a job name the screen chooses.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Progress {
    pub job: String,
    pub done: u64,
    /// 0 = not known.
    pub total: u64,
}

type Listener = Box<dyn Fn(&Progress) + Send + Sync>;

/// The jobs under way.
#[derive(Default)]
pub struct Jobs {
    cancelled: Mutex<HashMap<String, Arc<AtomicBool>>>,
    listener: Mutex<Option<Listener>>,
}

impl Jobs {
    /// Sets who hears of progress.
    pub fn listen(&self, listener: impl Fn(&Progress) + Send + Sync + 'static) {
        *self.listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(listener));
    }

    /// Asks a job to stop at its next step; an unknown name is none under way.
    pub fn cancel(&self, job: &str) {
        let jobs = self.cancelled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flag) = jobs.get(job) {
            flag.store(true, Ordering::Relaxed);
        }
    }

    /// Starts a job; it ends when the returned value is dropped.
    #[must_use]
    pub fn start(&self, job: &str, total: u64) -> Job<'_> {
        let flag = Arc::new(AtomicBool::new(false));
        let mut jobs = self.cancelled.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.insert(job.to_owned(), Arc::clone(&flag));
        Job { jobs: self, name: job.to_owned(), total, flag }
    }
}

/// One job under way.
pub struct Job<'a> {
    jobs: &'a Jobs,
    name: String,
    total: u64,
    flag: Arc<AtomicBool>,
}

impl Job<'_> {
    /// Tells whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// Tells how far it is; `Break` when it was cancelled.
    pub fn step(&self, done: u64) -> ControlFlow<()> {
        self.step_of(done, self.total)
    }

    /// Tells how far it is where its size was found out on the way; `Break` when it was cancelled.
    pub fn step_of(&self, done: u64, total: u64) -> ControlFlow<()> {
        let listener = self.jobs.listener.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(listener) = listener.as_ref() {
            listener(&Progress { job: self.name.clone(), done, total });
        }
        if self.flag.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        let mut jobs = self.jobs.cancelled.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.remove(&self.name);
    }
}
