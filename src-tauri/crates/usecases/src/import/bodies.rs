//! Who is meant by a name in a table: enterprises and units that are known, and new ones.

use std::collections::HashMap;

use domain::ids::{EnterpriseId, UnitId};
use domain::import::{firm_key, unit_key};
use domain::pinyin::{NameSense, pinyin_key};
use rusqlite::Connection;
use store::tables::{enterprises, imports, leaders, unit_names, units};

use super::leading::{LeaderBody, Leading};
use super::plan::Plan;
use crate::error::UseCaseError;

/// An enterprise, known or new.
#[derive(Debug, Clone)]
pub(super) struct Firm {
    /// None: it would be added.
    pub(super) id: Option<EnterpriseId>,
    pub(super) name: String,
    pub(super) credit_code: Option<String>,
    pub(super) is_active: bool,
}

/// A unit, known or new.
#[derive(Debug, Clone)]
pub(super) struct UnitBody {
    /// None: it would be added.
    pub(super) id: Option<UnitId>,
    pub(super) name: String,
    /// Added by an import that was taken back: it is taken into use again.
    pub(super) is_undone: bool,
}

/// Places in [`Bodies::firms`] and [`Bodies::units`].
pub(super) type FirmPlace = usize;
pub(super) type UnitPlace = usize;

/// Everybody a table may speak of.
#[derive(Default)]
pub(super) struct Bodies {
    pub(super) firms: Vec<Firm>,
    firm_codes: HashMap<String, FirmPlace>,
    firm_names: HashMap<String, Vec<FirmPlace>>,
    pub(super) units: Vec<UnitBody>,
    unit_names: HashMap<String, UnitPlace>,
    /// By reading; none where two units read alike.
    unit_readings: HashMap<String, Option<UnitPlace>>,
    /// Units out of use, with what took their place.
    retired: HashMap<UnitId, Option<UnitId>>,
    pub(super) leaders: Leading,
}

impl Bodies {
    /// Reads who is known, and what the plan says of spellings.
    ///
    /// # Errors
    /// When a table cannot be read, or a spelling is of no unit.
    pub(super) fn read(connection: &Connection, plan: &Plan) -> Result<Self, UseCaseError> {
        let mut bodies = Self::default();
        for known in enterprises::list_keys(connection)? {
            let place = bodies.firms.len();
            if let Some(code) = &known.credit_code {
                bodies.firm_codes.insert(code.clone(), place);
            }
            for name in [&known.name, &known.short_name].into_iter().filter(|name| !name.is_empty())
            {
                bodies.firm_names.entry(firm_key(name)).or_default().push(place);
            }
            bodies.firms.push(Firm {
                id: Some(known.id),
                name: known.name,
                credit_code: known.credit_code,
                is_active: known.is_active,
            });
        }
        let (undone, undone_leaders) = imports::list_undone(connection)?;
        let known = leaders::list(connection)?.into_iter();
        bodies.leaders = Leading::new(known.map(|row| LeaderBody::known(row, &undone_leaders)));
        for unit in units::list(connection)? {
            let place = bodies.units.len();
            let former = unit_names::list(connection, &unit.id)?;
            let names = [unit.name.as_str(), &unit.short_name];
            let names = names.into_iter().chain(former.iter().map(|old| old.name.as_str()));
            for name in names.filter(|name| !name.is_empty()) {
                bodies.name_unit(name, place);
            }
            let is_undone = !unit.is_active && undone.contains(&unit.id);
            if !unit.is_active && !is_undone {
                bodies.retired.insert(unit.id.clone(), unit.merged_into.clone());
            }
            bodies.units.push(UnitBody { id: Some(unit.id), name: unit.name, is_undone });
        }
        for (key, id) in &plan.aliases {
            let Some(place) = bodies.unit_place(id) else {
                return Err(UseCaseError::field("plan.aliases", "没有这个单位，请重新选择。"));
            };
            bodies.unit_names.insert(key.clone(), place);
        }
        Ok(bodies)
    }

    fn unit_place(&self, id: &UnitId) -> Option<UnitPlace> {
        self.units.iter().position(|unit| unit.id.as_ref() == Some(id))
    }

    fn name_unit(&mut self, name: &str, place: UnitPlace) {
        self.unit_names.entry(unit_key(name)).or_insert(place);
        let reading = pinyin_key(&unit_key(name), NameSense::Body).full;
        self.unit_readings
            .entry(reading)
            .and_modify(|known| *known = known.filter(|known| *known == place))
            .or_insert(Some(place));
    }

    /// Finds an enterprise by its code, else by its name; adds it where neither is known. The words
    /// tell what is not plain.
    pub(super) fn firm(&mut self, name: &str, code: Option<&str>) -> (FirmPlace, Option<String>) {
        if let Some(place) = code.and_then(|code| self.firm_codes.get(code)) {
            let known = &self.firms[*place].name;
            let is_other = firm_key(known) != firm_key(name);
            let note = is_other.then(|| format!("代码登记的是“{known}”，按这一家"));
            return (*place, note);
        }
        let key = firm_key(name);
        let alike = self.firm_names.get(&key).into_iter().flatten().copied();
        // Two bodies of one name exist; only their codes tell them apart.
        let is_same =
            |place: &FirmPlace| code.is_none() || self.firms[*place].credit_code.is_none();
        if let Some(place) = alike.into_iter().find(is_same) {
            let known = &self.firms[place].name;
            return (place, (known != name).then(|| format!("认作“{known}”")));
        }
        let place = self.firms.len();
        self.firms.push(Firm {
            id: None,
            name: name.to_owned(),
            credit_code: code.map(str::to_owned),
            is_active: true,
        });
        if let Some(code) = code {
            self.firm_codes.insert(code.to_owned(), place);
        }
        self.firm_names.entry(key).or_default().push(place);
        (place, None)
    }

    /// Tells whether an enterprise or unit of the office has this name; names of the table itself do
    /// not count.
    pub(super) fn known_unit(&self, name: &str) -> Option<UnitPlace> {
        self.unit_names.get(&unit_key(name)).copied()
    }

    /// Finds a unit by any of its names, by a spelling the plan tells, or by how its name reads;
    /// adds it where the plan allows. The words tell what is not plain, or why it cannot be taken.
    pub(super) fn unit(
        &mut self,
        name: &str,
        with_new: bool,
    ) -> Result<(UnitPlace, Option<String>), String> {
        let key = unit_key(name);
        let by_name = self.unit_names.get(&key).copied();
        let by_reading = || {
            let reading = pinyin_key(&key, NameSense::Body).full;
            self.unit_readings.get(&reading).copied().flatten()
        };
        let Some(place) = by_name.or_else(by_reading) else {
            if !with_new {
                return Err(format!("承办单位名录里没有“{name}”。"));
            }
            let place = self.units.len();
            self.units.push(UnitBody { id: None, name: name.to_owned(), is_undone: false });
            self.name_unit(name, place);
            return Ok((place, None));
        };
        let mut now = place;
        // Merged units are followed to the one that is in use; each is passed once.
        for _ in 0..self.units.len() {
            let Some(id) = &self.units[now].id else { break };
            let Some(into) = self.retired.get(id) else { break };
            let next = into.as_ref().and_then(|into| self.unit_place(into));
            now =
                next.ok_or_else(|| format!("“{}”已撤并，不再承办任务。", self.units[now].name))?;
        }
        let known = &self.units[now].name;
        Ok((now, (known != name).then(|| format!("认作“{known}”"))))
    }
}
