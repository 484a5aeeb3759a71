//! Who answers for a demand.

use crate::ids::UnitId;

/// Who answers for a demand: the lead unit (主办单位) and the person responsible (责任人) in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead<'a> {
    pub unit: Option<&'a UnitId>,
    /// Empty while nobody is named.
    pub person: &'a str,
}

impl<'a> Lead<'a> {
    /// Returns the person responsible once this takes the place of `before`. A person belongs to
    /// the lead unit: he does not go along to another one, where the office has to ask for a name.
    /// A person named together with the new unit stays.
    #[must_use]
    pub fn person_after(self, before: Lead<'_>) -> &'a str {
        let is_moved = before.unit.is_some() && before.unit != self.unit;
        if is_moved && self.person == before.person { "" } else { self.person }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_responsible_person_stays_with_his_unit() {
        let [power, land] = ["power", "land"].map(UnitId::new);
        let after = |from: Option<&UnitId>, to: Option<&UnitId>, named: &str| {
            let before = Lead { unit: from, person: "邓例文" };
            Lead { unit: to, person: named }.person_after(before).to_owned()
        };
        assert_eq!(after(Some(&power), Some(&power), "邓例文"), "邓例文");
        assert_eq!(after(Some(&power), Some(&land), "邓例文"), "");
        assert_eq!(after(Some(&power), None, "邓例文"), "");
        assert_eq!(after(Some(&power), Some(&land), "何例舟"), "何例舟");
        assert_eq!(after(None, Some(&land), "邓例文"), "邓例文", "named before the unit was");
    }
}
