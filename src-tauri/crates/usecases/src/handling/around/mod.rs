//! What is done around the handling (domain (a)): mediation and its result, streets that hand up,
//! 专班, and supervisors who look again. The demand's state stays.

use chrono::NaiveDate;
use domain::act::{
    ActBody, ActState, Escalation, Inspection, Mediation, MediationResult, TaskForce,
    TaskForceMember,
};
use domain::demand::DemandState;
use domain::enterprise::UnitKind;
use domain::ids::{ActId, UnitId};
use rusqlite::Connection;
use store::Writing;
use store::tables::acts::{self, ActRow};
use store::tables::demands::{self, DemandRow};
use store::tables::units::{self, UnitRow};

mod types;
pub use types::*;

use super::saving::{add, read, save_act};
use crate::context::Context;
use crate::demand::{DemandDetail, check_live, demand_detail, save_demand};
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::supervisors;

/// More people than any 专班 has.
const MEMBERS_MAX: usize = 50;

/// Refers a dispute to a mediation body. The demand is handled on: the body does not answer for it.
pub(crate) fn refer_mediation(
    context: &Context<'_>,
    input: ReferMediation,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let body = Mediation {
        organ: fields.name("organ", &input.organ),
        cause: input.cause,
        amount_fen: fields.amount("amount_fen", input.amount_fen),
        reason: fields.required_long("reason", &input.reason),
        result: None,
        ended_on: None,
        agreed_fen: None,
        words: String::new(),
    };
    check_made(context, &mut fields, input.made_on);
    fields.finish()?;
    context.write("refer_mediation", |tx| {
        let before = open(read(tx, &input.id, input.version)?, input.made_on)?;
        if let Some(other) = current(tx, &before, |body| match body {
            ActBody::Mediation(other) if other.result.is_none() => Some(other.organ.clone()),
            _ => None,
        })? {
            let words = format!("已移送{other}调解，还没有结果。请先登记结果。");
            return Err(UseCaseError::refused(words));
        }
        settle(context, tx, &before, input.made_on, ActBody::Mediation(body))
    })
}

/// Records how a mediation ended.
pub(crate) fn record_mediation(
    context: &Context<'_>,
    input: RecordMediation,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let words = fields.long("words", &input.words);
    let agreed_fen = fields.amount("agreed_fen", input.agreed_fen);
    if agreed_fen.is_some() && input.result == MediationResult::Failed {
        fields.reject("agreed_fen", "没有调解成功的，不填达成金额。");
    }
    check_end(context, &mut fields, "ended_on", input.ended_on);
    fields.finish()?;
    context.write("record_mediation", |tx| {
        let (act, demand) = act_of(tx, &input.id, input.version)?;
        let ActBody::Mediation(body) = act.body.clone() else { return Err(gone()) };
        if body.result.is_some() {
            return Err(UseCaseError::refused("这次调解已登记结果，不用再登记。"));
        }
        if input.ended_on < act.made_on {
            return Err(UseCaseError::field("ended_on", "结束日期不能早于移送日期。"));
        }
        let body = ActBody::Mediation(Mediation {
            result: Some(input.result),
            ended_on: Some(input.ended_on),
            agreed_fen,
            words,
            ..body
        });
        save_act(tx, &act, ActRow { body, ..act.clone() })?;
        demand_detail(context, tx, &demand.id)
    })
}

/// Hands a demand up from its street to the district, once (domain (a) S2).
pub(crate) fn escalate_demand(
    context: &Context<'_>,
    input: EscalateDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_long("reason", &input.reason);
    let decided_by = fields.name("decided_by", &input.decided_by);
    check_made(context, &mut fields, input.made_on);
    fields.finish()?;
    context.write("escalate_demand", |tx| {
        let before = open(read(tx, &input.id, input.version)?, input.made_on)?;
        if before.origin.escalated_on.is_some() {
            return Err(UseCaseError::refused("这条诉求已由镇街上报区级，不用再报。"));
        }
        let from = input.from_unit_id.as_ref().or(before.origin.origin_unit_id.as_ref());
        let Some(from) = from else {
            return Err(UseCaseError::field("from_unit_id", "请选择上报的镇街。"));
        };
        let unit = origin_unit(tx, from, "from_unit_id")?;
        let body = ActBody::Escalation(Escalation {
            from_unit_id: unit.id.clone(),
            from_unit: unit.name,
            reason,
            decided_by,
        });
        let mut row = before.clone();
        row.origin.origin_unit_id = Some(unit.id);
        row.origin.escalated_on = Some(input.made_on);
        add(tx, &before, None, ActState::Settled, input.made_on, body)?;
        let row = save_demand(tx, Some(&before), row)?;
        demand_detail(context, tx, &row.id)
    })
}

/// Returns the street or 亲清驿站 a demand comes from.
///
/// # Errors
/// [`UseCaseError::Fields`] at `field` when it is unknown or no unit below the district.
pub(crate) fn origin_unit(
    connection: &Connection,
    id: &UnitId,
    field: &str,
) -> Result<UnitRow, UseCaseError> {
    match units::find(connection, id)? {
        None => Err(UseCaseError::field(field, "没有这个单位，请重新选择。")),
        Some(unit) if !matches!(unit.kind, UnitKind::Street | UnitKind::Other) => {
            let words = format!("“{}”不是镇街或亲清驿站，请重新选择。", unit.name);
            Err(UseCaseError::field(field, words))
        }
        Some(unit) => Ok(unit),
    }
}

/// Sets up a 专班 for a hard matter.
pub(crate) fn form_task_force(
    context: &Context<'_>,
    input: FormTaskForce,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    fields.list("members", &input.members, MEMBERS_MAX);
    if input.members.is_empty() {
        fields.reject("members", "请填专班成员，每行一人。");
    }
    let member = |(at, one): (usize, &TaskForceMember)| TaskForceMember {
        unit: fields.name(format!("members.{at}.unit"), &one.unit),
        person: fields.name(format!("members.{at}.person"), &one.person),
    };
    let members = input.members.iter().take(MEMBERS_MAX).enumerate().map(member).collect();
    let body = TaskForce {
        name: fields.name("name", &input.name),
        leader: fields.name("leader", &input.leader),
        members,
        until_on: None,
        result: String::new(),
    };
    check_made(context, &mut fields, input.made_on);
    fields.finish()?;
    context.write("form_task_force", |tx| {
        let before = open(read(tx, &input.id, input.version)?, input.made_on)?;
        if let Some(other) = current(tx, &before, |body| match body {
            ActBody::TaskForce(other) if other.until_on.is_none() => Some(other.name.clone()),
            _ => None,
        })? {
            return Err(UseCaseError::refused(format!("“{other}”还在运行，请先撤销专班。")));
        }
        settle(context, tx, &before, input.made_on, ActBody::TaskForce(body))
    })
}

/// Dissolves a 专班.
pub(crate) fn end_task_force(
    context: &Context<'_>,
    input: EndTaskForce,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let result = fields.required_long("result", &input.result);
    check_end(context, &mut fields, "until_on", input.until_on);
    fields.finish()?;
    context.write("end_task_force", |tx| {
        let (act, demand) = act_of(tx, &input.id, input.version)?;
        let ActBody::TaskForce(body) = act.body.clone() else { return Err(gone()) };
        if body.until_on.is_some() {
            return Err(UseCaseError::refused("这个专班已撤销。"));
        }
        if input.until_on < act.made_on {
            return Err(UseCaseError::field("until_on", "撤销日期不能早于成立日期。"));
        }
        let until_on = Some(input.until_on);
        let body = ActBody::TaskForce(TaskForce { until_on, result, ..body });
        save_act(tx, &act, ActRow { body, ..act.clone() })?;
        demand_detail(context, tx, &demand.id)
    })
}

/// Records what a supervisor found, of a demand under way or over.
pub(crate) fn record_inspection(
    context: &Context<'_>,
    input: RecordInspection,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let unit = fields.optional_name("unit", &input.unit);
    let finding = fields.required_long("finding", &input.finding);
    check_made(context, &mut fields, input.made_on);
    fields.finish()?;
    context.write("record_inspection", |tx| {
        let before = since(read(tx, &input.id, input.version)?, input.made_on)?;
        let supervisor = supervisors::standing(tx, &input.supervisor_id, input.made_on)?;
        let body = ActBody::Inspection(Inspection {
            supervisor_id: supervisor.id,
            supervisor: supervisor.name,
            unit,
            finding,
            is_trouble: input.is_trouble,
        });
        settle(context, tx, &before, input.made_on, body)
    })
}

/// Adds an act and saves the demand as its next version: the same act is not added twice.
fn settle(
    context: &Context<'_>,
    tx: &mut Writing<'_>,
    before: &DemandRow,
    made_on: NaiveDate,
    body: ActBody,
) -> Result<DemandDetail, UseCaseError> {
    add(tx, before, None, ActState::Settled, made_on, body)?;
    save_demand(tx, Some(before), before.clone())?;
    demand_detail(context, tx, &before.id)
}

fn check_made(context: &Context<'_>, fields: &mut Fields, on: NaiveDate) {
    check_end(context, fields, "made_on", on);
}

fn check_end(context: &Context<'_>, fields: &mut Fields, field: &str, on: NaiveDate) {
    fields.date(field, on);
    if on > context.today() {
        fields.reject(field, "日期不能晚于今天。");
    }
}

/// A demand that is not void nor moved out as a clue, and was there by then.
fn since(row: DemandRow, on: NaiveDate) -> Result<DemandRow, UseCaseError> {
    check_live(&row)?;
    if row.state == DemandState::ClueReferred {
        return Err(UseCaseError::refused("线索已移送，这里不再登记。"));
    }
    if on < row.raised_on {
        return Err(UseCaseError::field("made_on", "日期不能早于诉求提出的日期。"));
    }
    Ok(row)
}

/// As [`since`], and still open.
fn open(row: DemandRow, on: NaiveDate) -> Result<DemandRow, UseCaseError> {
    let row = since(row, on)?;
    if !row.state.is_open() {
        let words = format!("诉求 {} 现在是“{}”，不再登记这一项。", row.number(), row.state);
        return Err(UseCaseError::refused(words));
    }
    Ok(row)
}

/// Returns what `told` says of the first act that still stands.
fn current(
    connection: &Connection,
    row: &DemandRow,
    told: impl Fn(&ActBody) -> Option<String>,
) -> Result<Option<String>, UseCaseError> {
    Ok(acts::list_demand(connection, &row.id)?.iter().find_map(|act| told(&act.body)))
}

fn act_of(tx: &Writing<'_>, id: &ActId, version: i64) -> Result<(ActRow, DemandRow), UseCaseError> {
    let act = acts::get(tx, id)?;
    tx.check_version("act", id.as_str(), version, act.version)?;
    let demand = since(demands::get(tx, &act.demand_id)?, act.made_on)?;
    Ok((act, demand))
}

fn gone() -> UseCaseError {
    UseCaseError::refused("没有这一项，请刷新后再看。")
}
