//! Long work tells how far it is, and stops when it is asked to.

use std::ops::ControlFlow;

use crate::StoreError;

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub done: u64,
    pub total: u64,
}

/// Hears of each step; breaking stops the work.
pub type Watch<'w> = dyn FnMut(Step) -> ControlFlow<()> + 'w;

/// Work of several parts under one watch.
pub(crate) struct Watched<'a, 'w> {
    watch: &'a mut Watch<'w>,
    /// What the parts before this one came to.
    before: u64,
    total: u64,
}

impl<'a, 'w> Watched<'a, 'w> {
    /// Starts work of `total` steps.
    pub(crate) fn new(watch: &'a mut Watch<'w>, total: u64) -> Self {
        Self { watch, before: 0, total }
    }

    /// Tells how many steps of this part are done.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when the work is to stop.
    pub(crate) fn step(&mut self, done: u64) -> Result<(), StoreError> {
        let done = (self.before + done).min(self.total);
        match (self.watch)(Step { done, total: self.total }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(StoreError::Cancelled),
        }
    }

    /// Ends a part of `steps` steps.
    pub(crate) fn part(&mut self, steps: u64) {
        self.before += steps;
    }
}

/// Watches nothing.
pub fn unwatched(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
