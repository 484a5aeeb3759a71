//! Leaders: the list and its rows.

use domain::enterprise::NameKind;
use domain::ids::LeaderId;
use domain::search_target::SearchTarget;
use domain::text::TextRule;
use rusqlite::Connection;
use store::queries::search;
use store::tables::leaders::{self, LeaderRow};
use store::{StoreError, Writing};

use super::pages::{found_ids, looked_for, page};
use super::{DirectoryQuery, Leader, LeaderList, SaveLeader};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// What the papers have room for: 批示 signed by hand, 接待领导 with the post.
pub(crate) const LEADER_NAME_MAX: usize = 20;
const POST_MAX: usize = 50;
/// Ranks beyond this are typing mistakes.
const RANK_MAX: i64 = 9_999;

impl From<LeaderRow> for Leader {
    fn from(row: LeaderRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            post: row.post,
            rank: row.rank,
            phone: row.phone,
            is_active: row.is_active,
            version: row.version,
        }
    }
}

/// Lists leaders by rank, or by match when a query is given.
pub(crate) fn list_leaders(
    context: &Context<'_>,
    input: DirectoryQuery,
) -> Result<LeaderList, UseCaseError> {
    let query = looked_for(&input)?;
    context.read(|connection| {
        let ids = found_ids(context, connection, NameKind::Leader, &query, input.with_retired)?;
        let leaders = page(&ids, &input)
            .iter()
            .map(|id| Ok(leaders::get(connection, &LeaderId::new(id.as_str()))?.into()))
            .collect::<Result<_, UseCaseError>>()?;
        Ok(LeaderList { leaders, total: ids.len() as i64 })
    })
}

/// Adds or changes a leader. Two of one name are told apart by their posts; one who left counts,
/// for papers name people by both.
pub(crate) fn save_leader(
    context: &Context<'_>,
    input: SaveLeader,
) -> Result<Leader, UseCaseError> {
    let mut fields = Fields::new();
    let name = fields.text("name", &input.name, TextRule::line(LEADER_NAME_MAX));
    let post = fields.text("post", &input.post, TextRule::line(POST_MAX));
    let phone = fields.line("phone", &input.phone);
    if !(0..=RANK_MAX).contains(&input.rank) {
        fields.reject("rank", format!("请填 0 到 {RANK_MAX} 之间的数，小的排在前面。"));
    }
    fields.finish()?;
    let saved = context.write("save_leader", |tx| {
        refuse_duplicate(tx, (&name, &post), input.id.as_ref())?;
        let mut row = LeaderRow {
            id: LeaderId::new(store::new_id()),
            name,
            post,
            rank: input.rank,
            phone,
            is_active: input.is_active,
            version: 1,
        };
        if let Some(id) = input.id {
            let before = leaders::get(tx, &id)?;
            tx.check_version("leader", id.as_str(), input.version, before.version)?;
            row = LeaderRow { id, version: before.version + 1, ..row };
            leaders::update(tx, &row)?;
            tx.record("leader", row.id.as_str(), Some(&before), &row)?;
            index(tx, &row)?;
        } else {
            add_leader(tx, &row)?;
        }
        Ok(row)
    })?;
    Ok(saved.into())
}

fn index(tx: &Writing<'_>, row: &LeaderRow) -> Result<(), StoreError> {
    search::index(tx, SearchTarget::Leader, row.id.as_str(), &[&row.name, &row.post])
}

/// Adds a leader to a change under way.
///
/// # Errors
/// When SQLite refuses.
pub(crate) fn add_leader(tx: &mut Writing<'_>, row: &LeaderRow) -> Result<(), StoreError> {
    leaders::insert(tx, row)?;
    tx.record("leader", row.id.as_str(), None::<&LeaderRow>, row)?;
    index(tx, row)
}

/// Takes a leader into office again or out of it, within a change.
///
/// # Errors
/// When a table cannot be read or written.
pub(crate) fn set_leader_active(
    tx: &mut Writing<'_>,
    id: &LeaderId,
    is_active: bool,
) -> Result<(), StoreError> {
    let before = leaders::get(tx, id)?;
    let row = LeaderRow { is_active, version: before.version + 1, ..before.clone() };
    leaders::update(tx, &row)?;
    tx.record("leader", row.id.as_str(), Some(&before), &row)
}

fn refuse_duplicate(
    connection: &Connection,
    (name, post): (&str, &str),
    except: Option<&LeaderId>,
) -> Result<(), UseCaseError> {
    let all = leaders::list(connection)?;
    let same = all
        .iter()
        .find(|other| other.name == name && other.post == post && Some(&other.id) != except);
    let Some(same) = same else { return Ok(()) };
    let message = if same.is_active {
        "已有同名同职务的领导，请打开那一位修改；确是另一位的，请把职务写得有区别。"
    } else {
        "这位领导已登记为离任。重新任职的，请勾选“含已离任”，打开后取消离任。"
    };
    Err(UseCaseError::field("name", message))
}
