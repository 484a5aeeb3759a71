//! 答复函 (F12) and 评价表 (F13): what the enterprise gets.

use domain::act::{ActBody, Reply};
use domain::demand::Visibility;
use papers::{RatingPaper, ReplyPaper, Strip};
use rusqlite::Connection;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::enterprises;

use super::super::joining;
use super::super::saving::lead_task;
use super::Desk;
use super::words;
use crate::demand::shown_enterprise;
use crate::error::UseCaseError;
use crate::printing::within;
use crate::slip::date;

/// What the sheet's narrow cells hold.
const ENTERPRISE_MAX: usize = 80;
const UNIT_MAX: usize = 40;
const DEMAND_MAX: usize = 40;

/// Returns the letter of reply with the form for the rating behind it.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Reply,
    demand: &DemandRow,
) -> Result<ReplyPaper, UseCaseError> {
    let settings = &desk.settings;
    let enterprise = enterprises::get(connection, &demand.enterprise_id)?;
    let you = words::you(enterprise.kind);
    let raised = words::raised(connection, demand)?;
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Ok(ReplyPaper {
        mark: settings.name.clone(),
        number: desk.number(act),
        urgency: None,
        enterprise: shown_enterprise(connection, demand)?,
        subject: words::subject(demand, &demand.content.title),
        addressee: enterprise.name,
        opening: format!(
            "{you}{raised}反映的“{}”{}收悉。经研究办理，现答复如下：",
            demand.content.title,
            words::matter_word(demand)
        ),
        facts: body.facts.clone(),
        handling: given(&body.process),
        result: body.result.clone(),
        basis: given(&body.basis),
        follow_up: given(&body.follow_up),
        closing: Some(format!(
            "感谢{you}的支持和监督。对本答复有意见的，请在所附评价表中注明，并及时退回。"
        )),
        rating: Some(Box::new(rating(desk, connection, act, demand)?)),
        issuer: settings.name.clone(),
        issued_on: Some(date(act.made_on)),
        contact: words::contact(settings),
        // The letter names the enterprise: of a hidden one nobody else gets it.
        copies_to: match demand.content.visibility {
            Visibility::Open => settings.copies_to.clone(),
            Visibility::Anonymous | Visibility::Confidential => Vec::new(),
        },
        strip: desk.strip(act, demand),
    })
}

/// Returns the form on which the enterprise rates.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn rating(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    demand: &DemandRow,
) -> Result<RatingPaper, UseCaseError> {
    let settings = &desk.settings;
    let enterprise = enterprises::get(connection, &demand.enterprise_id)?;
    let slip = words::slip(connection, demand)?.and_then(|slip| slip.number());
    // A joined one was handled with its master.
    let master = joining::master(connection, demand)?;
    let handled = master.as_ref().unwrap_or(demand);
    let unit = if handled.slip_id.is_some() {
        lead_task(connection, handled)?.unit_name
    } else if handled.answered_by.is_empty() {
        settings.name.clone()
    } else {
        handled.answered_by.clone()
    };
    let until = match &act.body {
        ActBody::Rating(body) => {
            format!("请于{}前寄送", domain::dates::paper_date(body.ask_by))
        }
        _ => "填好后请直接寄送".to_owned(),
    };
    let own = desk.strip(act, demand);
    Ok(RatingPaper {
        title: "民营企业诉求办理满意度评价表".to_owned(),
        enterprise: within(&enterprise.name, ENTERPRISE_MAX),
        demand: within(
            &slip.map_or_else(
                || demand.number(),
                |number| format!("{number}—{}", demand.slip_position.unwrap_or(1)),
            ),
            DEMAND_MAX,
        ),
        unit: within(&unit, UNIT_MAX),
        matter: demand.content.title.clone(),
        hint: format!(
            "请在对应方框内打“√”，每行只选一项。{until}{}，承办单位不得代填。",
            within(&settings.name, UNIT_MAX)
        ),
        strip: Strip { code: format!("SQ{}", demand.number()), ..own },
    })
}
