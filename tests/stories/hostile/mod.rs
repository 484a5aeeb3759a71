//! Hostile texts in every text field of every use case that writes (guarantee I2): kept exactly or
//! refused at the field in plain Chinese, read again, found, printed and exported as they are.
//!
//! The fields are not listed: they are the strings of a valid input that are no code, date or
//! identifier, so that a new field joins by itself; a new use case must join [`cases::CASES`] or be
//! named as one without text.

mod cases;
mod filling;
pub(crate) mod handling;
mod issues;
mod kept;
mod ledger;
mod lists;
mod papers;
mod planning;
mod queries;
mod record;
mod scene;
pub(crate) mod texts;
mod without_text;
