//! 快捷通道: topic → unit → officer → phone, with a shorter limit (form F20).

use domain::ids::ChannelId;
use domain::limits::LIMIT_MAX;
use domain::pinyin::{NameSense, matches};
use domain::text::TextRule;
use rusqlite::Connection;
use store::Writing;
use store::tables::channels::{self, ChannelRow};
use store::tables::units;

mod types;
pub use types::*;

use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::{Nothing, Reasoned};

/// What the directory's columns hold.
const TOPIC: TextRule = TextRule::line(30);

/// Lists fast lanes; a topic, unit or officer answers to characters, pinyin or initials.
pub(crate) fn list_channels(
    context: &Context<'_>,
    input: ChannelQuery,
) -> Result<ChannelList, UseCaseError> {
    let mut fields = Fields::new();
    let query = fields.query("query", &input.query);
    fields.finish()?;
    context.read(|connection| {
        let mut channels = all(connection)?;
        channels.retain(|one| {
            input.category.is_none_or(|category| one.category == Some(category))
                && (query.is_empty()
                    || matches(&query, &one.topic, NameSense::Body).is_some()
                    || matches(&query, &one.unit_name, NameSense::Body).is_some()
                    || matches(&query, &one.officer, NameSense::Person).is_some())
        });
        Ok(ChannelList { channels })
    })
}

/// Returns the whole directory.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Channel>, UseCaseError> {
    channels::list(connection)?.into_iter().map(|row| channel(connection, row)).collect()
}

fn channel(connection: &Connection, row: ChannelRow) -> Result<Channel, UseCaseError> {
    Ok(Channel {
        unit_name: units::get(connection, &row.unit_id)?.name,
        id: row.id,
        version: row.version,
        topic: row.topic,
        category: row.category,
        unit_id: row.unit_id,
        officer: row.officer,
        post: row.post,
        phone: row.phone,
        limit_workdays: row.limit_workdays,
        note: row.note,
    })
}

/// Adds or changes a fast lane.
pub(crate) fn save_channel(
    context: &Context<'_>,
    input: SaveChannel,
) -> Result<Channel, UseCaseError> {
    let mut fields = Fields::new();
    fields.range("limit_workdays", input.limit_workdays, 1..=LIMIT_MAX);
    let mut row = ChannelRow {
        id: ChannelId::new(store::new_id()),
        topic: fields.text("topic", &input.topic, TOPIC),
        category: input.category,
        unit_id: input.unit_id.clone(),
        officer: fields.name("officer", &input.officer),
        post: fields.line("post", &input.post),
        phone: fields.required_line("phone", &input.phone),
        limit_workdays: input.limit_workdays,
        note: fields.line("note", &input.note),
        void_reason: None,
        version: 1,
    };
    fields.finish()?;
    context.write("save_channel", |tx| {
        let before = input.id.as_ref().map(|id| known(tx, id, input.version)).transpose()?;
        match units::find(tx, &row.unit_id)? {
            None => return Err(UseCaseError::field("unit_id", "请选择一个单位。")),
            Some(unit)
                if !unit.is_active
                    && before.as_ref().is_none_or(|one| one.unit_id != row.unit_id) =>
            {
                let words = format!("“{}”已停用，请另选一个。", unit.name);
                return Err(UseCaseError::field("unit_id", words));
            }
            Some(_) => {}
        }
        let is_twice = channels::list(tx)?.iter().any(|other| {
            Some(&other.id) != input.id.as_ref()
                && other.topic == row.topic
                && other.unit_id == row.unit_id
        });
        if is_twice {
            return Err(UseCaseError::field("topic", "这个单位已有这一事项，请改原来那条。"));
        }
        match &before {
            Some(before) => {
                row.id = before.id.clone();
                row.version = before.version + 1;
                channels::update(tx, &row)?;
            }
            None => channels::insert(tx, &row)?,
        }
        tx.record("channel", row.id.as_str(), before.as_ref(), &row)?;
        channel(tx, row)
    })
}

fn known(tx: &Writing<'_>, id: &ChannelId, version: i64) -> Result<ChannelRow, UseCaseError> {
    let row = channels::get(tx, id)?;
    tx.check_version("channel", id.as_str(), version, row.version)?;
    if row.void_reason.is_some() {
        return Err(UseCaseError::refused("这条快捷通道已撤下，不能再改。"));
    }
    Ok(row)
}

/// Takes a fast lane out of the directory.
pub(crate) fn void_channel(
    context: &Context<'_>,
    input: Reasoned,
) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    let reason = fields.required_line("reason", &input.reason);
    fields.finish()?;
    context.write("void_channel", |tx| {
        let before = known(tx, &ChannelId::new(input.id), input.version)?;
        let row =
            ChannelRow { void_reason: Some(reason), version: before.version + 1, ..before.clone() };
        channels::update(tx, &row)?;
        tx.record("channel", row.id.as_str(), Some(&before), &row)?;
        Ok(Nothing {})
    })
}
