//! Counts the rows while they stream past, so that the summary needs no second pass.

use std::collections::HashMap;

use super::row::Light;

/// The figures of one group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Figures {
    /// Rows by light, in the order of [`Light::ALL`].
    pub(crate) lights: [u64; Light::ALL.len()],
    /// Rows that were issued (交办日 present).
    pub(crate) issued: u64,
    /// Issued and not left: 应办.
    pub(crate) in_scope: u64,
    /// Issued and closed.
    pub(crate) closed: u64,
}

impl Figures {
    fn count(&mut self, light: Light, issued: bool) {
        self.lights[light as usize] += 1;
        if issued {
            self.issued += 1;
            self.in_scope += u64::from(light != Light::Left);
            self.closed += u64::from(light == Light::Done);
        }
    }

    /// All rows of the group.
    pub(crate) fn rows(&self) -> u64 {
        self.lights.iter().sum()
    }

    /// `self` and `other` together.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.lights.iter_mut().zip(other.lights) {
            *mine += theirs;
        }
        self.issued += other.issued;
        self.in_scope += other.in_scope;
        self.closed += other.closed;
        self
    }
}

/// By what the summary groups, with the column of the ledger it reads.
pub(crate) const GROUPINGS: [(&str, &str); 3] =
    [("按主办单位", "主办"), ("按分类", "分类"), ("按接待领导", "接待领导")];

/// Figures of all rows and of each group.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) all: Figures,
    groups: [HashMap<String, Figures>; GROUPINGS.len()],
}

impl Tally {
    /// Counts a row. `keys` are the cells of the columns in [`GROUPINGS`] as written.
    pub(crate) fn count(&mut self, light: Light, issued: bool, keys: [&str; GROUPINGS.len()]) {
        self.all.count(light, issued);
        for (groups, key) in self.groups.iter_mut().zip(keys) {
            match groups.get_mut(key) {
                Some(figures) => figures.count(light, issued),
                None => {
                    let mut figures = Figures::default();
                    figures.count(light, issued);
                    groups.insert(key.to_owned(), figures);
                }
            }
        }
    }

    /// The groups of one grouping, the largest first, equal ones by name, the nameless last.
    pub(crate) fn groups(&self, grouping: usize) -> Vec<(&str, Figures)> {
        let mut groups: Vec<_> =
            self.groups[grouping].iter().map(|(name, figures)| (name.as_str(), *figures)).collect();
        groups.sort_unstable_by(|(a, x), (b, y)| {
            (a.is_empty(), y.rows(), *a).cmp(&(b.is_empty(), x.rows(), *b))
        });
        groups
    }
}
