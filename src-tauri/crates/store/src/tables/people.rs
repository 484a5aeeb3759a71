//! The people of an enterprise, in the order it lists them.

use domain::ids::{EnterpriseId, PersonId};
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::{StoreError, column};

/// One of an enterprise's people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub post: String,
    pub phone: String,
    pub is_legal_representative: bool,
}

/// Returns the people of an enterprise in order.
///
/// # Errors
/// When the table cannot be read.
pub fn list(
    connection: &Connection,
    enterprise: &EnterpriseId,
) -> Result<Vec<PersonRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, post, phone, is_legal_representative FROM people \
         WHERE enterprise_id = $1 ORDER BY position",
    )?;
    let rows = statement.query_map([enterprise.as_str()], |row| {
        Ok(PersonRow {
            id: column::id(row, "id")?,
            name: row.get("name")?,
            post: row.get("post")?,
            phone: row.get("phone")?,
            is_legal_representative: row.get("is_legal_representative")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes `people` the people of an enterprise. Who is left out stays in the journal only.
///
/// # Errors
/// When SQLite refuses.
pub fn replace(
    tx: &Connection,
    enterprise: &EnterpriseId,
    people: &[PersonRow],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM people WHERE enterprise_id = $1")?
        .execute([enterprise.as_str()])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO people (id, enterprise_id, position, name, post, phone, \
         is_legal_representative) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )?;
    for (position, person) in (0_i64..).zip(people) {
        statement.execute(params![
            person.id.as_str(),
            enterprise.as_str(),
            position,
            person.name,
            person.post,
            person.phone,
            person.is_legal_representative
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::enterprises;

    #[test]
    fn people_are_read_in_order_and_replaced_as_a_whole() {
        let connection = crate::tables::testing::memory();
        let firm = enterprises::tests::enterprise("1", "沱湾冷链物流有限公司");
        enterprises::insert(&connection, &firm).unwrap();
        let person = |id: &str, name: &str| PersonRow {
            id: PersonId::new(id),
            name: name.to_owned(),
            post: "总经理".to_owned(),
            phone: "13800005678".to_owned(),
            is_legal_representative: id == "1",
        };
        let both = [person("2", "王守成"), person("1", "李澄")];
        replace(&connection, &firm.id, &both).unwrap();
        assert_eq!(list(&connection, &firm.id).unwrap(), both);
        replace(&connection, &firm.id, &both[1..]).unwrap();
        assert_eq!(list(&connection, &firm.id).unwrap(), both[1..]);
    }
}
