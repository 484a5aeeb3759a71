//! Good rows become demands and entries of the directories.

use std::collections::HashMap;
use std::sync::Arc;

use domain::credit_code::CreditCode;
use domain::demand::{DemandState, Visibility};
use domain::enterprise::{EnterpriseKind, UnitKind};
use domain::ids::{DemandId, EnterpriseId, PersonId, UnitId};
use domain::import::{FirmEntry, LedgerEntry, UnitEntry};
use domain::slip::FeedbackWay;
use domain::terms::Term;
use store::Writing;
use store::tables::demands::{DemandContent, DemandRow, Handling};
use store::tables::enterprises::{self, EnterpriseRow};
use store::tables::imports::{self, ImportRow, ImportedBody, ImportedDemandRow};
use store::tables::people::PersonRow;
use store::tables::units::{LiaisonRow, UnitRow};

use super::bodies::{Bodies, FirmPlace, UnitPlace};
use super::numbers::numbers;
use super::read_rows::{Joined, Rows};
use super::settle::{Brought, Demand};
use super::turns::Turns;
use crate::context::Context;
use crate::demand::{add_demand, first_state};
use crate::directory::{add_enterprise, add_unit, set_enterprise_active, set_unit_active};
use crate::error::UseCaseError;

/// One table on its way into the office.
pub(super) struct Recording<'a> {
    context: &'a Context<'a>,
    import: &'a ImportRow,
    bodies: Bodies,
    /// What each row brings, by its place; taken out when it is recorded.
    brought: Vec<(u32, Option<Brought>)>,
    /// The places still to be recorded, the first last; joined demands come after their masters.
    waiting: Vec<usize>,
    joined: HashMap<usize, Joined>,
    /// The numbers given, by place.
    numbers: HashMap<usize, (i32, i64)>,
    /// The demands others were joined to, by place.
    masters: HashMap<usize, Option<DemandId>>,
    names: HashMap<EnterpriseId, Arc<(String, String)>>,
    turns: Turns,
    pub(super) new_firms: u32,
    pub(super) new_leaders: u32,
    pub(super) new_units: u32,
}

impl<'a> Recording<'a> {
    /// Begins: every demand gets its number, in the order of the rows.
    ///
    /// # Errors
    /// When a table of the office cannot be read.
    pub(super) fn new(
        context: &'a Context<'a>,
        tx: &Writing<'_>,
        import: &'a ImportRow,
        rows: Rows,
    ) -> Result<Self, UseCaseError> {
        let Rows { bodies, rows, joined, .. } = rows;
        let brought: Vec<(u32, Option<Brought>)> =
            rows.into_iter().map(|row| (row.row, row.brought)).collect();
        let numbers = numbers(tx, &brought)?;
        let mut waiting: Vec<usize> =
            (0..brought.len()).filter(|at| brought[*at].1.is_some()).collect();
        waiting.sort_by_key(|at| (joined.contains_key(at), *at));
        waiting.reverse();
        let masters = joined.values().filter_map(|joined| match joined {
            Joined::Here(master) => Some((*master, None)),
            Joined::Known(_) => None,
        });
        let masters = masters.collect();
        Ok(Self {
            context,
            import,
            bodies,
            brought,
            waiting,
            joined,
            numbers,
            masters,
            names: HashMap::new(),
            turns: Turns::default(),
            new_firms: 0,
            new_leaders: 0,
            new_units: 0,
        })
    }

    pub(super) fn total(&self) -> u64 {
        self.waiting.len() as u64
    }

    /// Records the next row; false when there is none.
    ///
    /// # Errors
    /// When SQLite refuses; then the whole change fails.
    pub(super) fn next(&mut self, tx: &mut Writing<'_>) -> Result<bool, UseCaseError> {
        let Some(at) = self.waiting.pop() else { return Ok(false) };
        let row = self.brought[at].0;
        match self.brought[at].1.take() {
            Some(Brought::Demand(demand)) => self.demand(tx, at, row, *demand)?,
            Some(Brought::Firm(entry)) => self.listed_firm(tx, *entry)?,
            Some(Brought::Unit(entry)) => self.listed_unit(tx, *entry)?,
            Some(Brought::Turn(turn)) => {
                let leaders = &mut self.bodies.leaders;
                self.new_leaders += self.turns.add(tx, &self.import.id, leaders, *turn)?;
            }
            None => {}
        }
        Ok(true)
    }

    /// Saves what only stands as a whole, when every row is recorded: the plans of the years.
    ///
    /// # Errors
    /// When SQLite refuses; then the whole change fails.
    pub(super) fn finish(&mut self, tx: &mut Writing<'_>) -> Result<(), UseCaseError> {
        let reason = format!("导入《{}》", self.import.file_name);
        std::mem::take(&mut self.turns).save(self.context, tx, &self.import.id, &reason)
    }

    fn demand(
        &mut self,
        tx: &mut Writing<'_>,
        at: usize,
        sheet_row: u32,
        demand: Demand,
    ) -> Result<(), UseCaseError> {
        let Demand { entry, firm, lead, assists } = demand;
        let enterprise = self.firm(tx, firm, &entry)?;
        let lead = lead.map(|place| self.unit(tx, place)).transpose()?;
        let assists = assists.into_iter().map(|place| self.unit(tx, place));
        let assists = assists.collect::<Result<Vec<UnitId>, _>>()?;
        let content = content(&entry, lead, assists);
        let id = DemandId::new(store::new_id());
        let number = self.numbers[&at];
        let names = self.names(tx, &enterprise)?;
        let (source, raised_on) = (entry.source, entry.raised_on);
        let mut row = first_state(id.clone(), number, enterprise, source, raised_on, content);
        row.handling.consolidated_into = match self.joined.get(&at) {
            Some(Joined::Here(master)) => self.masters.get(master).cloned().flatten(),
            Some(Joined::Known(master)) => Some(master.clone()),
            None => None,
        };
        let row = self.taken_over(row, &entry);
        let told = format!(
            "《{}》第 {sheet_row} 行{}，原状态“{}”",
            self.import.file_name,
            if entry.number.is_empty() {
                String::new()
            } else {
                format!("，原编号 {}", entry.number)
            },
            entry.was.label()
        );
        add_demand(tx, row, (&names.0, &names.1), &[("imported", &told)])?;
        imports::insert_demand(
            tx,
            &ImportedDemandRow {
                demand_id: id.clone(),
                import_id: self.import.id.clone(),
                sheet_row,
                number: entry.number,
                state: entry.was.label().to_owned(),
                session: entry.session,
                receiver: entry.receiver,
                slip_number: entry.slip_number,
                lead_leader: entry.lead_leader,
                received_on: entry.received_on,
                remark: entry.remark,
            },
        )?;
        if let Some(master) = self.masters.get_mut(&at) {
            *master = Some(id);
        }
        Ok(())
    }

    /// Returns name and short name of an enterprise of the register; each is looked up once.
    fn names(
        &mut self,
        tx: &Writing<'_>,
        id: &EnterpriseId,
    ) -> Result<Arc<(String, String)>, UseCaseError> {
        if let Some(names) = self.names.get(id) {
            return Ok(Arc::clone(names));
        }
        let row = enterprises::get(tx, id)?;
        let names = Arc::new((row.name, row.short_name));
        self.names.insert(id.clone(), Arc::clone(&names));
        Ok(names)
    }

    /// Sets what the older ledger tells of the demand's handling.
    fn taken_over(&self, row: DemandRow, entry: &LedgerEntry) -> DemandRow {
        let is_answered = entry.state == DemandState::AnsweredOnSite;
        let is_over = !entry.state.is_open();
        let used_to = entry.issued_on.zip(entry.used);
        let completed_on = used_to
            .map(|(issued_on, used)| self.context.calendar().add_workdays(issued_on, used))
            .or(entry.issued_on.and(entry.replied_on.or(entry.closed_on)));
        // What was written of an open one that is not answered is how far it has come.
        let progress = match (is_answered || is_over, entry.progress.is_empty()) {
            (false, true) => entry.result.clone(),
            _ => entry.progress.clone(),
        };
        DemandRow {
            state: entry.state,
            contact_name: entry.contact.clone(),
            contact_phone: entry.phone.clone(),
            answer: if is_answered { entry.result.clone() } else { String::new() },
            answered_by: String::new(),
            answered_on: entry.replied_on.filter(|_| is_answered),
            issued_on: entry.issued_on,
            original_due_on: entry.first_due,
            last_due_on: entry.due,
            handling: Handling {
                round: entry.rounds,
                extension_count: entry.extensions,
                reminder_count: entry.reminders,
                supervision_count: entry.supervisions,
                progress,
                progress_on: entry.progress_on,
                result_class: entry.result_class.filter(|_| is_over),
                result: if is_over { entry.result.clone() } else { String::new() },
                completed_on: completed_on.filter(|_| is_over),
                replied_on: entry.replied_on.filter(|_| is_over),
                grade: entry.grade,
                rated_on: entry.rated_on,
                closed_on: entry.closed_on,
                consolidated_into: row.handling.consolidated_into.clone(),
                ..Handling::default()
            },
            ..row
        }
    }

    /// Returns the enterprise at a place; a new one is added with what the row tells of it, one out
    /// of the register is taken in again.
    fn firm(
        &mut self,
        tx: &mut Writing<'_>,
        place: FirmPlace,
        entry: &LedgerEntry,
    ) -> Result<EnterpriseId, UseCaseError> {
        let firm = &self.bodies.firms[place];
        if let Some(id) = firm.id.clone() {
            if !firm.is_active {
                set_enterprise_active(tx, &id, true)?;
                self.bodies.firms[place].is_active = true;
            }
            return Ok(id);
        }
        let name = firm.name.clone();
        let is_chamber = name.ends_with("商会") || name.ends_with("协会");
        let listed = FirmEntry {
            kind: if is_chamber { EnterpriseKind::Chamber } else { EnterpriseKind::Firm },
            name,
            short_name: String::new(),
            credit_code: firm.credit_code.clone(),
            street: entry.street.clone(),
            address: String::new(),
            industry: entry.industry,
            scale: entry.scale,
            chamber: String::new(),
            business: String::new(),
            employees: None,
            legal_representative: String::new(),
            contact: entry.contact.clone(),
            post: String::from("联系人"),
            phone: entry.phone.clone(),
            remark: String::new(),
        };
        let id = self.add_firm(tx, listed)?;
        self.bodies.firms[place].id = Some(id.clone());
        Ok(id)
    }

    fn listed_firm(&mut self, tx: &mut Writing<'_>, entry: FirmEntry) -> Result<(), UseCaseError> {
        let (place, _) = self.bodies.firm(&entry.name, entry.credit_code.as_deref());
        if let Some(id) = self.bodies.firms[place].id.clone() {
            return set_enterprise_active(tx, &id, true);
        }
        self.add_firm(tx, entry)?;
        Ok(())
    }

    fn add_firm(
        &mut self,
        tx: &mut Writing<'_>,
        entry: FirmEntry,
    ) -> Result<EnterpriseId, UseCaseError> {
        let is_district = |code: &&str| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
        let code = entry.credit_code.as_deref().and_then(|code| CreditCode::parse(code).ok());
        let district = code.as_ref().map(CreditCode::registration_district).filter(is_district);
        let row = EnterpriseRow {
            id: EnterpriseId::new(store::new_id()),
            kind: entry.kind,
            name: entry.name,
            short_name: entry.short_name,
            district_code: district.unwrap_or_default().to_owned(),
            credit_code: entry.credit_code,
            street: entry.street,
            address: entry.address,
            industry: entry.industry,
            scale: entry.scale,
            flags: Vec::new(),
            chamber: entry.chamber,
            business: entry.business,
            employees: entry.employees.map(i64::from),
            note: entry.remark,
            is_active: true,
            merged_into: None,
            updated_at: self.context.now(),
            updated_by: self.context.clerk().name.clone(),
            version: 1,
        };
        let mut people = Vec::new();
        let is_one = entry.contact == entry.legal_representative;
        if !entry.legal_representative.is_empty() {
            let has_phone = is_one || entry.contact.is_empty();
            people.push(PersonRow {
                id: PersonId::new(store::new_id()),
                name: entry.legal_representative,
                post: String::from("法定代表人"),
                phone: if has_phone { entry.phone.clone() } else { String::new() },
                is_legal_representative: true,
            });
        }
        if !entry.contact.is_empty() && !is_one {
            people.push(PersonRow {
                id: PersonId::new(store::new_id()),
                name: entry.contact,
                post: entry.post,
                phone: entry.phone,
                is_legal_representative: false,
            });
        }
        let id = add_enterprise(tx, row, people)?;
        imports::insert_body(tx, &self.import.id, &ImportedBody::Enterprise(id.clone()))?;
        self.new_firms += 1;
        Ok(id)
    }

    fn unit(&mut self, tx: &mut Writing<'_>, place: UnitPlace) -> Result<UnitId, UseCaseError> {
        let body = &self.bodies.units[place];
        if let Some(id) = body.id.clone() {
            if body.is_undone {
                set_unit_active(tx, &id, true)?;
                self.bodies.units[place].is_undone = false;
            }
            return Ok(id);
        }
        let is_street = ["街道", "街道办事处", "镇", "乡", "人民政府"]
            .iter()
            .any(|end| body.name.ends_with(end));
        let row = UnitRow {
            id: UnitId::new(store::new_id()),
            name: body.name.clone(),
            short_name: String::new(),
            kind: if is_street { UnitKind::Street } else { UnitKind::Department },
            liaisons: Vec::new(),
            merged_into: None,
            is_active: true,
            version: 1,
        };
        self.add_unit(tx, &row)?;
        self.bodies.units[place].id = Some(row.id.clone());
        Ok(row.id)
    }

    fn listed_unit(&mut self, tx: &mut Writing<'_>, entry: UnitEntry) -> Result<(), UseCaseError> {
        if let Some(id) =
            self.bodies.known_unit(&entry.name).map(|place| self.bodies.units[place].id.clone())
            && let Some(id) = id
        {
            return Ok(set_unit_active(tx, &id, true)?);
        }
        let liaison = LiaisonRow { name: entry.liaison, post: entry.post, phone: entry.phone };
        let row = UnitRow {
            id: UnitId::new(store::new_id()),
            name: entry.name,
            short_name: entry.short_name,
            kind: entry.kind,
            liaisons: Some(liaison).filter(|one| !one.name.is_empty()).into_iter().collect(),
            merged_into: None,
            is_active: true,
            version: 1,
        };
        self.add_unit(tx, &row)
    }

    fn add_unit(&mut self, tx: &mut Writing<'_>, row: &UnitRow) -> Result<(), UseCaseError> {
        add_unit(tx, row)?;
        imports::insert_body(tx, &self.import.id, &ImportedBody::Unit(row.id.clone()))?;
        self.new_units += 1;
        Ok(())
    }
}

fn content(entry: &LedgerEntry, lead: Option<UnitId>, assists: Vec<UnitId>) -> DemandContent {
    DemandContent {
        kind: entry.kind,
        category: Some(entry.category),
        title: entry.title.clone(),
        facts: entry.facts.clone(),
        request: String::new(),
        amount_fen: entry.amount_fen,
        urgency: entry.urgency.clone(),
        visibility: Visibility::Open,
        lead_unit_id: lead,
        assists,
        responsible_person: entry.responsible.clone(),
        requirement: String::new(),
        limit_workdays: entry.limit,
        feedback: FeedbackWay::Written,
    }
}
