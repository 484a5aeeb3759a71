//! Pages of a directory list.

use domain::credit_code::CreditCode;
use domain::enterprise::NameKind;
use rusqlite::Connection;
use store::tables::enterprises;

use super::DirectoryQuery;
use super::names::matching_ids;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Returns what is looked for, trimmed.
///
/// # Errors
/// [`UseCaseError::Fields`] when it is too long.
pub(super) fn looked_for(query: &DirectoryQuery) -> Result<String, UseCaseError> {
    let mut fields = Fields::new();
    let text = fields.query("query", &query.query);
    fields.finish()?;
    Ok(text)
}

/// Returns the ids of a whole list: all in its order, or what `query` finds, best first.
///
/// # Errors
/// When a table cannot be read.
pub(crate) fn found_ids(
    context: &Context<'_>,
    connection: &Connection,
    kind: NameKind,
    query: &str,
    with_retired: bool,
) -> Result<Vec<String>, UseCaseError> {
    let cache = context.office().names();
    let mut ids = matching_ids(cache, connection, kind, query, with_retired)?;
    // A credit code is no name, but what people paste.
    if kind == NameKind::Enterprise
        && let Ok(code) = CreditCode::parse(query)
        && let Some(found) = enterprises::find_by_credit_code(connection, code.as_str())?
    {
        ids.insert(0, found.id.to_string());
    }
    Ok(ids)
}

/// The most rows one page carries.
const PAGE_MAX: u32 = 100;

/// Returns the ids on the page asked for; a limit of 0 or beyond 100 means 100.
pub(super) fn page<'i>(ids: &'i [String], query: &DirectoryQuery) -> &'i [String] {
    let limit = if query.limit == 0 { PAGE_MAX } else { query.limit.min(PAGE_MAX) };
    let from = (query.offset as usize).min(ids.len());
    let until = (from + limit as usize).min(ids.len());
    &ids[from..until]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_never_reaches_beyond_the_list() {
        let ids: Vec<String> = (0..120).map(|n| n.to_string()).collect();
        let query = |limit, offset| DirectoryQuery {
            query: String::new(),
            limit,
            offset,
            with_retired: false,
        };
        assert_eq!(page(&ids, &query(0, 0)).len(), 100);
        assert_eq!(page(&ids, &query(500, 0)).len(), 100);
        assert_eq!(page(&ids, &query(50, 100)), &ids[100..]);
        assert!(page(&ids, &query(50, 500)).is_empty());
    }
}
