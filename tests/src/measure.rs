//! Figures of the benches: medians of one run, told as ratios against a named peer. Times of one
//! machine say nothing on another; ratios of interleaved runs nearly do.
#![expect(clippy::print_stdout, reason = "figures are what a bench is for")]

use std::fmt;
use std::time::{Duration, Instant};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Milliseconds,
    Mebibytes,
}

/// One contender's figures, in the order they were taken.
#[derive(Debug, Clone)]
pub struct Figures {
    unit: Unit,
    taken: Vec<f64>,
}

impl Figures {
    /// Returns an empty list of times.
    #[must_use]
    pub fn times() -> Self {
        Self { unit: Unit::Milliseconds, taken: Vec::new() }
    }

    /// Returns an empty list of sizes.
    #[must_use]
    pub fn sizes() -> Self {
        Self { unit: Unit::Mebibytes, taken: Vec::new() }
    }

    /// Adds a time.
    pub fn add(&mut self, time: Duration) {
        self.taken.push(time.as_secs_f64() * 1e3);
    }

    /// Adds a size in KiB.
    pub fn add_kib(&mut self, kib: u64) {
        self.taken.push(kib as f64 / 1024.0);
    }

    /// Does some work and adds the time it took.
    pub fn clock<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let done = work();
        self.add(started.elapsed());
        done
    }

    /// Returns the median; 0 of nothing.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.quantile(1, 2)
    }

    /// Returns what 95 of 100 stay below; 0 of nothing.
    #[must_use]
    pub fn p95(&self) -> f64 {
        self.quantile(19, 20)
    }

    fn quantile(&self, part: usize, of: usize) -> f64 {
        let mut sorted = self.taken.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() * part / of).copied().unwrap_or(0.0)
    }

    fn said(&self, value: f64) -> String {
        match self.unit {
            Unit::Milliseconds if value >= 1000.0 => format!("{:.2} s", value / 1000.0),
            Unit::Milliseconds if value >= 10.0 => format!("{value:.0} ms"),
            Unit::Milliseconds => format!("{value:.2} ms"),
            Unit::Mebibytes => format!("{value:.0} MiB"),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(self.median()))?;
        if self.taken.len() >= 20 {
            write!(f, " (p95 {})", self.said(self.p95()))?;
        }
        Ok(())
    }
}

/// What a ratio is held to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// At most so many times the peer's figure.
    AtMost(f64),
    /// At least so many times as fast as the peer.
    AsFast(f64),
    /// At most so many milliseconds or mebibytes, whatever the peer needs.
    Limit(f64),
    /// None was set; the peer is a plumb line.
    Open,
}

/// Prints the head of the table that [`tell`] adds rows to.
pub fn head() {
    println!("\n| job | ours | peer | its | ratio | goal | |\n|---|---|---|---|---|---|---|");
}

/// Prints one row: medians, their ratio, and whether the goal is met.
pub fn tell(job: &str, ours: &Figures, peer: &str, its: &Figures, goal: Goal) {
    let ratio = ours.median() / its.median();
    let fast = ratio.recip();
    let (said, wanted, is_met) = match goal {
        Goal::AtMost(most) => (format!("{ratio:.2} ×"), format!("≤ {most} ×"), ratio <= most),
        Goal::AsFast(least) => {
            (format!("{fast:.1} × as fast"), format!("≥ {least} ×"), fast >= least)
        }
        Goal::Limit(most) => {
            (format!("{ratio:.2} ×"), format!("≤ {}", ours.said(most)), ours.median() <= most)
        }
        Goal::Open => (format!("{ratio:.2} ×"), String::new(), true),
    };
    let verdict = match (goal, is_met) {
        (Goal::Open, _) => "",
        (_, true) => "met",
        (_, false) => "missed",
    };
    println!("| {job} | {ours} | {peer} | {its} | {said} | {wanted} | {verdict} |");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_stand_in_the_middle() {
        let mut figures = Figures::times();
        for at in [9, 1, 5, 3, 7] {
            figures.add(Duration::from_millis(at));
        }
        assert!((figures.median() - 5.0).abs() < 1e-9);
        assert!((figures.p95() - 9.0).abs() < 1e-9);
        assert_eq!(figures.to_string(), "5.00 ms");
    }
}
