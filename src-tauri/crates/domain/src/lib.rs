//! The trade's rules, pure: no input, no output, no clock. One file per noun.

pub mod act;
pub mod attachment;
pub mod calendar;
pub mod credit_code;
pub mod dates;
pub mod deadline;
pub mod demand;
pub mod enterprise;
pub mod handling;
pub mod ids;
pub mod ledger;
pub mod light;
pub mod limits;
pub mod money;
pub mod pinyin;
pub mod privacy;
pub mod reception;
pub mod scan;
pub mod search_target;
pub mod search_text;
pub mod slip;
pub mod slip_number;
pub mod terms;
pub mod text;
pub mod work;
