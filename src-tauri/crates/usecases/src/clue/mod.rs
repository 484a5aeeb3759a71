//! 线索移送: what points to misconduct leaves the demands for a register of its own (transition 26,
//! form F18, scenario 27).
//!
//! The words are moved, not hidden: search, ledgers, slips, figures, packets and lists read tables
//! that no longer hold them. What cannot be changed, since its numbers stand in a series or its rows
//! are the audit (acts, attachments, the journal), is refused to who is not cleared.

mod access;
mod hiding;
mod paper;
mod refer_clue;
mod register;
mod types;

pub(crate) use access::{check_may_open, check_not_referred, is_restricted};
pub(crate) use paper::{preview_clue, print_clue};
pub(crate) use refer_clue::refer_clue;
pub(crate) use register::{issue_clue, list_clues, open_clue, record_clue_result, sign_clue};
pub use types::*;
