//! Pages of a directory list.

use super::DirectoryQuery;
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
