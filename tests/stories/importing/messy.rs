//! Ledgers as offices kept them before: merged cells, two lines of headings, days of every form.

use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// One demand as it was meant.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meant {
    pub(super) firm: String,
    pub(super) raised_on: NaiveDate,
    pub(super) content: String,
    pub(super) unit: String,
    pub(super) is_closed: bool,
    pub(super) closed_on: Option<NaiveDate>,
    pub(super) result: String,
}

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hand {
    Dots,
    ShortMonth,
    Cell,
    Serial,
    AboutMonth,
    Chinese,
    Compact,
}

const HANDS: [Hand; 7] = [
    Hand::Dots,
    Hand::ShortMonth,
    Hand::Cell,
    Hand::Serial,
    Hand::AboutMonth,
    Hand::Chinese,
    Hand::Compact,
];

const UNITS: [(&str, &str); 5] = [
    ("区住建局", "川江区住房和城乡建设局"),
    ("自规局", "川江区自然资源和规划局"),
    ("区人社局", "川江区人力资源和社会保障局"),
    ("城北街道办", "城北街道办事处"),
    ("川江供电公司", "川江供电公司"),
];

fn firm(at: usize) -> String {
    format!("川江栎{}（集团）有限公司", ["一", "二", "三", "四", "五", "六", "七"][at % 7])
}

/// The same firm by another hand.
fn other_hand(firm: &str, at: usize) -> String {
    match at % 3 {
        0 => firm.to_owned(),
        1 => firm.replace('（', "(").replace('）', ")"),
        _ => firm.replace("川江", "川江 "),
    }
}

/// The day row `at` is of.
pub(super) fn day(at: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2023, 1, 3).expect("a day");
    // Three years and no more, however many rows; a ledger never goes back in time.
    first + Days::new((at * 7 / 10).min(1_100) as u64)
}

/// What stands in a row and what was meant by it.
pub(super) struct Row {
    pub(super) meant: Meant,
    hand: Hand,
    pub(super) written_firm: String,
    written_unit: String,
    /// It stands in a merged cell with the row above.
    is_below: bool,
}

/// Makes `count` rows; each tenth shares the firm's cell with the one above.
pub(super) fn rows(count: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for at in 0..count {
        let hand = HANDS[at % HANDS.len()];
        let exact = day(at);
        let raised_on = match hand {
            Hand::ShortMonth | Hand::AboutMonth => exact.with_day(1).expect("a first day"),
            _ => exact,
        };
        let is_below = at % 10 == 9;
        let (firm, written_firm) = match rows.last() {
            Some(above) if is_below => (above.meant.firm.clone(), String::new()),
            _ => (firm(at / 3), other_hand(&firm(at / 3), at)),
        };
        let (written_unit, unit) = UNITS[at % UNITS.len()];
        let is_closed = at % 4 != 0;
        let closed_on = is_closed.then(|| exact + Days::new(20 + (at % 9) as u64));
        rows.push(Row {
            meant: Meant {
                firm,
                raised_on,
                content: format!("第 {at} 件：厂区门前道路破损，货车无法会车，请求修复。"),
                unit: unit.to_owned(),
                is_closed,
                closed_on,
                result: if is_closed { format!("已修复第 {at} 段。") } else { String::new() },
            },
            hand,
            written_firm,
            written_unit: written_unit.to_owned(),
            is_below,
        });
    }
    rows
}

/// The first row of data, counted from 0.
pub(super) const FIRST: u32 = 3;

/// Writes the rows under two lines of headings, with a title, a sum and signatures around them.
pub(super) fn workbook(path: &Path, rows: &[Row]) {
    let mut book = Workbook::new();
    let notes = book.add_worksheet();
    notes.set_name("填报说明").expect("a name");
    notes.write(0, 0, "请各单位按月填报").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.set_name("2023台账").expect("a name");
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 9, "川江区2023年民营企业诉求台账", &plain).expect("a title");
    for (column, title) in [
        (0, "序号"),
        (1, "接待时间"),
        (4, "诉求内容"),
        (7, "是否办结"),
        (8, "办结时间"),
        (9, "备注"),
    ] {
        sheet.merge_range(1, column, 2, column, title, &plain).expect("a heading");
    }
    sheet.merge_range(1, 2, 1, 3, "企 业", &plain).expect("a heading");
    sheet.merge_range(1, 5, 1, 6, "办理", &plain).expect("a heading");
    for (column, title) in [(2, "名称"), (3, "联系电话"), (5, "单位"), (6, "结果")] {
        sheet.write(2, column, title).expect("a heading");
    }
    for (at, row) in rows.iter().enumerate() {
        let line = FIRST + u32::try_from(at).expect("a row");
        write_row(sheet, line, at, row);
    }
    let last = FIRST + u32::try_from(rows.len()).expect("a row");
    sheet.write(last, 0, "合计").expect("a cell");
    sheet.write(last, 4, format!("{} 件", rows.len())).expect("a cell");
    sheet.write(last + 2, 0, "制表人：周敏　　审核：").expect("a cell");
    // As programs leave it: something that is nothing, far away.
    sheet.write(last + 900, 9, "  ").expect("a cell");
    book.save(path).expect("a workbook");
}

fn write_row(sheet: &mut Worksheet, line: u32, at: usize, row: &Row) {
    let plain = Format::new();
    let date = Format::new().set_num_format("yyyy/m/d");
    let meant = &row.meant;
    let exact = day(at);
    let (year, month, number) = (exact.year(), exact.month(), exact.day());
    let text = match row.hand {
        Hand::Dots => Some(format!("{year}.{month}.{number}")),
        Hand::ShortMonth => Some(format!("{}年{month}月", year % 100)),
        Hand::AboutMonth => Some(format!("约{month}月")),
        Hand::Chinese => Some(format!("{year}年{month}月{number}号")),
        Hand::Compact => Some(format!("{year}{month:02}{number:02}")),
        Hand::Cell | Hand::Serial => None,
    };
    sheet.write(line, 0, (at + 1) as f64).expect("a cell");
    match (&text, row.hand) {
        (Some(text), _) => sheet.write(line, 1, text),
        (None, Hand::Serial) => {
            let zero = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            sheet.write(line, 1, (exact - zero).num_days() as f64)
        }
        (None, _) => sheet.write_with_format(line, 1, &exact, &date),
    }
    .expect("a cell");
    if row.is_below {
        let above = other_hand(&meant.firm, at - 1);
        sheet.merge_range(line - 1, 2, line, 2, &above, &plain).expect("a merged cell");
    } else {
        sheet.write(line, 2, &row.written_firm).expect("a cell");
    }
    sheet.write(line, 3, "08304290456").expect("a cell");
    sheet.write(line, 4, &meant.content).expect("a cell");
    sheet.write(line, 5, &row.written_unit).expect("a cell");
    sheet.write(line, 6, &meant.result).expect("a cell");
    sheet.write(line, 7, if meant.is_closed { "是" } else { "否" }).expect("a cell");
    if let Some(closed_on) = meant.closed_on {
        let (year, month, number) = (closed_on.year(), closed_on.month(), closed_on.day());
        sheet.write(line, 8, format!("{year}/{month}/{number}")).expect("a cell");
    }
}

/// Writes the rows as text under one line of headings, in GB18030 as Excel saves it.
pub(super) fn csv(path: &Path, rows: &[Row]) {
    let mut text =
        String::from("编号,登记日期,企业名称,主要诉求,责任单位,完成情况,办结日期,处理情况\r\n");
    for (at, row) in rows.iter().enumerate() {
        let meant = &row.meant;
        let firm = if row.is_below { "同上" } else { row.written_firm.as_str() };
        let closed_on = meant.closed_on.map(|day| day.to_string()).unwrap_or_default();
        let state = if meant.is_closed { "已办结" } else { "办理中" };
        let exact = day(at);
        text.push_str(&format!(
            "旧{at},{}.{}.{},{firm},\"{}\",{},{state},{closed_on},{}\r\n",
            exact.year(),
            exact.month(),
            exact.day(),
            meant.content,
            row.written_unit,
            meant.result
        ));
    }
    let (bytes, _, is_lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!is_lossy);
    std::fs::write(path, bytes).expect("a file");
}
