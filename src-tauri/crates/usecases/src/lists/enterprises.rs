//! 企业名录.

use domain::enterprise::{EnterpriseFlag, NameKind};
use domain::ids::EnterpriseId;
use domain::terms::Term;
use rusqlite::Connection;
use sheets::ListKind;
use store::queries::directory::{EnterpriseListRow, enterprise_row};
use store::tables::enterprises::{self, EnterpriseRow};
use store::tables::people::{self, PersonRow};

use super::table::{Asked, Column, Directory, Table, person, text, whole};
use crate::context::Context;
use crate::error::UseCaseError;

struct Firm {
    listed: EnterpriseListRow,
    record: EnterpriseRow,
    people: Vec<PersonRow>,
}

const COLUMNS: &[Column<Firm>] = &[
    ("名称", 190, ListKind::Text, |firm| text(&firm.record.name)),
    ("统一社会信用代码", 148, ListKind::Code, |firm| {
        text(firm.record.credit_code.clone().unwrap_or_default())
    }),
    ("类别", 78, ListKind::Code, |firm| text(firm.record.kind.label())),
    ("镇街", 78, ListKind::Text, |firm| text(&firm.record.street)),
    ("行业", 132, ListKind::Text, |firm| text(firm.record.industry.map_or("", Term::label))),
    ("规模", 44, ListKind::Code, |firm| text(firm.record.scale.map_or("", Term::label))),
    ("标记", 88, ListKind::Text, |firm| text(flags(&firm.record.flags))),
    ("法定代表人", 78, ListKind::Code, |firm| text(&firm.listed.legal_representative)),
    ("联系电话", 98, ListKind::Code, |firm| text(legal_phone(firm))),
    ("其他联系人", 250, ListKind::Text, |firm| text(others(firm))),
    ("诉求", 42, ListKind::Figure, |firm| whole(firm.listed.demands)),
    ("在办", 42, ListKind::Figure, |firm| whole(firm.listed.open_demands)),
    ("状态", 56, ListKind::Code, |firm| {
        text(if firm.record.is_active { "在册" } else { "已注销" })
    }),
];

/// The marks, one a line: each is one word.
fn flags(flags: &[EnterpriseFlag]) -> String {
    flags.iter().map(|flag| flag.label()).collect::<Vec<_>>().join("\n")
}

fn legal(firm: &Firm) -> Option<&PersonRow> {
    firm.people.iter().find(|one| one.is_legal_representative)
}

fn legal_phone(firm: &Firm) -> String {
    legal(firm).map(|one| one.phone.clone()).unwrap_or_default()
}

/// Everybody but the legal representative, one a line.
fn others(firm: &Firm) -> String {
    let legal = legal(firm).map(|one| &one.id);
    let others = firm.people.iter().filter(|one| Some(&one.id) != legal);
    let lines = others.map(|one| person(&one.name, &one.post, &one.phone));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the enterprises asked for.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn table<'a>(
    context: &Context<'_>,
    connection: &'a Connection,
    asked: Asked<'_>,
) -> Result<Table<'a>, UseCaseError> {
    let directory = Directory {
        kind: NameKind::Enterprise,
        title: "企业名录",
        counted: "家",
        in_use: "在册企业",
        all: "全部企业，含已注销",
        columns: COLUMNS,
    };
    directory.table(context, connection, asked, move |id| {
        let listed = enterprise_row(connection, &id)?;
        let id = EnterpriseId::new(id);
        let record = enterprises::get(connection, &id)?;
        Ok(Firm { listed, record, people: people::list(connection, &id)? })
    })
}
