//! 企业与单位: leaders, units, enterprises and their people.

mod check_credit_code;
mod check_glyphs;
mod demand_briefs;
mod enterprise_input;
mod enterprises;
mod find_names;
mod leaders;
mod merge_enterprise;
mod merge_unit;
mod names;
mod pages;
mod save_enterprise;
mod save_unit;
mod types;
mod units;

pub(crate) use check_credit_code::{check_credit_code, is_elsewhere};
pub(crate) use check_glyphs::{check_glyphs, missing_glyphs};
pub(crate) use enterprises::{get_enterprise, list_enterprises};
pub(crate) use find_names::find_names;
pub(crate) use leaders::{
    LEADER_NAME_MAX, add_leader, list_leaders, save_leader, set_leader_active,
};
pub(crate) use merge_enterprise::merge_enterprise;
pub(crate) use merge_unit::merge_unit;
pub(crate) use names::NameCache;
pub(crate) use pages::found_ids;
pub(crate) use save_enterprise::{
    add_enterprise, going_on, refuse_merged, save_enterprise, set_enterprise_active,
};
pub(crate) use save_unit::{add_unit, save_unit, set_unit_active};
pub use types::*;
pub(crate) use units::{get_unit, list_units, unit};
