//! The real window. Run one at a time: each test has a display of its own, but two windows at
//! once on two cores only wait for each other.

mod axe;
mod hostile;
mod naxi;
mod offline;
mod start;
mod tour;
