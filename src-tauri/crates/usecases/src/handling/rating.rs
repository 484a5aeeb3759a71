//! The enterprise's rating (回访评价, transitions 19–22; F13): compulsory, three tries.

use chrono::NaiveDate;
use domain::act::{ActBody, ActState, Attempt, Rating};
use domain::deadline::{Limit, due};
use domain::demand::{DemandAction, DemandState};
use domain::handling::{RATING_ATTEMPTS, RatingCause};
use domain::terms::Term;
use store::Writing;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;

use super::papers::Desk;
use super::saving::{add_with_paper, advance, pending, read, save_act};
use super::{RecordRating, checks};
use crate::context::Context;
use crate::demand::{DemandDetail, demand_detail, save_demand, step};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;
use crate::wire::Reference;

/// Sends the rating form; from here the enterprise is to be asked within P11.
pub(crate) fn ask_rating(
    context: &Context<'_>,
    input: Reference,
) -> Result<DemandDetail, UseCaseError> {
    let id = domain::ids::DemandId::new(input.id);
    context.typesetter()?;
    context.write("ask_rating", |tx| {
        let before = read(tx, &id, input.version)?;
        let mut row = before.clone();
        step(&mut row, DemandAction::AskRating)?;
        if before.state == DemandState::Consolidated {
            check_answered(tx, &before)?;
        }
        let ask_workdays = read_settings(tx)?.limits.rating;
        let today = context.today();
        let limit = Limit::Workdays(ask_workdays);
        let ask_by: NaiveDate = due(today, limit, context.calendar()).on;
        let body = ActBody::Rating(Rating {
            ask_by,
            ask_workdays,
            attempts: Vec::new(),
            grade: None,
            result_grade: None,
            speed_grade: None,
            attitude_grade: None,
            is_contacted: None,
            is_solved: None,
            opinion: String::new(),
            causes: Vec::new(),
            recorder: String::new(),
        });
        let desk = Desk::new(context, tx)?;
        add_with_paper(tx, &desk, (&before, None), ActState::Pending, today, body)?;
        let mut row = before.clone();
        row.handling.ask_rating_by = Some(ask_by);
        let row = advance(context, tx, &before, row, DemandAction::AskRating)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Refuses to ask a joined enterprise that was not answered, or was asked already.
fn check_answered(tx: &Writing<'_>, joined: &DemandRow) -> Result<(), UseCaseError> {
    if joined.handling.replied_on.is_none() {
        return Err(UseCaseError::refused("还没有单独答复这家企业，请先答复。"));
    }
    let is_open = pending(tx, joined, |body| matches!(body, ActBody::Rating(_)))?.is_some();
    if is_open || joined.handling.grade.is_some() {
        return Err(UseCaseError::refused("评价表已经发过了，请登记回访。"));
    }
    Ok(())
}

/// Records a try to reach the enterprise, with its rating when it was reached.
pub(crate) fn record_rating(
    context: &Context<'_>,
    input: RecordRating,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let talk = checks::contact(context, &mut fields, "talk.", &input.talk);
    if let Some(rating) = &input.rating {
        fields.long("rating.opinion", &rating.opinion);
        fields.list("rating.causes", &rating.causes, RatingCause::ALL.len());
        if !rating.grade.is_satisfied() && rating.causes.is_empty() {
            fields.reject("rating.causes", "企业不满意的，请选原因。");
        }
    }
    fields.finish()?;
    context.write("record_rating", |tx| {
        let before = read(tx, &input.id, input.version)?;
        let act = pending(tx, &before, |body| matches!(body, ActBody::Rating(_)))?;
        let Some(act) = act else {
            return Err(UseCaseError::refused(format!(
                "诉求 {} 现在是“{}”，没有待填的评价。",
                before.number(),
                before.state
            )));
        };
        let ActBody::Rating(body) = &act.body else {
            return Err(UseCaseError::refused("没有待填的评价，请刷新后再看。"));
        };
        let mut body = body.clone();
        if input.rating.is_none() && body.attempts.len() >= RATING_ATTEMPTS as usize {
            return Err(UseCaseError::refused(format!(
                "已联系 {RATING_ATTEMPTS} 次未果，请按“未评价”销号。"
            )));
        }
        if before.handling.replied_on.is_some_and(|day| talk.on < day) {
            return Err(UseCaseError::field("talk.on", "回访日期不能早于答复日期。"));
        }
        let day = talk.on;
        body.attempts.push(Attempt { talk, is_reached: input.rating.is_some() });
        body.recorder = context.clerk().name.clone();
        let mut row = before.clone();
        let mut state = ActState::Pending;
        if let Some(rating) = input.rating {
            body.grade = Some(rating.grade);
            body.result_grade = rating.result_grade;
            body.speed_grade = rating.speed_grade;
            body.attitude_grade = rating.attitude_grade;
            body.is_contacted = Some(rating.is_contacted);
            body.is_solved = Some(rating.is_solved);
            body.opinion = rating.opinion.trim().to_owned();
            body.causes = rating.causes;
            row.handling.grade = Some(rating.grade);
            row.handling.rated_on = Some(day);
            state = ActState::Settled;
        }
        save_act(tx, &act, ActRow { state, body: ActBody::Rating(body), ..act.clone() })?;
        if row != before {
            save_demand(tx, Some(&before), row)?;
        }
        demand_detail(context, tx, &before.id)
    })
}
