//! The ledger's filter for the store, and in words.

use domain::light::LightThresholds;
use domain::terms::Term;
use rusqlite::Connection;
use store::queries::ledger::{Filter, LightDates, Named, Totals, UnitRole, names};
use store::tables::enterprises;

use super::{LedgerFilter, LightCounts};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

/// More than anybody picks of one kind; the store takes each as a value of its own.
const PICKED_MAX: usize = 100;

impl LedgerFilter {
    /// Checks the lengths of the words and lists, each at `filter.` and its name.
    pub(crate) fn check(&self, fields: &mut Fields) {
        fields.query("filter.query", &self.query);
        self.check_lists(fields);
    }

    /// Checks a filter that is kept or printed, as [`LedgerFilter::check`]; its words are a line of
    /// text like any other.
    pub(crate) fn check_kept(self, fields: &mut Fields) -> Self {
        self.check_lists(fields);
        Self { query: fields.line("filter.query", &self.query), ..self }
    }

    fn check_lists(&self, fields: &mut Fields) {
        fields.list("filter.states", &self.states, PICKED_MAX);
        fields.list("filter.lights", &self.lights, PICKED_MAX);
        fields.list("filter.kinds", &self.kinds, PICKED_MAX);
        fields.list("filter.categories", &self.categories, PICKED_MAX);
        fields.list("filter.sources", &self.sources, PICKED_MAX);
        fields.list("filter.urgency", &self.urgency, PICKED_MAX);
        fields.list("filter.units", &self.units, PICKED_MAX);
        fields.list("filter.leaders", &self.leaders, PICKED_MAX);
        fields.list("filter.enterprises", &self.enterprises, PICKED_MAX);
        fields.list("filter.receptions", &self.receptions, PICKED_MAX);
        if let Some(figure) = &self.figure {
            figure.check(fields);
        }
    }

    /// Returns the filter as the store reads it.
    ///
    /// # Errors
    /// When the demands behind a figure cannot be read.
    pub(crate) fn to_store(
        &self,
        context: &Context<'_>,
        connection: &Connection,
    ) -> Result<Filter, UseCaseError> {
        let figure = self.figure.as_ref();
        Ok(Filter {
            keys: figure.map(|figure| figure.keys(context, connection)).transpose()?,
            query: self.query.clone(),
            states: self.states.clone(),
            is_open: self.is_open,
            lights: self.lights.clone(),
            kinds: self.kinds.clone(),
            categories: self.categories.clone(),
            sources: self.sources.clone(),
            urgency: self.urgency.clone(),
            units: self.units.clone(),
            unit_role: UnitRole::Any,
            leaders: self.leaders.clone(),
            enterprises: enterprises::with_merged(connection, &self.enterprises)?,
            receptions: self.receptions.clone(),
            raised: (self.raised_from, self.raised_to),
            issued: (self.issued_from, self.issued_to),
            due: (self.due_from, self.due_to),
            is_public: false,
            is_veiled: None,
            has_unit: None,
        })
    }

    /// Returns what the filter lets through, in words for the head of a workbook.
    pub(crate) fn in_words(&self, connection: &Connection) -> Result<String, UseCaseError> {
        let mut words = Vec::new();
        if let Some(figure) = &self.figure {
            words.push(figure.in_words(connection)?);
        }
        match self.is_open {
            Some(true) => words.push(String::from("在办")),
            Some(false) => words.push(String::from("已答复")),
            None => {}
        }
        push_terms(&mut words, "状态", &self.states);
        push_terms(&mut words, "灯", &self.lights);
        push_terms(&mut words, "类型", &self.kinds);
        push_terms(&mut words, "分类", &self.categories);
        push_terms(&mut words, "来源", &self.sources);
        push_terms(&mut words, "急重难", &self.urgency);
        let mut push_names = |label: &str, table, ids: Vec<&str>| -> Result<(), UseCaseError> {
            if !ids.is_empty() {
                words.push(format!("{label} {}", names(connection, table, &ids)?.join("、")));
            }
            Ok(())
        };
        push_names("单位", Named::Units, keys(&self.units))?;
        push_names("接待领导", Named::Leaders, keys(&self.leaders))?;
        push_names("企业", Named::Enterprises, keys(&self.enterprises))?;
        push_names("活动", Named::Receptions, keys(&self.receptions))?;
        for (label, from, to) in [
            ("登记", self.raised_from, self.raised_to),
            ("交办", self.issued_from, self.issued_to),
            ("到期", self.due_from, self.due_to),
        ] {
            let date = domain::dates::paper_date;
            match (from, to) {
                (Some(from), Some(to)) => {
                    words.push(format!("{label} {}至{}", date(from), date(to)));
                }
                (Some(from), None) => words.push(format!("{}以后{label}", date(from))),
                (None, Some(to)) => words.push(format!("{}以前{label}", date(to))),
                (None, None) => {}
            }
        }
        let query = self.query.trim();
        if !query.is_empty() {
            words.push(format!("含“{query}”"));
        }
        Ok(if words.is_empty() { String::from("全部诉求") } else { words.join("；") })
    }
}

fn push_terms<T: Term>(words: &mut Vec<String>, label: &str, terms: &[T]) {
    if !terms.is_empty() {
        let terms: Vec<_> = terms.iter().map(|term| term.label()).collect();
        words.push(format!("{label} {}", terms.join("、")));
    }
}

fn keys<T: AsRef<str>>(ids: &[T]) -> Vec<&str> {
    ids.iter().map(AsRef::as_ref).collect()
}

impl From<Totals> for LightCounts {
    fn from(totals: Totals) -> Self {
        Self {
            red: totals.red,
            yellow: totals.yellow,
            blue: totals.blue,
            none: totals.unlit,
            not_started: totals.not_started,
            paused: totals.paused,
            answered: totals.answered,
            done: totals.done,
            left: totals.left,
        }
    }
}

/// Returns today's lights by the office's limits: as dates for the store, as thresholds for rows.
pub(crate) fn lights(
    context: &Context<'_>,
    connection: &Connection,
) -> Result<(LightDates, LightThresholds), UseCaseError> {
    let limits = read_settings(connection)?.limits;
    let thresholds = LightThresholds { blue: limits.blue, yellow: limits.yellow };
    Ok((LightDates::of(context.today(), thresholds, context.calendar()), thresholds))
}
