//! 年度安排: the year's rota, its swaps and stand-ins, and the receptions made from it.

mod changing;
mod following;
mod get_rota;
mod hold_turn;
mod propose_rota;
mod recorded;
mod save_rota;
mod taking_over;
mod types;

pub(crate) use changing::{save_stand_in, swap_turns};
pub(crate) use following::follow_reception;
pub(crate) use get_rota::{get_rota, rota};
pub(crate) use hold_turn::hold_turn;
pub(crate) use propose_rota::propose_rota;
pub(crate) use save_rota::save_rota;
pub(crate) use taking_over::{TakenTurn, has_plan, take_out_plan, take_over_plan};
pub use types::*;
