//! What hides an enterprise that asked not to be named, inside the office as on its papers
//! (domain.md (e) 26): its names and its person's are taken out of whatever is told of its demands.

use domain::demand::Visibility;
use domain::ids::EnterpriseId;
use domain::privacy::{UNNAMED, veiled_name, without_names};
use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::tables::demands::{self, DemandContent, DemandRow};
use store::tables::{enterprises, guests};

use super::DemandDetail;
use crate::error::UseCaseError;

/// The names that are not told.
pub(crate) struct Veil {
    enterprise: [String; 2],
    /// Who spoke for it.
    persons: Vec<String>,
}

impl Veil {
    /// Returns what hides the enterprise of these demands; none where all of them may name it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn over(
        connection: &Connection,
        rows: &[DemandRow],
    ) -> Result<Option<Self>, UseCaseError> {
        let is_hidden = |row: &&DemandRow| row.content.visibility != Visibility::Open;
        let Some(first) = rows.iter().find(is_hidden) else { return Ok(None) };
        Self::of(connection, &first.enterprise_id, rows).map(Some)
    }

    /// Returns what hides an enterprise and who spoke for it in these demands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn of(
        connection: &Connection,
        enterprise: &EnterpriseId,
        rows: &[DemandRow],
    ) -> Result<Self, UseCaseError> {
        let firm = enterprises::get(connection, enterprise)?;
        let mut veil = Self { enterprise: [firm.name, firm.short_name], persons: Vec::new() };
        for row in rows {
            veil.persons.push(row.contact_name.clone());
            if let Some(guest) = &row.guest_id {
                veil.persons.push(guests::get(connection, guest)?.representative);
            }
        }
        veil.persons.retain(|name| !name.is_empty());
        Ok(veil)
    }

    /// Takes the names out of a text.
    pub(crate) fn text(&self, text: &str) -> String {
        let names = self.enterprise.iter().map(String::as_str);
        self.persons.iter().fold(without_names(text, names, UNNAMED), |text, person| {
            without_names(&text, [person.as_str()], &veiled_name(person))
        })
    }

    /// Takes the names out of every text of an answer.
    ///
    /// # Errors
    /// When the answer is none that JSON knows.
    pub(crate) fn all<T: Serialize + DeserializeOwned>(&self, told: &T) -> Result<T, UseCaseError> {
        let mut value = serde_json::to_value(told)?;
        self.within(&mut value);
        Ok(serde_json::from_value(value)?)
    }

    fn within(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(list) => list.iter_mut().for_each(|value| self.within(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.within(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// Returns the name of a demand's enterprise, [`UNNAMED`] where it is hidden.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn shown_enterprise(
    connection: &Connection,
    row: &DemandRow,
) -> Result<String, UseCaseError> {
    Ok(match row.content.visibility {
        Visibility::Open => enterprises::get(connection, &row.enterprise_id)?.name,
        Visibility::Anonymous | Visibility::Confidential => UNNAMED.to_owned(),
    })
}

/// Returns a text as it is told: under a veil the names are taken out.
pub(crate) fn told(veil: Option<&Veil>, text: &str) -> String {
    veil.map_or_else(|| text.to_owned(), |veil| veil.text(text))
}

/// Returns a demand's title as all may read it.
///
/// # Errors
/// When its enterprise cannot be read.
pub(crate) fn shown_title(
    connection: &Connection,
    row: &DemandRow,
) -> Result<String, UseCaseError> {
    let veil = Veil::over(connection, std::slice::from_ref(row))?;
    Ok(told(veil.as_ref(), &row.content.title))
}

/// Returns a demand's page as all may read it.
///
/// # Errors
/// When its enterprise cannot be read.
pub(super) fn veiled(
    connection: &Connection,
    row: &DemandRow,
    detail: DemandDetail,
) -> Result<DemandDetail, UseCaseError> {
    let Some(veil) = Veil::over(connection, std::slice::from_ref(row))? else {
        return Ok(detail);
    };
    let mut detail = veil.all(&detail)?;
    detail.is_veiled = true;
    detail.enterprise_name = UNNAMED.to_owned();
    detail.representative.clear();
    detail.contact_phone.clear();
    detail.origin = None;
    // Its street tells who it may be, as in the ledger.
    detail.origin_unit.clear();
    Ok(detail)
}

/// Returns what is stored of fields that were read without the names: a text handed back as it was
/// shown is the text that stood there.
///
/// # Errors
/// When the enterprise cannot be read.
pub(super) fn unveiled(
    connection: &Connection,
    row: &DemandRow,
    mut now: DemandContent,
) -> Result<DemandContent, UseCaseError> {
    // A slip shows its demands without the persons of any of them.
    let rows = match &row.slip_id {
        Some(slip) => demands::list_slip(connection, slip)?,
        None => vec![row.clone()],
    };
    let Some(veil) = Veil::over(connection, &rows)? else { return Ok(now) };
    let before = &row.content;
    for (before, now) in [
        (&before.title, &mut now.title),
        (&before.facts, &mut now.facts),
        (&before.request, &mut now.request),
        (&before.requirement, &mut now.requirement),
    ] {
        if veil.text(now) == veil.text(before) {
            now.clone_from(before);
        }
    }
    Ok(now)
}
