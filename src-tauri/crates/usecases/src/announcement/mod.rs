//! 通告: the notice of a reception (form F1), due P1 working days before it.

mod issue_announcement;
mod paper;
mod types;

pub(crate) use issue_announcement::{
    get_announcement, issue_announcement, preview_announced, preview_announcement,
    print_announcement,
};
pub use types::*;
