//! A slip of many pages, read back page by page.

use reception_tests::pdf::{number_places, pages_of};
use serde_json::{Value, json};

use crate::sitting::Sitting;
use crate::world::World;

/// As many demands as a slip takes.
const ROWS: i32 = 20;

#[test]
fn s50_on_twelve_pages_the_heading_repeats_no_row_is_split_and_numbers_change_sides() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demands: Vec<Value> = (1..=ROWS)
        .map(|at| {
            let mut fields = sitting.fields(&format!("第{at}件诉求"));
            let middle = "报装到现在没送上电，冷库只能靠柴油机发电维持。".repeat(14);
            fields["facts"] = json!(format!("始{at}端。{middle}止{at}端。"));
            fields["request"] = json!("请尽快送电。");
            sitting.ask(&world, "三号冷库去年扩容。", &fields)
        })
        .collect();
    let slip = sitting.issued(&world, &demands.iter().collect::<Vec<_>>());
    let path = world.outside().join("交办单.pdf");
    let print = json!({
        "ids": [slip["id"]], "with_receipts": false, "is_counted": true, "path": path, "job": "p",
    });
    let printed: Value = world.call("print_slips", print);
    let pages = pages_of(&path);
    assert_eq!(printed["pages"], pages.len());
    assert!(pages.len() >= 12, "{} pages", pages.len());
    let mut rows = 0;
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("—{}—", at + 1)), "page {} has no number: {page}", at + 1);
        // A row begins with its title and category and ends with its due date.
        let begun = page.matches("件诉求〔水电气路急〕").count();
        assert_eq!(page.matches("2026年10月21日").count(), begun, "page {}: {page}", at + 1);
        assert_eq!(page.contains("交办事项（共二十项）"), begun > 0, "page {}: {page}", at + 1);
        rows += begun;
    }
    assert_eq!(rows, 20);
    // Odd pages are numbered at the right, even ones at the left.
    for (at, place) in number_places(&path).into_iter().enumerate() {
        let is_right = place > 0.5;
        assert_eq!(is_right, at % 2 == 0, "page {}: {place:.2}", at + 1);
    }
}
