//! Statements put together from conditions.

use chrono::NaiveDate;
use rusqlite::types::Value;

/// A statement under construction. Values are numbered in the order they are named, which is
/// also how SQLite numbers `$n`.
#[derive(Debug)]
pub(super) struct Select {
    text: String,
    values: Vec<Value>,
    has_where: bool,
}

impl Select {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Vec::new(), has_where: false }
    }

    /// Starts a statement that has a condition already.
    pub(super) fn within(text: &str, condition: &str) -> Self {
        let mut select = Self::new(text);
        select.and(condition);
        select
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Returns the placeholder of a value.
    pub(super) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// A date, as text like every stored one.
    pub(super) fn date(&mut self, date: NaiveDate) -> String {
        self.value(date.to_string())
    }

    pub(super) fn and(&mut self, condition: &str) {
        self.text.push_str(if self.has_where { " AND " } else { " WHERE " });
        self.text.push_str(condition);
        self.has_where = true;
    }

    pub(super) fn list<'t>(&mut self, values: impl IntoIterator<Item = &'t str>) -> String {
        let places: Vec<String> =
            values.into_iter().map(|value| self.value(value.to_owned())).collect();
        places.join(", ")
    }

    pub(super) fn and_in<'t>(&mut self, column: &str, values: impl IntoIterator<Item = &'t str>) {
        let list = self.list(values);
        if !list.is_empty() {
            self.and(&format!("{column} IN ({list})"));
        }
    }

    pub(super) fn and_between(
        &mut self,
        column: &str,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    ) {
        for (sign, date) in [(">=", from), ("<=", to)] {
            if let Some(date) = date {
                let place = self.date(date);
                self.and(&format!("{column} {sign} {place}"));
            }
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }
}
