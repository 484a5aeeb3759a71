//! 提醒: what the desktop tells the clerk of lights, each thing once.

mod settings;
mod take_alert;
mod types;

pub(crate) use settings::{get_alerts, save_alerts};
pub(crate) use take_alert::take_alert;
pub use types::*;
