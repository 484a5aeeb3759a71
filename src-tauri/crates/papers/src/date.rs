//! Dates as papers print them. The caller passes them in; no paper ever asks the clock.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A local day. Prints as `2026年3月24日`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperDate {
    /// Year, e.g. 2026.
    pub year: u16,
    /// Month 1–12.
    pub month: u8,
    /// Day 1–31.
    pub day: u8,
}

impl fmt::Display for PaperDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// 制表时间: the local minute a paper is made. Prints as `2026年3月24日15:42`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTime {
    /// The day.
    pub date: PaperDate,
    /// Hour 0–23.
    pub hour: u8,
    /// Minute 0–59.
    pub minute: u8,
}

impl fmt::Display for PaperTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}:{:02}", self.date, self.hour, self.minute)
    }
}
