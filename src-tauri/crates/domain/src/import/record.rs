//! A row of a directory: an enterprise or a unit.

use super::demand::{INDUSTRIES, LINE_MAX, LONG_MAX, NAME_MAX, SCALES};
use super::{Cells, ImportField as F};
use crate::enterprise::{EnterpriseKind, EnterpriseScale, Industry, UnitKind};

/// More employees than any enterprise has.
const EMPLOYEES_MAX: u32 = 10_000_000;

/// An enterprise as a list tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct FirmEntry {
    pub name: String,
    pub short_name: String,
    pub credit_code: Option<String>,
    pub kind: EnterpriseKind,
    pub street: String,
    pub address: String,
    pub industry: Option<Industry>,
    pub scale: Option<EnterpriseScale>,
    pub chamber: String,
    pub business: String,
    pub employees: Option<u32>,
    pub legal_representative: String,
    pub contact: String,
    pub post: String,
    pub phone: String,
    pub remark: String,
}

/// A unit as a list tells it, one liaison a row.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitEntry {
    pub name: String,
    pub short_name: String,
    pub kind: UnitKind,
    pub liaison: String,
    pub post: String,
    pub phone: String,
}

/// Reads a row of a list of enterprises; what is at fault is among the findings.
pub fn read_firm(cells: &mut Cells<'_>) -> FirmEntry {
    cells.require(F::Enterprise);
    let name = cells.line(F::Enterprise, NAME_MAX);
    // A chamber is known by its name where no column says so.
    let is_chamber = name.ends_with("商会") || name.ends_with("协会");
    let usual = if is_chamber { EnterpriseKind::Chamber } else { EnterpriseKind::Firm };
    let kinds = [
        ("个体", EnterpriseKind::Individual),
        ("商会", EnterpriseKind::Chamber),
        ("协会", EnterpriseKind::Chamber),
        ("公司", EnterpriseKind::Firm),
    ];
    FirmEntry {
        name,
        short_name: cells.line(F::ShortName, NAME_MAX),
        credit_code: cells.credit_code(F::CreditCode).map(|code| code.as_str().to_owned()),
        kind: cells.term(F::EnterpriseKind, &kinds, Some(usual)).unwrap_or(usual),
        street: cells.line(F::Street, LINE_MAX),
        address: cells.line(F::Address, LINE_MAX),
        industry: cells.term(F::Industry, INDUSTRIES, None),
        scale: cells.term(F::Scale, SCALES, None),
        chamber: cells.line(F::Chamber, LINE_MAX),
        business: cells.long(F::Business, LONG_MAX),
        employees: cells.whole(F::Employees, 0..=EMPLOYEES_MAX),
        legal_representative: cells.line(F::LegalRepresentative, NAME_MAX),
        contact: cells.line(F::Contact, NAME_MAX),
        post: cells.line(F::Post, LINE_MAX),
        phone: cells.line(F::Phone, LINE_MAX),
        remark: cells.long(F::Remark, LONG_MAX),
    }
}

/// Reads a row of a list of units; what is at fault is among the findings.
pub fn read_unit(cells: &mut Cells<'_>) -> UnitEntry {
    cells.require(F::UnitName);
    let name = cells.line(F::UnitName, NAME_MAX);
    let is_street = ["街道", "镇", "乡", "街道办事处"].iter().any(|end| name.ends_with(end))
        || name.ends_with("镇人民政府");
    let usual = if is_street { UnitKind::Street } else { UnitKind::Department };
    let kinds = [
        ("部门", UnitKind::Department),
        ("街道", UnitKind::Street),
        ("乡镇", UnitKind::Street),
        ("国企", UnitKind::StateFirm),
        ("国有", UnitKind::StateFirm),
    ];
    UnitEntry {
        name,
        short_name: cells.line(F::ShortName, NAME_MAX),
        kind: cells.term(F::UnitKind, &kinds, Some(usual)).unwrap_or(usual),
        liaison: cells.line(F::Liaison, NAME_MAX),
        post: cells.line(F::Post, LINE_MAX),
        phone: cells.line(F::Phone, LINE_MAX),
    }
}
