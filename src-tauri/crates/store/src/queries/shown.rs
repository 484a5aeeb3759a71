//! How lists name an enterprise: one that asked not to be named stays [`domain::privacy::UNNAMED`]
//! inside the office as well (domain.md (e) 26). The demand is `d`, its enterprise `e`, a slip `s`.

/// The short name where there is one.
pub(crate) const NAME: &str = "CASE WHEN d.visibility <> 'open' THEN '某企业' \
    WHEN e.short_name = '' THEN e.name ELSE e.short_name END";

/// The registered name.
pub(crate) const FULL_NAME: &str = "CASE WHEN d.visibility <> 'open' THEN '某企业' ELSE e.name END";

/// The demand's title without the names of a hidden enterprise.
pub(crate) const TITLE: &str = "CASE WHEN d.visibility <> 'open' \
    THEN replace(replace(d.title, e.name, '某企业'), e.short_name, '某企业') ELSE d.title END";

/// Whether a slip carries, or carried until it became void, a demand of a hidden enterprise.
pub(crate) const SLIP_VEILED: &str = "(EXISTS (SELECT 1 FROM demands AS v \
    WHERE v.slip_id = s.id AND v.visibility <> 'open') OR instr(coalesce(s.carried, ''), \
    '\"visibility\":\"anonymous\"') > 0 OR instr(coalesce(s.carried, ''), \
    '\"visibility\":\"confidential\"') > 0)";

/// The name of a slip's enterprise, the short one where there is one.
pub(crate) fn slip_name() -> String {
    format!(
        "CASE WHEN {SLIP_VEILED} THEN '某企业' WHEN e.short_name = '' THEN e.name \
         ELSE e.short_name END"
    )
}

#[cfg(test)]
mod tests {
    use domain::privacy::UNNAMED;

    use super::*;

    #[test]
    fn sql_and_papers_hide_an_enterprise_by_one_word() {
        for sql in [NAME, FULL_NAME, TITLE, &slip_name()] {
            assert!(sql.contains(&format!("'{UNNAMED}'")), "{sql}");
        }
    }
}
