//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::home::Home;
use crate::wire::Nothing;

pub(crate) fn get_home(_: &Context<'_>, _: Nothing) -> Result<Home, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_home".into()))
}
