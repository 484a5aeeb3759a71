//! What the tests of this crate share: a scope, rows, and ways to read a workbook back.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![allow(dead_code, reason = "each test file uses a part")]

use std::convert::Infallible;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDate;
use sheets::{
    LedgerRow, LedgerScope, LedgerStats, Light, Paper, SheetError, Variant, write_ledger,
};

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn scope(variant: Variant) -> LedgerScope {
    LedgerScope {
        office: "川江区工商业联合会".into(),
        title: "川江区企业接待日诉求台账".into(),
        scope_text: "接待日收集的全部诉求".into(),
        period_from: Some(day(2026, 1, 1)),
        period_to: Some(day(2026, 9, 23)),
        cut_off_date: day(2026, 9, 23),
        prepared_at: "2026年9月23日 14:20".into(),
        prepared_by: "何予安".into(),
        created: day(2026, 9, 23).and_hms_opt(14, 20, 0).unwrap(),
        variant,
        paper: Paper::A3,
    }
}

/// A row in which every column holds something.
pub(crate) fn full_row() -> LedgerRow {
    LedgerRow {
        code: "2026-0098".into(),
        session: "第八期".into(),
        on: Some(day(2026, 8, 25)),
        receiver: "周临川".into(),
        enterprise: "川江栎下纺织有限公司".into(),
        uscc: "914403001922038216".into(),
        township: "城北街道".into(),
        industry: "纺织业".into(),
        size: "中型".into(),
        contact: "杜示禾".into(),
        phone: "08304296666".into(),
        source: "接待日".into(),
        kind: "问题".into(),
        category: "水电气路".into(),
        title: "厂区门前道路破损，货车无法会车".into(),
        content: "汛期前修复厂门至园区干道 320 米路面，恢复双向通行。道路自六月起多处沉陷，\
                  两车相会须退让，成品布出厂平均多等四十分钟。"
            .into(),
        weight: "急、难".into(),
        disposal: "交办".into(),
        slip_number: "川江工商联交〔2026〕24号".into(),
        issued_on: Some(day(2026, 8, 26)),
        lead_leader: "贺例江".into(),
        lead_unit: "区住房城乡建设局".into(),
        co_units: "城北街道办事处、区交通运输局".into(),
        person: "梁与和".into(),
        limit_wd: Some(15),
        first_due_on: Some(day(2026, 9, 16)),
        due_on: Some(day(2026, 9, 16)),
        extensions: 1,
        received_on: Some(day(2026, 8, 27)),
        progress: "已招标，等财评。".into(),
        progress_on: Some(day(2026, 9, 11)),
        state: "办理中".into(),
        light: Light::Red,
        overdue_wd: Some(6),
        reminders: 1,
        supervisions: 0,
        closed_on: None,
        used_wd: None,
        result_class: "B".into(),
        result: "列入十月施工计划".into(),
        replied_on: Some(day(2026, 9, 21)),
        rating: "基本满意".into(),
        revisited_on: Some(day(2026, 9, 22)),
        redo_rounds: 0,
        amount_fen: Some(86_400_050),
        outcome_fen: Some(300_000_000),
        outcome: "贷款 3,000,000 元".into(),
        related: "2025-0031".into(),
        remark: "雨季前完成".into(),
    }
}

/// Rows of every light over several units, categories and leaders, some without.
pub(crate) fn mixed_rows(count: usize) -> Vec<LedgerRow> {
    let units = ["区住房城乡建设局", "区自然资源局", "区水务局", "", "区 A*局", "川江供电公司"];
    let categories = ["水电气路", "用地", "融资", "用工", "其他"];
    let leaders = ["周临川", "沈砚秋", "𠮷田野", "陆闻笙"];
    (0..count)
        .map(|at| {
            let light = Light::ALL[at % Light::ALL.len()];
            let done = light == Light::Done;
            LedgerRow {
                code: format!("2026-{:04}", at + 1),
                lead_unit: units[at % units.len()].into(),
                category: categories[at % categories.len()].into(),
                receiver: leaders[at % leaders.len()].into(),
                issued_on: (at % 3 != 0).then(|| day(2026, 8, 26)),
                closed_on: done.then(|| day(2026, 9, 10)),
                used_wd: done.then_some(11),
                overdue_wd: (light == Light::Red).then_some(3),
                state: if done { "办结销号" } else { "办理中" }.into(),
                light,
                ..full_row()
            }
        })
        .collect()
}

pub(crate) fn write(
    path: &Path,
    scope: &LedgerScope,
    rows: Vec<LedgerRow>,
) -> Result<LedgerStats, SheetError> {
    write_ledger(path, scope, rows.into_iter().map(Ok::<_, Infallible>), &mut |_| {
        ControlFlow::Continue(())
    })
}

/// One part of the package as text.
pub(crate) fn part(path: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Every part that is a sheet.
pub(crate) fn sheet_parts(path: &Path) -> Vec<String> {
    let zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .filter(|name| name.starts_with("xl/worksheets/sheet"))
        .collect();
    names.iter().map(|name| part(path, name)).collect()
}
