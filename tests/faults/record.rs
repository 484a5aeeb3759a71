//! What a child types: known from its numbers alone, so that the parent can tell every loss.

/// Entries one child may type.
pub(crate) const RUN_ENTRIES: u32 = 100_000;
/// Saves of one entry: drafts, then the finished entry.
pub(crate) const LAST_STEP: usize = 8;

const SENTENCE: &str =
    "企业反映二期厂房已完工，因消防验收资料不齐，竣工备案办不下来，请住建局指导。";

/// Returns the id of an entry.
pub(crate) fn id(entry: u32) -> String {
    format!("0199a000-0000-7000-8000-{entry:012x}")
}

/// Returns what is typed of an entry at a step.
pub(crate) fn text(entry: u32, step: usize) -> String {
    let characters = SENTENCE.chars().count() * (step + 1) / (LAST_STEP + 1);
    let typed: String = SENTENCE.chars().take(characters).collect();
    format!("第{entry}条：{typed}")
}

/// Random numbers without a library (SplitMix64): the moments of the kills.
pub(crate) struct Chance(u64);

impl Chance {
    /// Starts from the clock, so that each run tries other moments.
    pub(crate) fn new() -> Self {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Self(now.map_or(1, |time| u64::from(time.subsec_nanos())))
    }

    /// Returns a number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}
