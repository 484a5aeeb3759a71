//! Who looks after which enterprise or chamber (联系): leaders (领导联系) and service officers.

use chrono::NaiveDate;

use crate::terms::terms;

terms! {
    /// By whom an enterprise is looked after.
    pub enum LinkKind {
        Leader = "leader", "领导联系";
        ServiceOfficer = "service_officer", "服务专员";
    }
}

/// Returns whether a link stands on a day; both its ends count. One that has ended stays in the
/// history (scenario 55).
#[must_use]
pub fn is_standing(from_on: NaiveDate, until_on: Option<NaiveDate>, on: NaiveDate) -> bool {
    from_on <= on && until_on.is_none_or(|until| on <= until)
}

/// Returns whether two spans share a day.
#[must_use]
pub fn overlap(one: (NaiveDate, Option<NaiveDate>), other: (NaiveDate, Option<NaiveDate>)) -> bool {
    let starts_by = |from: NaiveDate, until: Option<NaiveDate>| until.is_none_or(|day| from <= day);
    starts_by(one.0, other.1) && starts_by(other.0, one.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenario_55_a_link_ended_mid_year_stands_to_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (from, until) = (day("2026-01-05"), Some(day("2026-06-30")));
        assert!(is_standing(from, until, day("2026-06-30")));
        assert!(!is_standing(from, until, day("2026-07-01")));
        assert!(!is_standing(from, None, day("2026-01-04")));
        assert!(is_standing(from, None, day("2036-01-04")));
        assert!(overlap((from, until), (day("2026-06-30"), None)));
        assert!(!overlap((from, until), (day("2026-07-01"), None)));
        assert!(overlap((from, None), (day("2026-07-01"), until)));
    }
}
