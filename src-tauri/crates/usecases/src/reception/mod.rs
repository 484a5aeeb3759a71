//! 接待日程: receptions, who comes, how they run.

mod attendance;
mod detail;
mod input;
mod life;
mod list_receptions;
mod preparations;
mod recorded;
mod save_reception;
mod topics;
mod types;

pub(crate) use attendance::{save_agenda_done, save_attendance};
pub(crate) use detail::{get_reception, reception_detail};
pub(crate) use life::{cancel_reception, end_reception, start_reception};
pub(crate) use list_receptions::{found, list_receptions, reception_row};
pub(crate) use save_reception::{Seats, add_reception, reseat, save_reception};
pub(crate) use topics::save_topic;
pub use types::*;
