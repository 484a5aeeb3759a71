//! 交办单: proposed, reviewed, instructed, signed, numbered, issued, printed, receipted.

mod compose_slip;
mod detail;
mod export_slips;
mod instruct_slip;
mod issue_slip;
mod list_slips;
mod paper;
mod preview;
mod print_slips;
mod receipts;
mod register;
mod register_receipt;
mod review;
mod save_slip;
mod saving;
mod sign_slip;
mod types;
mod void_slip;

pub(crate) use compose_slip::compose_slip;
pub(crate) use detail::get_slip;
pub(crate) use export_slips::{Sheet, clean, export_slips, sheet};
pub(crate) use instruct_slip::instruct_slip;
pub(crate) use issue_slip::issue_slip;
pub(crate) use list_slips::list_slips;
pub(crate) use paper::{check_code, date, number_code, occasion, paper_time, printed_items};
pub(crate) use preview::{preview_sitting, preview_slip};
pub(crate) use print_slips::print_slips;
pub(crate) use receipts::{chinese, receipt_check};
pub(crate) use register::{Registered, register_order, registered};
pub(crate) use register_receipt::{receipt, register_receipt};
pub(crate) use review::{approve_slip, return_slip, submit_slip};
pub(crate) use save_slip::save_slip;
pub(crate) use saving::edited;
pub(crate) use sign_slip::sign_slip;
pub use types::*;
pub(crate) use void_slip::void_slip;
