//! F2 企业诉求登记表: of a demand, of an enterprise that has still to write its demand, blank.

use domain::dates::paper_date;
use domain::demand::{Category, DemandKind, UrgencyTag, Visibility};
use domain::ids::{DemandId, EnterpriseId};
use domain::money::Fen;
use domain::privacy::UNNAMED;
use domain::reception::Capacity;
use domain::terms::Term;
use papers::{WorkChoice, WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::tables::demands::{self, DemandRow};
use store::tables::enterprises::{self, EnterpriseRow};
use store::tables::guests;
use store::tables::people;

use super::{Desk, within};
use crate::demand::{Veil, told};
use crate::error::UseCaseError;

const MARK: &str = "民营企业诉求登记表";

/// What the upper half says of the enterprise; empty leaves it to the pen.
#[derive(Default)]
struct Firm {
    name: String,
    credit_code: String,
    district: String,
    address: String,
    industry: String,
    scale: String,
    nature: String,
    chamber: String,
    legal: String,
    employees: String,
    business: String,
}

/// Who speaks for it.
#[derive(Default)]
struct Speaker {
    name: String,
    phone: String,
    capacity: Option<Capacity>,
}

impl Firm {
    fn read(connection: &Connection, row: &EnterpriseRow) -> Result<Self, UseCaseError> {
        let legal = people::list(connection, &row.id)?
            .into_iter()
            .find(|one| one.is_legal_representative)
            .map(|one| one.name)
            .unwrap_or_default();
        let flags: Vec<&str> = row.flags.iter().map(|flag| flag.label()).collect();
        let nature: Vec<&str> = [row.kind.label()].into_iter().chain(flags).collect();
        let nature = within(&nature.join("、"));
        Ok(Self {
            name: within(&row.name),
            credit_code: row.credit_code.clone().unwrap_or_default(),
            district: row.district_code.clone(),
            address: within(&[row.street.as_str(), row.address.as_str()].concat()),
            industry: row.industry.map(|one| one.label().to_owned()).unwrap_or_default(),
            scale: row.scale.map(|one| one.label().to_owned()).unwrap_or_default(),
            nature,
            chamber: within(&row.chamber),
            legal,
            employees: row.employees.map(|count| format!("{count}人")).unwrap_or_default(),
            business: within(&row.business),
        })
    }

    fn rows(&self, speaker: &Speaker, raised: &str) -> Vec<WorkRow> {
        vec![
            WorkRow::wide("企业名称", self.name.as_str()),
            WorkRow::pair(
                ("信用代码", self.credit_code.as_str()),
                ("注册地区划", self.district.as_str()),
            ),
            WorkRow::wide("实际地址", self.address.as_str()),
            WorkRow::pair(("所属行业", self.industry.as_str()), ("企业规模", self.scale.as_str())),
            WorkRow::pair(("企业性质", self.nature.as_str()), ("所属商会", self.chamber.as_str())),
            WorkRow::pair(
                ("主营业务", self.business.as_str()),
                ("职工人数", self.employees.as_str()),
            ),
            WorkRow::pair(("法定代表人", self.legal.as_str()), ("提出人", speaker.name.as_str())),
            WorkRow::Choice(
                "提出人身份".to_owned(),
                WorkChoice::list(
                    ["法定代表人", "授权代表（附委托书）"],
                    speaker.capacity.map(|one| match one {
                        Capacity::LegalRepresentative => 0,
                        Capacity::Authorised => 1,
                    }),
                ),
            ),
            WorkRow::pair(("联系电话", speaker.phone.as_str()), ("提出日期", raised)),
        ]
    }
}

/// The lower half: the demand, or white.
#[derive(Default)]
struct Asked<'d> {
    demand: Option<&'d DemandRow>,
    title: String,
    facts: String,
    request: String,
}

impl Asked<'_> {
    fn rows(&self) -> Vec<WorkRow> {
        let content = self.demand.map(|row| &row.content);
        let amount = content.and_then(|one| one.amount_fen).map(|fen| Fen(fen).to_string());
        let source = self.demand.map(|row| row.source.label()).unwrap_or_default();
        vec![
            choice("诉求类型", DemandKind::ALL, |one| content.is_some_and(|c| c.kind == *one)),
            choice("诉求分类", Category::ALL, |one| {
                content.is_some_and(|c| c.category == Some(*one))
            }),
            WorkRow::wide("诉求标题", self.title.as_str()),
            WorkRow::text("事实经过", self.facts.as_str()),
            WorkRow::text("已反映情况", ""),
            WorkRow::text("请求事项", self.request.as_str()),
            choice("公开范围", Visibility::ALL, |one| {
                content.is_some_and(|c| c.visibility == *one)
            }),
            choice("轻重缓急", UrgencyTag::ALL, |one| {
                content.is_some_and(|c| c.urgency.contains(one))
            }),
            WorkRow::pair(("涉及金额", amount.unwrap_or_default()), ("诉求来源", source)),
            WorkRow::Sign(WorkSign {
                label: "企业签章".to_owned(),
                choices: Vec::new(),
                role: "提出人签字".to_owned(),
                name: String::new(),
                is_sealed: true,
                on: None,
            }),
        ]
    }
}

fn choice<T: Term>(label: &str, all: &[T], is_ticked: impl Fn(&T) -> bool) -> WorkRow {
    let boxes = all
        .iter()
        .map(|one| WorkChoice { words: one.label().to_owned(), is_ticked: is_ticked(one) });
    WorkRow::Choice(label.to_owned(), boxes.collect())
}

fn paper(
    desk: &Desk<'_, '_>,
    (number, code): (String, String),
    head: Option<String>,
    firm: &Firm,
    speaker: &Speaker,
    asked: &Asked<'_>,
) -> WorkPaper {
    let raised = asked.demand.map(|row| paper_date(row.raised_on)).unwrap_or_default();
    let mut rows = firm.rows(speaker, &raised);
    rows.extend(asked.rows());
    WorkPaper {
        kind: WorkKind::Registration,
        mark: MARK.to_owned(),
        number,
        head,
        rows,
        note: desk.return_to(),
        strip: desk.strip(code),
    }
}

/// The form of a demand. Who a hidden enterprise is does not stand on it.
///
/// # Errors
/// When the demand or its enterprise cannot be read.
pub(super) fn of_demand(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    id: &DemandId,
) -> Result<(WorkPaper, String), UseCaseError> {
    let demand = demands::get(connection, id)?;
    let row = enterprises::get(connection, &demand.enterprise_id)?;
    let is_open = demand.content.visibility == Visibility::Open;
    let veil = Veil::over(connection, std::slice::from_ref(&demand))?;
    let shown = |text: &str| told(veil.as_ref(), text);
    let (firm, speaker) = if is_open {
        let guest = demand.guest_id.as_ref().map(|id| guests::get(connection, id)).transpose()?;
        let speaker = match guest {
            Some(guest) => Speaker {
                name: guest.representative,
                phone: guest.phone,
                capacity: Some(guest.capacity),
            },
            None => Speaker {
                name: demand.contact_name.clone(),
                phone: demand.contact_phone.clone(),
                capacity: None,
            },
        };
        (Firm::read(connection, &row)?, speaker)
    } else {
        (Firm { name: UNNAMED.to_owned(), ..Firm::default() }, Speaker::default())
    };
    let asked = Asked {
        title: within(&shown(&demand.content.title)),
        facts: shown(&demand.content.facts),
        request: shown(&demand.content.request),
        demand: Some(&demand),
    };
    let number = format!("诉求{}", demand.number());
    let head = (!is_open).then(|| demand.content.visibility.label().to_owned());
    let name = format!("登记表 {}", demand.number());
    let code = format!("SQ{}", demand.number());
    Ok((paper(desk, (number, code), head, &firm, &speaker, &asked), name))
}

/// The form for an enterprise to write its demand on.
///
/// # Errors
/// When the enterprise cannot be read.
pub(super) fn of_enterprise(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    id: &EnterpriseId,
) -> Result<(WorkPaper, String), UseCaseError> {
    let row = enterprises::get(connection, id)?;
    let firm = Firm::read(connection, &row)?;
    let name = format!("登记表 {}", row.name);
    let number = ("诉求编号：".to_owned(), "DJB".to_owned());
    Ok((paper(desk, number, None, &firm, &Speaker::default(), &Asked::default()), name))
}

/// The form without anything.
pub(super) fn blank(desk: &Desk<'_, '_>) -> (WorkPaper, String) {
    let number = ("诉求编号：".to_owned(), "DJB".to_owned());
    let none = (Firm::default(), Speaker::default(), Asked::default());
    (paper(desk, number, None, &none.0, &none.1, &none.2), "空白登记表".to_owned())
}
