//! Inputs and outputs: the one box (`Ctrl+K`).

use crate::wire::wire;

wire! {
    pub struct SearchEverything {
        pub query: String,
        /// Hits per group.
        pub limit: u32,
    }

    pub struct SearchHit {
        pub target: domain::search_target::SearchTarget,
        /// Key of the row; for an entry `reception#entry`.
        pub id: String,
        pub title: String,
        pub note: String,
        /// Matched character ranges `[from, to)` of `title`.
        pub spans: Vec<(u32, u32)>,
    }

    pub struct SearchGroup {
        pub target: domain::search_target::SearchTarget,
        /// Names of the directory are counted up to 50.
        pub total: i64,
        pub hits: Vec<SearchHit>,
    }

    pub struct SearchResult {
        pub groups: Vec<SearchGroup>,
    }
}
