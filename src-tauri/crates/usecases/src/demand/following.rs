//! A demand that follows an earlier one of its enterprise (关联诉求, scenario 23).

use domain::demand::Visibility;
use domain::ids::{DemandId, EnterpriseId};
use domain::text::TextRule;
use rusqlite::Connection;
use store::Writing;
use store::tables::demand_follows::{self, DemandFollowRow};
use store::tables::demands::{self, DemandContent, DemandRow};

use super::{Following, LinkedDemand, shown_title};
use crate::directory::going_on;
use crate::error::UseCaseError;
use crate::fields::{Fields, LONG_MAX};

/// What stands between the facts and what is new.
const MARK: &str = "新情况：";
const FIELD: &str = "follows.new_facts";
/// The longest telling of what is new.
const NEWS_MAX: usize = 2_000;

/// Checks what is new and puts it at the end of the facts: papers and search have it, too.
pub(super) fn with_news(
    fields: &mut Fields,
    following: &Following,
    mut content: DemandContent,
) -> DemandContent {
    let news = fields.text(FIELD, &following.new_facts, TextRule::paragraph(NEWS_MAX));
    if news.is_empty() {
        return content;
    }
    if content.facts.contains(&news) {
        fields.reject(FIELD, "事实经过里已有这些话，请只写上次以后的新情况。");
    }
    let facts = format!("{}\n{MARK}{news}", content.facts.trim_end());
    content.facts = facts.trim_start().to_owned();
    let count = content.facts.chars().count();
    if count > LONG_MAX {
        let words = format!("事实经过和新情况合起来最多 {LONG_MAX} 个字，现有 {count} 个。");
        fields.reject(FIELD, words);
    }
    content
}

/// Checks the demand it follows: of the same enterprise, and asked before.
///
/// # Errors
/// At its field, or when it cannot be read.
pub(super) fn check(
    connection: &Connection,
    following: &Following,
    enterprise: &EnterpriseId,
    content: &DemandContent,
) -> Result<(), UseCaseError> {
    let field = |message: &str| Err(UseCaseError::field("follows.demand_id", message));
    let Some(before) = demands::find(connection, &following.demand_id)? else {
        return field("没有这条诉求，请重新选择。");
    };
    // What a double asked is asked by the enterprise that goes on (scenario 20).
    let is_own = going_on(connection, &before.enterprise_id)? == going_on(connection, enterprise)?;
    if before.is_void || !is_own {
        return field("只能接着同一家企业提过的诉求，请重新选择。");
    }
    // Beside an open one the name of a hidden one would stand.
    if before.content.visibility != Visibility::Open && content.visibility == Visibility::Open {
        let message = "上一条不公开企业名称，这一条也要选匿名或保密。";
        return Err(UseCaseError::field("fields.visibility", message));
    }
    Ok(())
}

/// Links a demand to the one before it.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn link(
    tx: &mut Writing<'_>,
    demand: &DemandId,
    following: Following,
) -> Result<(), UseCaseError> {
    let row = DemandFollowRow { demand_id: demand.clone(), follows_id: following.demand_id };
    demand_follows::insert(tx, &row)?;
    Ok(tx.record("demand_follow", demand.as_str(), None::<&DemandFollowRow>, &row)?)
}

/// Returns the demand this one follows, and those that follow it.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn linked(
    connection: &Connection,
    demand: &DemandId,
) -> Result<(Option<LinkedDemand>, Vec<LinkedDemand>), UseCaseError> {
    let told = |id: DemandId| beside(connection, demands::get(connection, &id)?);
    let before = demand_follows::find(connection, demand)?.map(told).transpose()?;
    let after = demand_follows::list_after(connection, demand)?.into_iter().map(told);
    Ok((before, after.collect::<Result<_, _>>()?))
}

fn beside(connection: &Connection, row: DemandRow) -> Result<LinkedDemand, UseCaseError> {
    Ok(LinkedDemand {
        number: row.number(),
        title: shown_title(connection, &row)?,
        state: row.state,
        raised_on: row.raised_on,
        id: row.id,
    })
}
