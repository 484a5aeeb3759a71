//! The real window. Run one at a time: each test has a display of its own, but two windows at
//! once on two cores only wait for each other.

mod axe;
mod bare;
mod draft;
mod focus;
mod hostile;
mod naxi;
mod offline;
mod raise;
mod refusal;
mod sample;
mod scenarios;
mod scenes;
mod start;
mod tour;
mod undo;
