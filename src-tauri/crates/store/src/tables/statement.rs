//! Statements that write a whole row, so that a table names and binds its columns once.

/// Returns the statement that adds a row; `columns` are separated by `, ` and bound in their order.
pub(super) fn insertion(table: &str, columns: &str) -> String {
    let marks: Vec<String> =
        columns.split(", ").enumerate().map(|(index, _)| format!("${}", index + 1)).collect();
    format!("INSERT INTO {table} ({columns}) VALUES ({})", marks.join(", "))
}

/// Returns the statement that replaces a row; the first column is its key. An upsert keeps one order
/// of parameters for both engines; the row is there.
pub(super) fn replacement(table: &str, columns: &str) -> String {
    let mut names = columns.split(", ");
    let key = names.next().unwrap_or_default();
    let sets: Vec<String> = names.map(|column| format!("{column} = excluded.{column}")).collect();
    let insertion = insertion(table, columns);
    format!("{insertion} ON CONFLICT ({key}) DO UPDATE SET {}", sets.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_bound_once() {
        let sql = replacement("views", "id, name, version");
        assert_eq!(
            sql,
            "INSERT INTO views (id, name, version) VALUES ($1, $2, $3) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version"
        );
    }
}
