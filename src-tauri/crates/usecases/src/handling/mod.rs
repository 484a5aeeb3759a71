//! The handling of a demand after it was accepted: every act of transitions 3 and 10–28.

mod around;
mod chasing;
mod checks;
mod closing;
mod completing;
mod declining;
mod detail;
mod extending;
mod joining;
mod objecting;
mod papers;
mod pausing;
mod rating;
mod recalendar;
mod reporting;
mod saving;
mod supervising;
mod types;

pub use around::{
    EndTaskForce, EscalateDemand, FormTaskForce, RecordInspection, RecordMediation, ReferMediation,
};
pub(crate) use around::{
    end_task_force, escalate_demand, form_task_force, origin_unit, record_inspection,
    record_mediation, refer_mediation,
};
pub(crate) use chasing::{answer_chase, chase_demands};
pub(crate) use closing::{
    archive_demands, close_demand, record_look_back, rework_demand, terminate_demand,
};
pub(crate) use completing::{
    complete_demand, completion, reply_demand, return_completion, track_demand,
};
pub(crate) use declining::{
    check_off_draft_slip, decline_demand, follow_referral, withdraw_demand,
};
pub(crate) use detail::handling_detail;
pub(crate) use extending::{ask_extension, decide_extension};
pub(crate) use joining::{check_none_joined, consolidate_demand, separate_demand};
pub(crate) use objecting::{
    ALL_THE_SAME, assigned_on, issued_limits, objection, raise_objection, reassign_task,
    rule_objection,
};
pub(crate) use papers::{
    matter_word, number_prefix, preview_act, preview_chase, preview_decline, preview_reply,
    print_acts,
};
pub(crate) use pausing::{resume_demand, suspend_demand};
pub(crate) use rating::{ask_rating, record_rating};
pub(crate) use recalendar::{Choice, list_moves, settle_moves};
pub(crate) use reporting::{answer_assist, assist, progress, report_progress};
pub(crate) use saving::{advance, clock_events, is_waiting, lapse, moves_clock, recall};
pub(crate) use supervising::list_supervision;
pub use types::*;
