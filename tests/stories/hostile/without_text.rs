//! The use cases that take no free text, so that none is forgotten.

use super::cases::CASES;

/// Use cases whose input holds no free text, or which write nothing; acts are in `handling`.
const WITHOUT_TEXT: &[&str] = &[
    // They read; a query is tried in `a_hostile_query_is_answered`.
    "get_status",
    "get_office",
    "list_presets",
    "list_notices",
    "read_notice",
    "preview_calendar",
    "list_clerks",
    "list_kept_forms",
    "get_alerts",
    "get_month",
    "preview_deadline",
    "list_leaders",
    "list_units",
    "get_unit",
    "list_enterprises",
    "get_enterprise",
    "check_credit_code",
    "check_glyphs",
    "find_names",
    "list_receptions",
    "get_reception",
    "get_rota",
    "propose_rota",
    "get_announcement",
    "preview_announced",
    "list_links",
    "list_channels",
    "list_supervisors",
    "preview_roll",
    "preview_form",
    "get_minutes",
    "preview_sitting",
    "get_demand",
    "open_enterprise",
    "list_similar",
    "find_similar",
    "list_issues",
    "propose_issues",
    "list_ledger",
    "list_views",
    "list_slips",
    "get_slip",
    "preview_slip",
    "get_home",
    "search_everything",
    "verify_journal",
    "list_backups",
    "list_supervision",
    "list_packet_units",
    "preview_act",
    // What they show is not kept; the acts they look ahead to take the same texts.
    "preview_chase",
    "preview_reply",
    "preview_decline",
    "preview_announcement",
    // A choice of two, and a look at the lights.
    "save_alerts",
    "take_alert",
    // They name a row by its identifier.
    "switch_clerk",
    "start_reception",
    "end_reception",
    "save_agenda_done",
    "split_entry",
    "merge_entry",
    "restore_entry",
    "merge_demand",
    "restore_demand",
    "take_back_split",
    "take_back_answer",
    "void_view",
    "compose_slip",
    "sign_slip",
    "open_attachment",
    "list_photos",
    "view_photo",
    "cancel_job",
    "ask_rating",
    "archive_demands",
    // They name a file or folder of the machine, told in stories of their own.
    "attach_file",
    "read_scans",
    "keep_scans",
    "make_backup",
    "choose_backup_folder",
    "restore_backup",
    "print_slips",
    "print_acts",
    "print_announcement",
    "print_roll",
    "print_form",
    // Thrown at in the stories of kept forms: nothing prints or finds what is not saved.
    "keep_form",
    // Its days are told in the stories of the calendar.
    "change_calendar",
    // Told with its scan in the stories of the rating.
    "terminate_demand",
    "export_slips",
    "export_refusals",
    "make_packets",
    "preview_return",
    "accept_return",
    "export_ledger",
    "export_list",
    // A clerk, a signature, a letter; the words of a clue are those of its demand.
    "set_clearance",
    "list_clues",
    "open_clue",
    "sign_clue",
    "issue_clue",
    "preview_clue",
    "print_clue",
    // A file of the machine, its cells and a reason: told in the stories of the import.
    "preview_import",
    "accept_import",
    "export_import_refusals",
    "list_imports",
    "undo_import",
    // A period or sitting, a day, a place of the machine.
    "list_bulletins",
    "get_bulletin",
    "draft_bulletin",
    "issue_bulletin",
    "preview_bulletin",
    "print_bulletin",
    "export_bulletin",
    // Periods and places; what is drawn is told in the stories of the figures.
    "get_figures",
    "preview_figures",
    "print_figures",
    "export_figures",
    "save_chart",
];

#[test]
fn every_use_case_is_tried_or_has_no_text() {
    let mut named: Vec<&str> = CASES.iter().map(|case| case.name).collect();
    named.extend(super::handling::HANDLED);
    named.extend(WITHOUT_TEXT);
    named.sort_unstable();
    let mut all = usecases::contract::NAMES.to_vec();
    all.sort_unstable();
    assert_eq!(named, all);
}
