//! A ledger that fills every column there is, kept by many hands: two lines of headings, days of
//! every form, firms under several spellings.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use domain::credit_code::{CreditCode, CreditCodeFault};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::whole::Meant;

/// The headings: the band over it, its own word, the column of the exported ledger.
const COLUMNS: [(&str, &str, &str); 43] = [
    ("", "台账编号", "诉求编号"),
    ("", "接待期次", "期次"),
    ("", "接待时间", "日期"),
    ("", "接访领导", "接待领导"),
    ("企业基本情况", "企业名称", "企业"),
    ("企业基本情况", "社会信用代码", "统一社会信用代码"),
    ("企业基本情况", "所属街道", "镇街"),
    ("企业基本情况", "所属行业", "行业"),
    ("企业基本情况", "企业规模", "规模"),
    ("企业基本情况", "联系人", "联系人"),
    ("企业基本情况", "联系方式", "电话"),
    ("诉求情况", "收集渠道", "来源"),
    ("诉求情况", "诉求性质", "类型"),
    ("诉求情况", "问题类别", "分类"),
    ("诉求情况", "问题标题", "标题"),
    ("诉求情况", "具体内容", "内容"),
    ("诉求情况", "紧急程度", "急重难"),
    ("诉求情况", "涉及金额（万元）", "金额元"),
    ("交办情况", "交办单号", "交办字号"),
    ("交办情况", "交办时间", "交办日"),
    ("交办情况", "责任领导", "牵头领导"),
    ("交办情况", "责任单位", "主办"),
    ("交办情况", "配合单位", "协办"),
    ("交办情况", "具体责任人", "责任人"),
    ("交办情况", "办理时限", "时限工作日"),
    ("交办情况", "原定完成时间", "原到期日"),
    ("交办情况", "要求完成时间", "现到期日"),
    ("交办情况", "延期次数", "延期次数"),
    ("交办情况", "签收时间", "签收日"),
    ("办理", "最新进展", "最新进展"),
    ("办理", "进展日期", "进展日"),
    ("办理", "办理状态", "状态"),
    ("办理", "催办次数", "催办"),
    ("办理", "督办次数", "督办"),
    ("办结", "办结时间", "办结日"),
    ("办结", "办理用时", "用时工作日"),
    ("办结", "结果类别", "类别"),
    ("办结", "处理结果", "结果"),
    ("办结", "答复时间", "答复日"),
    ("办结", "满意度", "评价"),
    ("办结", "回访时间", "回访日"),
    ("办结", "重办次数", "重办轮次"),
    ("", "备注", "备注"),
];

/// What a cell of the older ledger holds.
enum Held {
    Words(String),
    Number(f64),
    Day(NaiveDate),
    /// It is merged with the one above.
    Above,
}

/// A row as it was written and as it was meant, both by the heading of the exported ledger.
pub(super) struct Row {
    held: BTreeMap<&'static str, Held>,
    pub(super) meant: Meant,
}

fn digits(number: usize) -> String {
    let chars: Vec<char> = "零一二三四五六七八九".chars().collect();
    number.to_string().bytes().map(|digit| chars[usize::from(digit - b'0')]).collect()
}

/// A registered code whose last place is right.
fn code(at: usize) -> String {
    let body = format!("91510503MA6{at:06}");
    match CreditCode::parse(&format!("{body}0")) {
        Err(CreditCodeFault::Check { expected, .. }) => format!("{body}{expected}"),
        _ => format!("{body}0"),
    }
}

/// A day by one of eight hands.
fn by_hand(day: NaiveDate, hand: usize) -> Held {
    let (year, month, number) = (day.year(), day.month(), day.day());
    let wide = |text: String| -> String {
        let wide = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
            _ => c,
        };
        text.chars().map(wide).collect()
    };
    match hand % 8 {
        0 => Held::Words(format!("{year}.{month}.{number}")),
        1 => Held::Day(day),
        2 => {
            let zero = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            Held::Number((day - zero).num_days() as f64)
        }
        3 => Held::Words(format!("{year}年{month}月{number}号")),
        4 => Held::Number(f64::from(year * 10_000) + f64::from(month * 100 + number)),
        5 => Held::Words(format!("{}/{month:02}/{number:02}", year % 100)),
        6 => Held::Words(wide(format!("{year}年{month}月{number}日"))),
        _ => Held::Words(format!(" {year}-{month:02}-{number:02}　")),
    }
}

const INDUSTRIES: [(&str, &str); 4] = [
    ("制造", "制造业"),
    ("商贸零售", "批发和零售业"),
    ("物流运输", "交通运输、仓储和邮政业"),
    ("建筑业", "建筑业"),
];
const SCALES: [(&str, &str); 3] = [("小型", "小型"), ("微型企业", "微型"), ("中型", "中型")];
const SOURCES: [(&str, &str); 4] =
    [("座谈会", "接待会上"), ("12345热线", "12345"), ("走访调研", "走访"), ("商会转来", "商会")];
const KINDS: [(&str, &str); 4] =
    [("困难", "问题"), ("建议", "建议"), ("政策咨询", "咨询"), ("投诉举报", "投诉")];
const CATEGORIES: [(&str, &str); 4] =
    [("融资贷款", "融资"), ("用地", "用地"), ("基础设施", "水电气路"), ("惠企政策", "政策兑现")];
const WEIGHTS: [(&str, &str); 4] = [("", ""), ("急", "急"), ("急、难", "急、难"), ("重", "重")];
const UNITS: [(&str, &str); 4] = [
    ("区住建局", "川江区住房和城乡建设局"),
    ("自规局", "川江区自然资源和规划局"),
    ("川江区人社局", "川江区人力资源和社会保障局"),
    ("城北街道办", "城北街道办事处"),
];
const CLASSES: [(&str, &str); 4] = [("A", "A"), ("B类", "B"), ("C", "C"), ("D", "D")];
const GRADES: [&str; 3] = ["非常满意", "满意", "基本满意"];

struct Making {
    row: Row,
    at: usize,
}

impl Making {
    fn words(&mut self, column: &'static str, held: impl Into<String>, meant: impl Into<String>) {
        self.row.held.insert(column, Held::Words(held.into()));
        self.row.meant.insert(column, meant.into());
    }

    fn same(&mut self, column: &'static str, words: impl Into<String>) {
        let words = words.into();
        self.words(column, words.clone(), words);
    }

    fn pair(&mut self, column: &'static str, pairs: &[(&str, &str)], turn: usize) {
        let (held, meant) = pairs[turn % pairs.len()];
        self.words(column, held, meant);
    }

    /// Writes a day; what is meant of it stands where it is taken over.
    fn day(&mut self, column: &'static str, day: NaiveDate, is_taken: bool) {
        let place = COLUMNS.iter().position(|(_, _, known)| *known == column).expect("a column");
        self.row.held.insert(column, by_hand(day, self.at + place));
        self.row.meant.insert(column, if is_taken { day.to_string() } else { String::new() });
    }

    fn times(&mut self, column: &'static str, times: usize, unit: &str) {
        let meant = if times == 0 { String::new() } else { times.to_string() };
        self.words(column, format!("{times}{unit}"), meant);
    }
}

/// Makes `count` rows of firms that come back again and again.
pub(super) fn rows(count: usize) -> Vec<Row> {
    let first = NaiveDate::from_ymd_opt(2021, 1, 4).expect("a day");
    let mut of_year: BTreeMap<i32, usize> = BTreeMap::new();
    let make = |at: usize| {
        let raised = first + Days::new((at * 1_400 / count) as u64);
        let seq = of_year.entry(raised.year()).or_default();
        *seq += 1;
        row(at, raised, *seq, (count / 6).max(1))
    };
    (0..count).map(make).collect()
}

fn row(at: usize, raised: NaiveDate, seq: usize, firms: usize) -> Row {
    let after = |days: u64| raised + Days::new(days);
    let mut making = Making { row: Row { held: BTreeMap::new(), meant: Meant::new() }, at };
    let one = &mut making;
    // Each eighth is still open, each other eighth was answered at the sitting.
    let (is_open, is_answered) = (at % 8 == 3, at % 8 == 6);
    let is_over = !is_open && !is_answered;
    one.same("诉求编号", format!("{}-{seq:04}", raised.year()));
    one.words("期次", format!("第{}期", at / 12 + 1), format!("第{}期", at / 12 + 1));
    one.day("日期", raised, true);
    one.same("接待领导", ["李明远", "王守成"][at % 2]);
    // Each firm comes twice in a row, then again after all others did; the second row of a firm
    // stands in the merged cell of the first.
    let firm = at / 2 % firms;
    let name = format!("川江{}号（集团）有限公司", digits(firm));
    one.row.meant.insert("企业", name.clone());
    let held = match (at % 2, at / 2 / firms % 3) {
        (1, _) => Held::Above,
        (_, 0) => Held::Words(name),
        (_, 1) => Held::Words(name.replace('（', "(").replace('）', ")")),
        _ => Held::Words(format!("川江 {}", name.trim_start_matches("川江"))),
    };
    one.row.held.insert("企业", held);
    // Known by its code where it is told, by its name where it is not.
    let has_code = at % 3 != 1 || at / 2 < firms;
    one.words("统一社会信用代码", if has_code { code(firm) } else { "-".into() }, code(firm));
    one.same("镇街", ["城北街道", "城南街道", "石桥镇"][firm % 3]);
    one.pair("行业", &INDUSTRIES, firm);
    one.pair("规模", &SCALES, firm);
    one.same("联系人", format!("周{}", digits(at % 90 + 10)));
    one.same("电话", format!("139{:08}", at * 7_919 % 100_000_000));
    one.pair("来源", &SOURCES, at);
    one.pair("类型", &KINDS, at / 2);
    one.pair("分类", &CATEGORIES, at / 3);
    one.same("标题", format!("第{at}件：厂区道路破损"));
    let content = format!("一、门前道路第 {at} 段破损，货车无法会车；\n二、请求“修复”<并>拓宽。");
    one.words("内容", format!("\u{feff}{content}\u{200b}"), content);
    one.pair("急重难", &WEIGHTS, at);
    // 12.5 万元, in a column that says so; each third with its unit, each seventh nothing.
    let fen = (at % 400 + 1) * 125_000;
    let yuan = format!("{}", fen as f64 / 100.0);
    match at % 7 {
        0 => one.words("金额元", "无", ""),
        1 | 4 => one.words("金额元", format!("{yuan}元"), yuan),
        _ => {
            one.row.held.insert("金额元", Held::Number(fen as f64 / 1_000_000.0));
            one.row.meant.insert("金额元", yuan);
        }
    }
    one.same("交办字号", format!("旧交办〔{}〕{seq}号", raised.year()));
    one.day("交办日", after(2), is_over);
    one.same("牵头领导", ["陈启文", "李明远"][at % 2]);
    one.pair("主办", &UNITS, at);
    one.words("协办", "", "");
    if at % 4 == 1 {
        one.words("协办", "区住建局、城北街道", "川江区住房和城乡建设局、城北街道办事处");
    }
    one.same("责任人", format!("吴{}", digits(at % 7 + 1)));
    one.words("时限工作日", "15个工作日", "15");
    one.day("原到期日", after(23), is_over);
    one.day("现到期日", after(30), is_over);
    one.times("延期次数", at % 3, "次");
    one.day("签收日", after(3), true);
    one.same("最新进展", format!("已到现场看过第 {at} 段。"));
    one.day("进展日", after(9), true);
    one.times("催办", at % 4, "");
    one.times("督办", at % 2, "次");
    let state = match (is_open, is_answered) {
        (true, _) => ("正在办理", "已受理", "○ 未起算", ""),
        (_, true) => ("现场答复", "现场答复", "◇ 待评价", "现场答复"),
        _ => ("已办结", "办结销号", "√ 已办结", "交办"),
    };
    one.words("状态", state.0, state.1);
    one.row.meant.insert("灯", state.2.into());
    one.row.meant.insert("处置", state.3.into());
    one.words("类别", "", "");
    one.words("结果", "", "");
    if is_over {
        one.day("办结日", after(25), true);
        one.words("用时工作日", format!("{}天", at % 14 + 1), (at % 14 + 1).to_string());
        one.pair("类别", &CLASSES, at);
        one.same("评价", GRADES[at % 3]);
        one.day("回访日", after(28), true);
        one.times("重办轮次", at % 5 / 4, "轮");
    }
    if !is_open {
        one.same("结果", format!("第 {at} 段已修复，路宽 7 米。"));
        one.day("答复日", after(22), true);
    }
    one.same("备注", if at.is_multiple_of(9) { "与园区会商" } else { "" });
    making.row
}

/// Writes the rows under two lines of headings, which stand below a title and the office's name.
pub(super) fn workbook(path: &Path, rows: &[Row]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("企业诉求台账").expect("a name");
    let (plain, last) = (Format::new(), 43);
    sheet.merge_range(0, 0, 0, last, "川江区民营企业诉求办理台账", &plain).expect("a title");
    sheet.write(1, 0, "填报单位：川江区工商业联合会").expect("a cell");
    sheet.merge_range(2, 0, 3, 0, "序号", &plain).expect("a heading");
    let mut band_from = 1;
    for (at, (column, (band, word, _))) in (1_u16..).zip(COLUMNS).enumerate() {
        if band.is_empty() {
            sheet.merge_range(2, column, 3, column, word, &plain).expect("a heading");
            continue;
        }
        sheet.write(3, column, word).expect("a heading");
        let is_first = at == 0 || COLUMNS[at - 1].0 != band;
        band_from = if is_first { column } else { band_from };
        if COLUMNS.get(at + 1).is_none_or(|next| next.0 != band) {
            sheet.merge_range(2, band_from, 2, column, band, &plain).expect("a band");
        }
    }
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    for (line, row) in (4_u32..).zip(rows) {
        sheet.write(line, 0, f64::from(line - 3)).expect("a cell");
        for (column, (_, _, title)) in (1_u16..).zip(COLUMNS) {
            let Some(held) = row.held.get(title) else { continue };
            write(sheet, (line, column), held, &date, rows);
        }
    }
    let last = 4 + u32::try_from(rows.len()).expect("a row");
    sheet.write(last, 0, "合 计").expect("a cell");
    sheet.write(last, 16, format!("共 {} 件", rows.len())).expect("a cell");
    book.save(path).expect("a workbook");
}

fn write(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    held: &Held,
    date: &Format,
    all: &[Row],
) {
    match held {
        Held::Words(words) if words.is_empty() => return,
        Held::Words(words) => sheet.write(line, column, words),
        Held::Number(number) => sheet.write(line, column, *number),
        Held::Day(day) => sheet.write_with_format(line, column, day, date),
        Held::Above => {
            let above = all.get(line as usize - 5).and_then(|row| row.held.get("企业"));
            let Some(Held::Words(name)) = above else { panic!("nothing above row {line}") };
            sheet.merge_range(line - 1, column, line, column, name, &Format::new())
        }
    }
    .expect("a cell");
}
