//! The handling of a demand from receipt to 销号. Numbers are the scenarios of domain (e).

mod alerts;
pub(crate) mod around;
mod calendar;
mod case;

mod chasing;
mod clock;
mod dates;
mod ends;
mod forms;
pub(crate) mod leaving;
mod objections;
mod papers;
mod rating;
mod reopened;
mod reports;
