//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::search::{SearchEverything, SearchResult};

pub(crate) fn search_everything(_: &Context<'_>, _: SearchEverything) -> Result<SearchResult, UseCaseError> {
    Err(UseCaseError::UnknownCommand("search_everything".into()))
}
