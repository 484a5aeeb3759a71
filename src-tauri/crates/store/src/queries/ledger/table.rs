//! Where the ledger reads demands from.

/// Where demands are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Demands,
    /// The index of what is counted and ordered, looked up by keys: whole rows would come from all
    /// over the disk. SQLite itself prefers them.
    Lines,
    /// What stands with an assisting unit.
    Assists,
}

impl Table {
    /// Returns what follows `FROM`.
    pub(super) fn source(self) -> &'static str {
        match self {
            Self::Demands => "demands AS d",
            Self::Lines => "demands AS d INDEXED BY demands_line",
            Self::Assists => "demand_assists AS d",
        }
    }
}
