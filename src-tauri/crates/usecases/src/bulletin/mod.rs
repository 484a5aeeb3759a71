//! 专报 (form F16), 年度报告 (form F15 in words), 会议纪要 (form F4): drafted from what the records
//! hold, edited, numbered, frozen; printed as PDF and handed on as docx. What a leader writes upon a
//! 专报 becomes a demand that knows it, and is followed up in the next one (scenario 56).

mod drafting;
mod instructing;
mod issuing;
mod paper;
mod propose;
mod sitting;
mod types;
mod words;

pub(crate) use drafting::{
    draft_bulletin, get_bulletin, list_bulletins, save_bulletin, void_bulletin,
};
pub(crate) use instructing::{demand_bulletin, instruct_bulletin};
pub(crate) use issuing::issue_bulletin;
pub(crate) use paper::{export_bulletin, preview_bulletin, print_bulletin};
pub use types::*;
