//! The demands behind a figure, as a part of the ledger's filter.

use domain::dates::paper_date;
use domain::figures::{GroupKind, Span};
use domain::terms::Term;
use rusqlite::Connection;
use store::queries::figures::{self, Set};

use super::FigureSet;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// A key is an identifier or the name of a street.
const KEY_MAX: usize = 100;

impl FigureSet {
    /// Checks the days and the key, each at `filter.figure.` and its name.
    pub(crate) fn check(&self, fields: &mut Fields) {
        fields.date("filter.figure.from", self.from);
        fields.date("filter.figure.to", self.to);
        fields.shorter("filter.figure.key", &self.key, KEY_MAX);
        if self.to < self.from {
            fields.reject("filter.figure.to", "截止日期在起始日期之前，请重新选择。");
        }
    }

    /// Returns the row keys of the demands.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn keys(
        &self,
        context: &Context<'_>,
        connection: &Connection,
    ) -> Result<Vec<i64>, UseCaseError> {
        let set = Set {
            span: Span::new(self.from, self.to, context.calendar()),
            figure: self.figure,
            group: self.group,
            key: self.key.clone(),
        };
        Ok(figures::keys(connection, &set)?)
    }

    /// Returns the set in words: `2026年7月1日至2026年9月30日办结，主办单位 区住建局`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn in_words(&self, connection: &Connection) -> Result<String, UseCaseError> {
        let (from, to) = (paper_date(self.from), paper_date(self.to));
        let figure = self.figure.label();
        let whole = format!("{from}至{to}“{figure}”");
        if self.group == GroupKind::All {
            return Ok(whole);
        }
        let name = figures::group_name(connection, self.group, &self.key)?;
        Ok(format!("{whole}，{} {name}", self.group.label()))
    }
}
