//! Saving an entry: at each pause in typing, and at its end.

use domain::ids::{EntryId, GuestId, ReceptionId};
use domain::reception::ReceptionState;
use domain::search_target::SearchTarget;
use domain::terms::Term;
use rusqlite::Connection;
use serde_json::{Value, json};
use store::queries::search;
use store::tables::entries::{self, EntryRow};
use store::tables::{guests, receptions};
use store::{StoreError, Writing, journal};

use super::quotes::{edited_quote, requote};
use super::{EntrySaved, SaveEntry};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Saves an entry durably. The same entry sent again changes nothing and is acknowledged again.
pub(crate) fn save_entry(
    context: &Context<'_>,
    input: SaveEntry,
) -> Result<EntrySaved, UseCaseError> {
    let mut fields = Fields::new();
    let text = if input.is_draft {
        // A draft keeps the blank at its end: the next word follows it.
        fields.long("text", &input.text);
        input.text.clone()
    } else {
        fields.required_long("text", &input.text)
    };
    let speaker_name = fields.line("speaker_name", &input.speaker_name);
    fields.instant("spoken_at", input.spoken_at, context.now());
    client_id(&mut fields, "id", input.id.as_str());
    fields.finish()?;
    context.write("save_entry", |tx| {
        let before = entries::find(tx, &input.id)?;
        let wanted = |before: &EntryRow| EntryRow {
            guest_id: input.guest_id.clone(),
            speaker: input.speaker,
            speaker_name: speaker_name.clone(),
            speaker_ref: input.speaker_ref.clone().map(String::from),
            text: text.clone(),
            spoken_at: input.spoken_at,
            is_draft: input.is_draft,
            ..before.clone()
        };
        let row = match &before {
            Some(before) if wanted(before) == *before => before.clone(),
            Some(before) => {
                tx.check_version("entry", input.id.as_str(), input.version, before.version)?;
                if before.reception_id != input.reception_id || before.void_reason.is_some() {
                    return Err(UseCaseError::refused("这条记录已经移走，请刷新后再记。"));
                }
                if !before.is_draft && input.is_draft {
                    return Err(UseCaseError::refused("这条记录已经记完，请在记录里修改。"));
                }
                if before.guest_id != input.guest_id {
                    check_guest(tx, &input.reception_id, input.guest_id.as_ref())?;
                }
                let mut row = wanted(before);
                row.version += 1;
                update_entry(tx, before, &row)?;
                if before.text != row.text {
                    requote(tx, &row.id, |quote| edited_quote(quote, &before.text, &row.text))?;
                }
                row
            }
            None => insert_entry(tx, &input, &text, &speaker_name)?,
        };
        Ok(EntrySaved {
            id: row.id,
            version: row.version,
            position: row.position,
            saved_at: context.now(),
        })
    })
}

fn insert_entry(
    tx: &mut Writing<'_>,
    input: &SaveEntry,
    text: &str,
    speaker_name: &str,
) -> Result<EntryRow, UseCaseError> {
    if input.version != 0 {
        let id = input.id.to_string();
        return Err(StoreError::NotFound { entity: "entry", id }.into());
    }
    check_open(tx, &input.reception_id)?;
    check_guest(tx, &input.reception_id, input.guest_id.as_ref())?;
    let after = input.after.as_ref().map(|id| entries::get(tx, id)).transpose()?;
    let row = EntryRow {
        id: input.id.clone(),
        reception_id: input.reception_id.clone(),
        guest_id: input.guest_id.clone(),
        position: entries::place_after(tx, &input.reception_id, after.as_ref())?,
        speaker: input.speaker,
        speaker_name: speaker_name.to_owned(),
        speaker_ref: input.speaker_ref.clone().map(String::from),
        text: text.to_owned(),
        spoken_at: input.spoken_at,
        is_draft: input.is_draft,
        void_reason: None,
        version: 1,
    };
    entries::insert(tx, &row)?;
    record(tx, None, &row)?;
    index_entry(tx, &row)?;
    Ok(row)
}

/// Refuses a record for a reception that is not held.
pub(super) fn check_open(connection: &Connection, id: &ReceptionId) -> Result<(), UseCaseError> {
    match receptions::get(connection, id)?.state {
        ReceptionState::Running | ReceptionState::Held => Ok(()),
        state @ (ReceptionState::Planned | ReceptionState::Cancelled) => {
            let reason = format!("这次接待“{}”，不能记录。请先开始接待。", state.label());
            Err(UseCaseError::refused(reason))
        }
    }
}

/// Refuses a guest of another reception.
pub(super) fn check_guest(
    connection: &Connection,
    reception: &ReceptionId,
    guest: Option<&GuestId>,
) -> Result<(), UseCaseError> {
    let Some(guest) = guest else { return Ok(()) };
    match guests::find(connection, guest)? {
        Some(row) if row.reception_id == *reception => Ok(()),
        Some(_) | None => Err(UseCaseError::field("guest_id", "这家企业不在本次接待名单里。")),
    }
}

/// Refuses an identifier that is no UUID: screens make them, so they are checked like any input.
pub(super) fn client_id(fields: &mut Fields, field: &str, id: &str) {
    let is_uuid = id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        });
    if !is_uuid {
        fields.reject(field, "编号格式不对，请刷新后再试。");
    }
}

/// Saves a changed entry with its journal row and its place in the search.
pub(crate) fn update_entry(
    tx: &mut Writing<'_>,
    before: &EntryRow,
    row: &EntryRow,
) -> Result<(), UseCaseError> {
    entries::update(tx, row)?;
    record(tx, Some(before), row)?;
    index_entry(tx, row)
}

/// The journal keeps a draft's length and hash, not each state of half a sentence.
pub(super) fn record(
    tx: &mut Writing<'_>,
    before: Option<&EntryRow>,
    row: &EntryRow,
) -> Result<(), UseCaseError> {
    let before = before.map(told).transpose()?;
    let after = told(row)?;
    Ok(tx.record("entry", row.id.as_str(), before.as_ref(), &after)?)
}

fn told(row: &EntryRow) -> Result<Value, UseCaseError> {
    if !row.is_draft {
        return Ok(serde_json::to_value(row)?);
    }
    Ok(json!({
        "reception_id": row.reception_id,
        "is_draft": true,
        "characters": row.text.chars().count(),
        "sm3": journal::digest([row.text.as_bytes()]),
        "version": row.version,
    }))
}

/// Drafts and void entries are not found.
pub(super) fn index_entry(tx: &Writing<'_>, row: &EntryRow) -> Result<(), UseCaseError> {
    if row.is_draft {
        return Ok(());
    }
    let texts: [&str; 2] = [&row.text, &row.speaker_name];
    let is_found = row.void_reason.is_none();
    let id: &EntryId = &row.id;
    search::index(tx, SearchTarget::Entry, id.as_str(), if is_found { &texts } else { &[] })?;
    Ok(())
}
