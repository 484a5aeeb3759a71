//! What demands are told apart by: names looked up once, each a place in a list.

use std::collections::HashMap;

use domain::demand::Category;
use domain::figures::GroupKind;
use domain::terms::Term;
use rusqlite::Connection;

use super::GROUPS;
use crate::StoreError;

/// A group as lists name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupName {
    /// What finds it again; empty for the demands the grouping does not know.
    pub key: String,
    pub name: String,
}

/// Returns the place of a grouping among [`GROUPS`]; the first for the whole, which has none.
pub(super) fn slot(kind: GroupKind) -> usize {
    GROUPS.iter().position(|known| *known == kind).unwrap_or(0)
}

/// The groups of all groupings. The first of each is the one the grouping does not know.
pub(super) struct Directory {
    names: [Vec<GroupName>; GROUPS.len()],
    /// Places by the keys of units, leaders, enterprises and streets; of merged units as well.
    places: [HashMap<String, usize>; GROUPS.len()],
    /// The leader's place by reception.
    receptions: HashMap<String, usize>,
    /// The street's place by enterprise.
    streets: HashMap<String, usize>,
}

impl Directory {
    pub(super) fn read(connection: &Connection) -> Result<Self, StoreError> {
        let names = GROUPS
            .map(|kind| vec![GroupName { key: String::new(), name: kind.unknown().to_owned() }]);
        let mut directory = Self {
            names,
            places: GROUPS.map(|_| HashMap::new()),
            receptions: HashMap::new(),
            streets: HashMap::new(),
        };
        directory.read_units(connection)?;
        for category in Category::ALL {
            directory.add(GroupKind::Category, category.code(), category.label());
        }
        directory.read_leaders(connection)?;
        directory.read_enterprises(connection)?;
        Ok(directory)
    }

    fn add(&mut self, kind: GroupKind, key: &str, name: &str) -> usize {
        let names = &mut self.names[slot(kind)];
        names.push(GroupName { key: key.to_owned(), name: name.to_owned() });
        self.places[slot(kind)].insert(key.to_owned(), names.len() - 1);
        names.len() - 1
    }

    fn read_units(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(
            "WITH RECURSIVE line (id, root) AS (\
               SELECT id, id FROM units WHERE merged_into IS NULL \
               UNION ALL SELECT u.id, line.root FROM units u JOIN line ON u.merged_into = line.id) \
             SELECT line.id, line.root, u.name FROM line JOIN units u ON u.id = line.id \
             ORDER BY line.id <> line.root, u.pinyin, u.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, root): (String, String) = (row.get(0)?, row.get(1)?);
            if id == root {
                self.add(GroupKind::Unit, &id, &row.get::<_, String>(2)?);
            } else if let Some(place) = self.place(GroupKind::Unit, &root) {
                self.places[slot(GroupKind::Unit)].insert(id, place);
            }
        }
        Ok(())
    }

    fn read_leaders(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let mut statement =
            connection.prepare_cached("SELECT id, name FROM leaders ORDER BY rank, pinyin, id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            self.add(GroupKind::Leader, &id, &row.get::<_, String>(1)?);
        }
        let mut statement = connection.prepare_cached(
            "SELECT id, CASE is_stand_in_presiding WHEN 1 THEN stand_in_id ELSE leader_id END \
             FROM receptions",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let place = self.place(GroupKind::Leader, &row.get::<_, String>(1)?);
            self.receptions.insert(row.get(0)?, place.unwrap_or(0));
        }
        Ok(())
    }

    fn read_enterprises(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(
            "SELECT id, name, street, merged_into FROM enterprises \
                 ORDER BY merged_into IS NOT NULL, pinyin, id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, street): (String, String) = (row.get(0)?, row.get(2)?);
            if let Some(root) = row.get::<_, Option<String>>(3)? {
                // A double counts with the one it was merged into.
                if let Some(place) = self.place(GroupKind::Enterprise, &root) {
                    self.places[slot(GroupKind::Enterprise)].insert(id.clone(), place);
                }
                let street = self.streets.get(&root).copied().unwrap_or(0);
                self.streets.insert(id, street);
                continue;
            }
            self.add(GroupKind::Enterprise, &id, &row.get::<_, String>(1)?);
            let place = match (street.is_empty(), self.place(GroupKind::Street, &street)) {
                (true, _) => 0,
                (false, Some(place)) => place,
                (false, None) => self.add(GroupKind::Street, &street, &street),
            };
            self.streets.insert(id, place);
        }
        Ok(())
    }

    pub(super) fn names(&self, kind: GroupKind) -> &[GroupName] {
        &self.names[slot(kind)]
    }

    /// Returns the place of the group with a key; none when there is no such group.
    pub(super) fn place(&self, kind: GroupKind, key: &str) -> Option<usize> {
        if key.is_empty() {
            return Some(0);
        }
        self.places[slot(kind)].get(key).copied()
    }

    /// Returns the places of a demand, in the order of [`GROUPS`].
    pub(super) fn places(
        &self,
        unit: &str,
        category: &str,
        reception: &str,
        enterprise: &str,
    ) -> [usize; GROUPS.len()] {
        let known = |kind, key| self.place(kind, key).unwrap_or(0);
        [
            known(GroupKind::Unit, unit),
            known(GroupKind::Category, category),
            self.receptions.get(reception).copied().unwrap_or(0),
            known(GroupKind::Enterprise, enterprise),
            self.streets.get(enterprise).copied().unwrap_or(0),
        ]
    }
}
