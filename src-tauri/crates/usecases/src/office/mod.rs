//! 设置: the office's particulars, its clerks, its calendar.

mod calendar;
mod clerks;
mod desk;
mod get_status;
mod kept_forms;
mod notices;
mod settings;
mod types;

pub(crate) use calendar::{get_month, preview_deadline};
pub(crate) use clerks::{cleared, list_clerks, save_clerk, set_clearance, switch_clerk};
pub(crate) use desk::at_desk;
pub(crate) use get_status::get_status;
pub(crate) use kept_forms::{keep_form, list_kept_forms};
pub(crate) use notices::{
    change_calendar, list_notices, preview_calendar, read_calendar, read_notice,
};
pub(crate) use settings::{get_office, list_presets, read_settings, save_office};
pub use types::*;
