//! What cannot be taken over is told at its cell, handed out to be corrected, and taken then.

use serde_json::{Value, json};

use super::{Desk, faults};

const HEADS: &str =
    "编号,登记日期,企业名称,统一社会信用代码,诉求事项,责任单位,办结情况,办结日期,金额（万元）\n";

fn table(desk: &Desk, rows: &[&str]) -> std::path::PathBuf {
    let path = desk.path("台账.csv");
    std::fs::write(&path, format!("{HEADS}{}\n", rows.join("\n"))).expect("a file");
    path
}

#[test]
fn each_fault_stands_at_its_cell() {
    let desk = Desk::new();
    let path = table(
        &desk,
        &[
            "1,2024.3.5,甲公司,91350100M000100Y43,用地,区住建局,已办结,2024.4.1,12.5",
            "2,春节前,乙公司,,用工,区住建局,办理中,,",
            "3,2024.3.5,,,用地,区住建局,办理中,,",
            "4,2024.3.5,丙公司,91350100M000100Y44,用地,区住建局,办理中,,",
            "5,2024.3.5,丁公司,,用地,区住建局,已办结,2024.2.1,",
            "6,2024.3.5,戊公司,,用地,区住建局,见附件,,",
            "7,2029.3.5,己公司,,用地,区住建局,办理中,,三百",
        ],
    );
    let plan = desk.plan(&path, "ledger");
    let seen = desk.preview(&plan);
    assert_eq!((&seen["good"], &seen["refused"]), (&json!(1), &json!(6)));
    assert_eq!(
        faults(&seen),
        [
            "3 1 “春节前”读不出日期，请写成 2024-03-05 这样。",
            "4 2 请填写这一项。",
            "5 3 校验不符：末位是“4”，按前 17 位应为“3”。请对照营业执照核对。",
            "6 7 办结日 2024-02-01 早于提出日期 2024-03-05，请核对。",
            "7 6 “见附件”读不出办到哪一步，请写“已办结”“办理中”这样的词。",
            "8 1 2029-03-05 在今天之后，请核对。",
            "8 8 “三百”读不出金额，请写成数字或 12.5万元 这样。",
        ]
    );
    desk.accept(&plan);
    assert_eq!(desk.exported("导出.xlsx")[0]["金额元"], "125000");
}

#[test]
fn refused_rows_come_back_corrected() {
    let desk = Desk::new();
    let path = table(
        &desk,
        &[
            "1,2024.3.5,甲公司,,用地,区住建局,已办结,2024.4.1,",
            "2,春节前,乙公司,,用工,不知名单位,办理中,,",
        ],
    );
    let mut plan = desk.plan(&path, "ledger");
    plan["with_new_units"] = json!(false);
    let seen = desk.preview(&plan);
    let target = desk.path("待改正.xlsx");
    let input = json!({ "plan": plan, "sm3": seen["sm3"], "target": target, "job": "j" });
    let made: Value = desk.world.call("export_import_refusals", input);
    assert_eq!(made["rows"], 1);
    desk.accept(&plan);
    // The workbook is read like any other; its headings are known, its reasons are left alone.
    let mut again = desk.plan(&target, "ledger");
    let seen = desk.preview(&again);
    assert_eq!((&seen["good"], &seen["refused"]), (&json!(0), &json!(1)), "{seen:#}");
    let row = seen["rows"][0]["row"].clone();
    let columns = seen["columns"].as_array().expect("columns");
    assert_eq!(columns.last().expect("a column")["title"], "退回原因");
    let day = columns.iter().find(|column| column["field"] == "raised_on").expect("the day");
    again["fixes"] = json!([{ "row": row, "column": day["column"], "text": "2024年2月8日" }]);
    let unit = desk.world.unit("不知名单位", "");
    assert!(!unit.is_empty());
    assert_eq!(desk.accept(&again)["import"]["rows"], 1);
    assert_eq!(desk.exported("导出.xlsx").len(), 2);
}

#[test]
fn a_file_that_changed_or_lacks_a_column_is_not_taken() {
    let desk = Desk::new();
    let path = table(&desk, &["1,2024.3.5,甲公司,,用地,区住建局,已办结,2024.4.1,"]);
    let mut plan = desk.plan(&path, "ledger");
    let seen = desk.preview(&plan);
    plan["columns"] = json!([{ "column": 2, "field": "enterprise" }]);
    let lacking = desk.preview(&plan);
    assert_eq!(lacking["missing"], json!(["日期", "标题或内容"]));
    let input = json!({ "plan": plan, "sm3": seen["sm3"], "job": "j" });
    let hint = desk.world.refused("accept_import", input.clone()).hint;
    assert_eq!(hint, "还没有指明哪一列是日期、标题或内容，没有导入。");
    std::fs::write(&path, format!("{HEADS}1,2024.3.6,甲公司,,用地,,已办结,2024.4.1,\n"))
        .expect("a file");
    let hint = desk.world.refused("accept_import", input).hint;
    assert_eq!(hint, "文件在预览之后改过，请重新预览一次。");
    let none = desk.path("通知.csv");
    std::fs::write(&none, "会议通知\n请于周三到会\n").expect("a file");
    let input = json!({ "plan": desk.plan(&none, "ledger"), "shown": null, "job": "j" });
    let hint = desk.world.refused("preview_import", input).hint;
    assert!(hint.contains("找不到表头"), "{hint}");
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let desk = Desk::new();
    let path = desk.path("2023年台账.xlsx");
    super::messy::workbook(&path, &super::messy::rows(300));
    let plan = desk.plan(&path, "ledger");
    let seen = desk.preview(&plan);
    let data = desk.world.office();
    data.jobs().listen(move |_| {});
    let input = json!({ "plan": plan, "sm3": seen["sm3"], "job": "j" });
    // Cancelled as soon as it says how far it is.
    std::thread::scope(|scope| {
        let (told, heard) = std::sync::mpsc::channel();
        data.jobs().listen(move |progress| {
            let _gone = told.send(progress.done);
        });
        scope.spawn(move || {
            while heard.recv().is_ok() {
                data.jobs().cancel("j");
            }
        });
        let error = desk.world.refused("accept_import", input);
        assert_eq!(error.code, usecases::ErrorCode::Cancelled);
        data.jobs().listen(|_| {});
    });
    assert_eq!(desk.exported("空.xlsx").len(), 0);
    let imports: Value = desk.world.call("list_imports", json!({}));
    assert_eq!(imports["imports"], json!([]));
}

#[test]
fn directories_are_taken_over_once() {
    let desk = Desk::new();
    let firms = desk.path("企业.csv");
    std::fs::write(
        &firms,
        "企业名称,统一社会信用代码,所属街道,法人代表,联系电话,员工人数\n\
         川江栎下纺织有限公司,91350100M000100Y43,城北街道,王守成,13800005678,120人\n\
         川江 栎下纺织有限公司,91350100M000100Y43,城北街道,王守成,13800005678,120\n\
         川江栎上商会,,城南街道,李启明,,\n",
    )
    .expect("a file");
    let plan = desk.plan(&firms, "enterprises");
    let seen = desk.preview(&plan);
    assert_eq!(
        (&seen["good"], &seen["known"], &seen["refused"]),
        (&json!(2), &json!(1), &json!(0))
    );
    assert_eq!(seen["rows"][1]["reason"], "与第 2 行是同一家");
    let done = desk.accept(&plan);
    assert_eq!(done["new_enterprises"], 2);
    let again = desk.preview(&plan);
    assert_eq!((&again["good"], &again["known"]), (&json!(0), &json!(3)));
    let units = desk.path("单位.csv");
    std::fs::write(&units, "单位名称,联络员,联系电话\n区住建局,张三,1\n区水务局,李四,2\n")
        .expect("a file");
    let plan = desk.plan(&units, "units");
    let seen = desk.preview(&plan);
    assert_eq!((&seen["good"], &seen["known"]), (&json!(1), &json!(1)));
    desk.accept(&plan);
    let list: Value = desk.world.call(
        "list_units",
        json!({ "query": "水务", "limit": 5, "offset": 0, "with_retired": false }),
    );
    assert_eq!(list["units"][0]["liaisons"][0]["name"], "李四");
}
