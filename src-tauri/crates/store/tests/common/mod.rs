//! What the tests of the store begin with: an open office and somebody who changes it.

use std::path::Path;

use store::{Author, Store, StoreError};

pub(crate) const NOW: &str = "2026-09-23T01:00:00Z";

pub(crate) fn open(root: &Path) -> Result<Store, StoreError> {
    Store::open(root, NOW.parse().unwrap())
}

pub(crate) fn author(use_case: &'static str) -> Author {
    Author {
        clerk_id: String::from("clerk"),
        clerk: String::from("周敏"),
        at: NOW.parse().unwrap(),
        use_case,
    }
}
