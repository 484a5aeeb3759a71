//! Most of ten years is over: an office keeps the last weeks under way and a few long cases.

use chrono::{NaiveDate, TimeDelta};
use domain::demand::DemandState;
use domain::handling::{Grade, ResultClass};
use store::tables::demands::{DemandRow, Handling};

use crate::demo::cases::Case;
use crate::demo::desk::Dice;

/// What was raised so many days ago or later is under way.
const UNDER_WAY_DAYS: i64 = 45;
/// Of what was raised within so many days, one in [`LONG_CASE`] is under way still.
const LONG_CASE_DAYS: i64 = 365;
const LONG_CASE: usize = 40;

/// Tells whether a demand of that day is over.
pub(super) fn is_over(dice: &mut Dice, raised_on: NaiveDate, today: NaiveDate) -> bool {
    let is_long = dice.below(LONG_CASE) == 0;
    let days = (today - raised_on).num_days();
    days > LONG_CASE_DAYS || (days > UNDER_WAY_DAYS && !is_long)
}

/// Closes a demand whose answer came on `on`: rated well three working days later or so.
pub(super) fn close(row: &mut DemandRow, case: &Case, on: NaiveDate) {
    let rated_on = on + TimeDelta::days(3);
    row.state = DemandState::Closed;
    row.due_on = None;
    row.handling = Handling {
        replied_on: Some(on),
        ask_rating_by: Some(rated_on),
        grade: Some(Grade::Satisfied),
        rated_on: Some(rated_on),
        closed_on: Some(rated_on),
        ..Handling::default()
    };
    // Only what a slip carried was reported on by a unit.
    if row.slip_id.is_some() {
        row.handling.progress = case.reply.to_owned();
        row.handling.progress_on = Some(on);
        row.handling.result_class = Some(ResultClass::Solved);
        row.handling.result = case.reply.to_owned();
        row.handling.completed_on = Some(on);
    }
}
