//! Use cases still to be written in this module; delete this file.

use crate::context::Context;
use crate::error::UseCaseError;
use crate::directory::{CheckCreditCode, CheckGlyphs, CreditCodeCheck, DirectoryQuery, EnterpriseDetail, EnterpriseList, FindNames, GlyphCheck, Leader, LeaderList, MergeUnit, NameHits, SaveEnterprise, SaveLeader, SaveUnit, Unit, UnitDetail, UnitList};
use crate::wire::{ById};

pub(crate) fn list_leaders(_: &Context<'_>, _: DirectoryQuery) -> Result<LeaderList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_leaders".into()))
}

pub(crate) fn save_leader(_: &Context<'_>, _: SaveLeader) -> Result<Leader, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_leader".into()))
}

pub(crate) fn list_units(_: &Context<'_>, _: DirectoryQuery) -> Result<UnitList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_units".into()))
}

pub(crate) fn get_unit(_: &Context<'_>, _: ById) -> Result<UnitDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_unit".into()))
}

pub(crate) fn save_unit(_: &Context<'_>, _: SaveUnit) -> Result<Unit, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_unit".into()))
}

pub(crate) fn merge_unit(_: &Context<'_>, _: MergeUnit) -> Result<Unit, UseCaseError> {
    Err(UseCaseError::UnknownCommand("merge_unit".into()))
}

pub(crate) fn list_enterprises(_: &Context<'_>, _: DirectoryQuery) -> Result<EnterpriseList, UseCaseError> {
    Err(UseCaseError::UnknownCommand("list_enterprises".into()))
}

pub(crate) fn get_enterprise(_: &Context<'_>, _: ById) -> Result<EnterpriseDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("get_enterprise".into()))
}

pub(crate) fn save_enterprise(_: &Context<'_>, _: SaveEnterprise) -> Result<EnterpriseDetail, UseCaseError> {
    Err(UseCaseError::UnknownCommand("save_enterprise".into()))
}

pub(crate) fn check_credit_code(_: &Context<'_>, _: CheckCreditCode) -> Result<CreditCodeCheck, UseCaseError> {
    Err(UseCaseError::UnknownCommand("check_credit_code".into()))
}

pub(crate) fn check_glyphs(_: &Context<'_>, _: CheckGlyphs) -> Result<GlyphCheck, UseCaseError> {
    Err(UseCaseError::UnknownCommand("check_glyphs".into()))
}

pub(crate) fn find_names(_: &Context<'_>, _: FindNames) -> Result<NameHits, UseCaseError> {
    Err(UseCaseError::UnknownCommand("find_names".into()))
}
