//! The tables over a year or a district: their words, their pages, what is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{squeezed, text_of, typesetter};
use papers::{PaperDate, PaperError, PaperTime, RollColumn, RollKind, RollPaper, Strip};

/// A directory of so many lanes.
fn directory(rows: usize) -> RollPaper {
    let on = PaperDate { year: 2026, month: 9, day: 23 };
    let row =
        |at: usize| vec![(at + 1).to_string(), format!("企业续贷和首贷{at}"), "罗示恒".into()];
    RollPaper {
        kind: RollKind::Channels,
        mark: "川江区民营企业快捷通道名录".into(),
        number: "截至2026年9月23日".into(),
        head: Some("暂定".into()),
        columns: vec![
            RollColumn::short("序号", 16),
            RollColumn::text("事项", 100),
            RollColumn::short("专办员", 40),
        ],
        rows: (0..rows).map(row).collect(),
        notes_title: "说明".into(),
        notes: vec!["时限自交办次日起算。".into()],
        issuer: "川江区工商业联合会".into(),
        on,
        strip: Strip {
            code: "KTB2026".into(),
            version: 1,
            check: "7RTK-2M9X".into(),
            made_at: PaperTime { date: on, hour: 9, minute: 10 },
            print: 1,
        },
    }
}

#[test]
fn a_short_table_takes_one_page_and_says_what_it_holds() {
    let paper = directory(6);
    assert_eq!(typesetter().roll_svg(&paper).unwrap().len(), 1);
    let text = text_of(&typesetter().roll_pdf(&paper).unwrap());
    for wanted in ["企业续贷和首贷5", "专办员", "暂定", "时限自交办次日起算", "川江区工商业联合会"]
    {
        assert!(text.contains(&squeezed(wanted)), "{wanted} is not in\n{text}");
    }
}

#[test]
fn a_long_table_repeats_its_head_on_each_page() {
    let paper = directory(60);
    let pages = typesetter().roll_svg(&paper).unwrap().len();
    assert!(pages > 1);
    let text = text_of(&typesetter().roll_pdf(&paper).unwrap());
    assert_eq!(text.matches("专办员").count(), pages);
}

#[test]
fn a_table_without_rows_or_with_a_cell_too_few_is_refused() {
    let refused = |paper: &RollPaper| typesetter().roll_svg(paper).unwrap_err();
    assert!(matches!(refused(&directory(0)), PaperError::Empty("rows")));
    let mut short = directory(2);
    short.rows[1].pop();
    assert!(matches!(refused(&short), PaperError::Empty("columns")));
    let mut narrow = directory(2);
    narrow.columns[1].width = 90;
    assert!(matches!(refused(&narrow), PaperError::Empty("rows")));
    let mut long = directory(1);
    long.rows[0][1] = "长".repeat(401);
    assert!(matches!(refused(&long), PaperError::TooLong { field: "rows", .. }));
}
