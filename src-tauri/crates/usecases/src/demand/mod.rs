//! 诉求: what is asked, checked, saved, and where it stands.

mod accept_demands;
mod answer_on_site;
mod content;
mod detail;
mod following;
mod origin;
mod register_demand;
mod saving;
mod timeline;
mod types;
mod veil;

pub(crate) use accept_demands::{ELSEWHERE, accept_demands, registered_elsewhere};
pub(crate) use answer_on_site::{answer_on_site, reopen_demand, take_back_answer};
pub(crate) use content::{UnitNames, checked, missing, succeeding};
pub(crate) use detail::{demand_detail, get_demand, open_enterprise, running_words, task_of};
pub(crate) use origin::{checked_origin, set_origin};
pub(crate) use register_demand::register_demand;
pub(crate) use saving::{
    accept, add_demand, check_live, first_state, new_demand, save_demand, step,
};
pub use types::*;
pub(crate) use veil::{Veil, shown_enterprise, shown_title, told};
