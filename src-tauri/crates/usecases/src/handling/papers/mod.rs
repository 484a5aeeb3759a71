//! The papers of acts: 催办单, 督办函, 移送函, 答复函, 评价表, 告知单, and the working forms from 延期
//! to 终结. Each is numbered and frozen in the transaction of its act; from there it prints as it went
//! out. A form that is decided later is frozen anew with its decision, as its next version.

mod approving;
mod case;
mod chase;
mod completion;
mod extension;
mod notice;
mod objecting;
mod printing;
mod reply;
mod words;

use chrono::Datelike;
use domain::act::ActBody;
use domain::handling::ChaseKind;
use papers::{
    ChasePaper, Form, NoticePaper, PaperNumber, RatingPaper, ReplyPaper, Strip, WorkPaper,
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use store::tables::acts::{self, ActRow};
use store::tables::demands::DemandRow;

use crate::context::Context;
use crate::error::UseCaseError;
use crate::office::{OfficeSettings, read_settings};
use crate::slip::{check_code, number_code, paper_time};

pub(crate) use printing::{preview_act, preview_chase, preview_decline, preview_reply, print_acts};
pub(crate) use words::matter_word;

/// A paper as it went out.
#[derive(Serialize, Deserialize)]
#[serde(tag = "form", content = "paper", rename_all = "snake_case")]
pub(super) enum ActPaper {
    Chase(Box<ChasePaper>),
    Reply(Box<ReplyPaper>),
    Rating(Box<RatingPaper>),
    Notice(Box<NoticePaper>),
    Work(Box<WorkPaper>),
}

impl ActPaper {
    fn into_form(self) -> Form {
        match self {
            Self::Chase(paper) => Form::Chase(paper),
            Self::Reply(paper) => Form::Reply(paper),
            Self::Rating(paper) => Form::Rating(paper),
            Self::Notice(paper) => Form::Notice(paper),
            Self::Work(paper) => Form::Work(paper),
        }
    }

    fn strip_mut(&mut self) -> &mut Strip {
        match self {
            Self::Chase(paper) => &mut paper.strip,
            Self::Reply(paper) => &mut paper.strip,
            Self::Rating(paper) => &mut paper.strip,
            Self::Notice(paper) => &mut paper.strip,
            Self::Work(paper) => &mut paper.strip,
        }
    }
}

/// What the papers of one transaction share.
pub(super) struct Desk<'c, 's> {
    pub(super) context: &'c Context<'s>,
    pub(super) settings: OfficeSettings,
}

impl<'c, 's> Desk<'c, 's> {
    /// Reads the office's particulars.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn new(
        context: &'c Context<'s>,
        connection: &Connection,
    ) -> Result<Self, UseCaseError> {
        Ok(Self { context, settings: read_settings(connection)? })
    }

    /// Gives an act its number and its paper. A paper that the office sends and that cannot be set
    /// refuses the act: its number is not taken. `demand` is the demand as it stands with the act.
    ///
    /// # Errors
    /// When the office has no number prefix, or the paper cannot be set.
    pub(super) fn freeze(
        &self,
        connection: &Connection,
        act: &mut ActRow,
        demand: &DemandRow,
    ) -> Result<(), UseCaseError> {
        if act.number_seq.is_none()
            && let Some(mark) = number_mark(&act.body)
        {
            if self.settings.number_prefix.is_empty() {
                return Err(UseCaseError::refused("还没有设置交办单字号，请先到“设置”填写。"));
            }
            let prefix = number_prefix(&self.settings.number_prefix, mark);
            let year = act.made_on.year();
            act.number_seq = Some(acts::next_number(connection, &prefix, year)?);
            act.number_year = Some(year);
            act.number_prefix = Some(prefix);
        }
        if let Some(paper) = self.paper(connection, act, demand)? {
            let frozen = serde_json::to_string(&paper)?;
            if is_sent(&act.body) {
                self.context.typesetter()?.form_pages(&paper.into_form())?;
            }
            act.paper = Some(frozen);
        }
        Ok(())
    }

    /// Returns the paper of an act, or none where it has none.
    fn paper(
        &self,
        connection: &Connection,
        act: &ActRow,
        demand: &DemandRow,
    ) -> Result<Option<ActPaper>, UseCaseError> {
        let work = |paper: Result<WorkPaper, UseCaseError>| Ok(ActPaper::Work(Box::new(paper?)));
        let paper: Result<ActPaper, UseCaseError> = match &act.body {
            ActBody::Chase(body) => chase::paper(self, connection, act, body, demand)
                .map(|paper| ActPaper::Chase(Box::new(paper))),
            ActBody::Reply(body) => reply::paper(self, connection, act, body, demand)
                .map(|paper| ActPaper::Reply(Box::new(paper))),
            ActBody::Rating(_) => reply::rating(self, connection, act, demand)
                .map(|paper| ActPaper::Rating(Box::new(paper))),
            ActBody::Decline(body) => notice::paper(self, connection, act, body, demand)
                .map(|paper| ActPaper::Notice(Box::new(paper))),
            ActBody::Extension(body) => work(extension::paper(self, connection, act, body, demand)),
            ActBody::Objection(body) => {
                work(objecting::objection(self, connection, act, body, demand))
            }
            ActBody::Reassignment(body) => {
                work(objecting::reassignment(self, connection, act, body, demand))
            }
            ActBody::Completion(body) => {
                work(completion::paper(self, connection, act, body, demand))
            }
            ActBody::Rework(body) => work(approving::rework(self, connection, act, body, demand)),
            ActBody::Suspension(body) => {
                work(approving::suspension(self, connection, act, body, demand))
            }
            ActBody::Termination(body) => {
                work(approving::termination(self, connection, act, body, demand))
            }
            ActBody::Progress(_)
            | ActBody::AssistAnswer(_)
            | ActBody::Closing(_)
            | ActBody::Tracking(_)
            | ActBody::Withdrawal(_)
            | ActBody::Consolidation(_)
            | ActBody::LookBack(_)
            | ActBody::CalendarDecision(_)
            | ActBody::Mediation(_)
            | ActBody::Escalation(_)
            | ActBody::TaskForce(_)
            | ActBody::Inspection(_) => return Ok(None),
        };
        paper.map(Some)
    }

    /// Returns the number of an act's paper, white where it has not been taken.
    fn number(&self, act: &ActRow) -> PaperNumber {
        let mark = number_mark(&act.body).unwrap_or_default();
        let prefix = act
            .number_prefix
            .clone()
            .unwrap_or_else(|| number_prefix(&self.settings.number_prefix, mark));
        let year = act.number_year.unwrap_or(act.made_on.year());
        PaperNumber {
            prefix: format!("{prefix}〔{year}〕"),
            serial: act.number_seq,
            suffix: "号".to_owned(),
        }
    }

    /// Returns the machine strip of an act's paper; one without a number goes by its demand's.
    fn strip(&self, act: &ActRow, demand: &DemandRow) -> Strip {
        let code = act.number().map_or_else(
            || format!("SQ{}", demand.number()),
            |number| number_code(&number.prefix, number.year, number.seq),
        );
        Strip {
            check: check_code(&[act.id.as_str(), &code]),
            code,
            version: version(act),
            made_at: paper_time(self.context.now()),
            print: 1,
        }
    }
}

/// The character that tells the papers of an office apart: `川工商联催〔2026〕5号`. A rating goes
/// by its demand.
fn number_mark(body: &ActBody) -> Option<&'static str> {
    match body {
        ActBody::Chase(chase) => Some(match chase.rung {
            ChaseKind::Reminder => "催",
            ChaseKind::Supervision => "督",
            ChaseKind::Referral => "移",
        }),
        ActBody::Reply(_) => Some("函"),
        ActBody::Decline(_) => Some("告"),
        ActBody::Reassignment(_) => Some("改"),
        ActBody::Rework(_) => Some("重"),
        ActBody::Objection(_)
        | ActBody::Progress(_)
        | ActBody::AssistAnswer(_)
        | ActBody::Extension(_)
        | ActBody::Suspension(_)
        | ActBody::Completion(_)
        | ActBody::Rating(_)
        | ActBody::Closing(_)
        | ActBody::Termination(_)
        | ActBody::Tracking(_)
        | ActBody::Withdrawal(_)
        | ActBody::Consolidation(_)
        | ActBody::LookBack(_)
        | ActBody::CalendarDecision(_)
        | ActBody::Mediation(_)
        | ActBody::Escalation(_)
        | ActBody::TaskForce(_)
        | ActBody::Inspection(_) => None,
    }
}

/// Whether the office sends the paper: it must print. A unit's own form is kept whatever it says,
/// and is set when it is looked at; a character without a font must not keep a report out.
fn is_sent(body: &ActBody) -> bool {
    number_mark(body).is_some() || matches!(body, ActBody::Rating(_))
}

/// 版次: one more than the paper frozen before, which its decision replaces.
fn version(act: &ActRow) -> u32 {
    let frozen = act.paper.as_deref().map(serde_json::from_str::<ActPaper>);
    match frozen {
        Some(Ok(mut paper)) => paper.strip_mut().version.saturating_add(1),
        Some(Err(_)) | None => 1,
    }
}

/// Puts the mark in the place of the slip's own: 川工商联交 → 川工商联催.
pub(crate) fn number_prefix(of_slips: &str, mark: &str) -> String {
    let organ = of_slips.strip_suffix("交办").or_else(|| of_slips.strip_suffix('交'));
    format!("{}{mark}", organ.unwrap_or(of_slips))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_takes_the_place_of_the_slips_own() {
        assert_eq!(number_prefix("川工商联交", "催"), "川工商联催");
        assert_eq!(number_prefix("川接待交办", "函"), "川接待函");
        assert_eq!(number_prefix("川统办", "督"), "川统办督");
    }
}
