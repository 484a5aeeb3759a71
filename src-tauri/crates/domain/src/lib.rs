//! The trade's rules, pure: no input, no output, no clock. One file per noun.

pub mod attachment;
pub mod calendar;
pub mod dates;
pub mod deadline;
pub mod demand;
pub mod enterprise;
pub mod ids;
pub mod ledger;
pub mod light;
pub mod limits;
pub mod reception;
pub mod search_target;
pub mod slip;
pub mod terms;
pub mod work;
