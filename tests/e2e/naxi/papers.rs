//! What went out: the paper and the workbook hold the record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use chrono::{NaiveDate, TimeDelta};
use reception_tests::naxi::{
    DEMANDS, DEPUTY, DUE, DUE_WORDS, Demand, FIRM, HELD_ON, INSTRUCTION, LEADER, LIMIT, PROPOSAL,
    REPRESENTATIVE, REVIEWER, UNITS,
};
use reception_tests::pdf::{missing_fonts, text_of};
use reception_tests::window::Failure;

use super::Desk;
use super::prepare::{CLERK, PREFIX};

const CREDIT_CODE: &str = "91510503MA62000110";

fn number() -> String {
    format!("{PREFIX}〔2023〕1号")
}

/// Prints, opens and saves the issued slip; each PDF says what the record says.
pub(super) async fn check_slip(desk: &Desk, folder: &Path) -> Result<(), Failure> {
    let window = &desk.window;
    window.press("Ctrl+P").await?;
    window.see("已送打印 1 次").await?;
    desk.picture("printed").await?;
    let printed = window.printed();
    assert_eq!(printed.len(), 1, "{printed:?}");
    let (words, path) = printed[0].split_once(" -- ").ok_or("no file was printed")?;
    assert_eq!(words, "-d office -n 1");
    check_text(&PathBuf::from(path), "第1次打印");

    let saved = folder.join("交办单.pdf");
    window.answer_dialog(Some(&saved))?;
    window.choose("更多", "PDF 另存").await?;
    window.file(&saved).await?;
    check_text(&saved, &number());
    walk_menu(desk).await?;
    window.choose("更多", "打开 PDF").await?;
    let opened = window.folders().opened.clone();
    window.file(&opened).await?;
    assert!(window.opened().iter().all(|path| path.ends_with(".pdf")), "{:?}", window.opened());
    Ok(())
}

/// Walks the open slip's menu by its keys and leaves it without an act.
async fn walk_menu(desk: &Desk) -> Result<(), Failure> {
    let window = &desk.window;
    window.tab_to("更多").await?;
    window.press("Enter").await?;
    window.focus_on("打开 PDF").await?;
    for (key, entry) in [
        ("Down", "PDF 另存"),
        ("End", "作废"),
        ("Down", "打开 PDF"),
        ("Up", "作废"),
        ("Home", "打开 PDF"),
    ] {
        window.press(key).await?;
        window.focus_on(entry).await?;
    }
    desk.picture("menu").await?;
    window.press("Esc").await?;
    window.focus_on("更多").await?;
    window.gone("[role=menu]:not([aria-hidden=true] *)").await
}

/// Every field stands on the paper, in the order of the paper.
fn check_text(pdf: &Path, also: &str) {
    let text = text_of(pdf);
    assert!(text.contains(also), "{also} is missing in {text}");
    let mut fields: Vec<String> = vec![
        "纳溪区民营企业接待日交办单".into(),
        number(),
        FIRM.into(),
        format!("{REPRESENTATIVE}（法定代表人）"),
        "第13期（2023年4月14日会场）".into(),
        LEADER.1.into(),
        LEADER.0.into(),
        // The 批示 names who leads: no line of its own repeats it.
        INSTRUCTION.into(),
        "2023年4月14日".into(),
        PROPOSAL.into(),
        CLERK.into(),
        REVIEWER.into(),
        DEPUTY.0.into(),
        "2023年4月14日".into(),
    ];
    for demand in &DEMANDS {
        fields.extend([demand.title, demand.category.1, "急", demand.said].map(String::from));
        fields.extend([demand.requirement, UNITS[demand.lead].name].map(String::from));
        fields.push(format!("责任人：{}", demand.responsible));
        fields.extend(demand.assists.iter().map(|at| UNITS[*at].name.to_owned()));
        fields.extend([format!("{LIMIT}个工作日"), DUE_WORDS.into()]);
    }
    fields.extend(["纳溪区工商业联合会".into(), "2023年4月14日".into()]);
    let mut rest = text.as_str();
    for field in &fields {
        let at = rest.find(field);
        let at = at
            .unwrap_or_else(|| panic!("{field} is not where it belongs, at {rest:.20} of {text}"));
        rest = &rest[at + field.len()..];
    }
    assert_eq!(text.matches(DUE_WORDS).count(), DEMANDS.len());
    assert_eq!(missing_fonts(pdf), Vec::<String>::new());
}

/// Exports the ledger from its screen; another library reads the four rows back.
pub(super) async fn check_ledger(desk: &Desk, folder: &Path) -> Result<(), Failure> {
    let window = &desk.window;
    window.go("sqtz", "诉求台账").await?;
    window.see_in(".ledger-table, .ledger-main", DEMANDS[3].title).await?;
    desk.picture("ledger").await?;
    let book = folder.join("台账.xlsx");
    window.answer_dialog(Some(&book))?;
    window.press("Ctrl+E").await?;
    window.marked("export-dialog").await?;
    desk.picture("exporting").await?;
    window.tab_to("选位置并导出").await?;
    window.press("Enter").await?;
    window.see("已导出 4 行").await?;
    desk.picture("exported").await?;

    let rows = rows_of(&book)?;
    assert_eq!(rows.len(), DEMANDS.len(), "{rows:?}");
    let mut units = BTreeSet::new();
    for (row, demand) in rows.iter().zip(&DEMANDS) {
        for (title, value) in expected(demand) {
            // A heading may name its unit of measure behind.
            let cell = row.iter().find(|(heading, _)| heading.starts_with(title));
            assert_eq!(cell.map(|(_, held)| held), Some(&value), "{title} in {row:#?}");
        }
        units.extend(row["主办"].split('、').chain(row["协办"].split('、')).map(str::to_owned));
    }
    assert_eq!(units, UNITS.iter().map(|unit| unit.name.to_owned()).collect());
    Ok(())
}

fn expected(demand: &Demand) -> Vec<(&'static str, String)> {
    let assists: Vec<&str> = demand.assists.iter().map(|at| UNITS[*at].name).collect();
    vec![
        ("日期", HELD_ON.into()),
        ("接待领导", LEADER.0.into()),
        ("企业", FIRM.into()),
        ("统一社会信用代码", CREDIT_CODE.into()),
        ("分类", demand.category.1.into()),
        ("标题", demand.title.into()),
        ("内容", demand.said.into()),
        ("急重难", "急".into()),
        ("交办字号", number()),
        ("交办日", HELD_ON.into()),
        ("牵头领导", DEPUTY.0.into()),
        ("主办", UNITS[demand.lead].name.into()),
        ("协办", assists.join("、")),
        ("责任人", demand.responsible.into()),
        ("时限", LIMIT.to_string()),
        ("原到期日", DUE.into()),
        ("现到期日", DUE.into()),
    ]
}

/// The rows of the ledger sheet by heading, in the order of their numbers.
fn rows_of(book: &Path) -> Result<Vec<BTreeMap<String, String>>, Failure> {
    let mut book: Xlsx<_> = open_workbook(book)?;
    let sheet = book.worksheet_range("台账")?;
    let mut rows = sheet.rows().map(|row| row.iter().map(words).collect::<Vec<_>>());
    let headings = rows.by_ref().find(|row| row.iter().any(|cell| cell == "诉求编号"));
    let headings = headings.ok_or("the sheet has no headings")?;
    let mut found: Vec<BTreeMap<String, String>> = rows
        .take_while(|row| row[0].parse::<u32>().is_ok())
        .map(|row| headings.iter().cloned().zip(row).collect())
        .collect();
    found.sort_by(|a, b| a["诉求编号"].cmp(&b["诉求编号"]));
    Ok(found)
}

/// A cell in words; days are real days and become ISO dates.
fn words(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) => {
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            #[expect(clippy::cast_possible_truncation, reason = "a day's serial number is small")]
            let on = epoch + TimeDelta::days(day.as_f64() as i64);
            on.to_string()
        }
        Data::Empty => String::new(),
        // Headings break where their narrow columns want it.
        other => other.to_string().replace('\n', ""),
    }
}
