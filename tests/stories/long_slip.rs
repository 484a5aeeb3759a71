//! A slip of many pages, read back page by page.

use reception_tests::pdf::{number_places, pages_of};
use serde_json::{Value, json};

use crate::sitting::Sitting;
use crate::world::World;

#[test]
fn s50_on_twelve_pages_the_heading_repeats_no_row_is_split_and_numbers_change_sides() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demands: Vec<Value> = (1..=34)
        .map(|at| {
            let mut fields = sitting.fields(&format!("第{at}件诉求"));
            let middle = "报装到现在没送上电，冷库只能靠柴油机发电维持。".repeat(7);
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
    let mut with_rows = 0;
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("—{}—", at + 1)), "page {} has no number: {page}", at + 1);
        let rows = (1..=34).filter(|row| page.contains(&format!("始{row}端")));
        let rows: Vec<i32> = rows.collect();
        for row in &rows {
            assert!(
                page.contains(&format!("止{row}端")),
                "row {row} is split after page {}",
                at + 1
            );
        }
        if !rows.is_empty() {
            with_rows += 1;
            assert!(page.contains("主办单位"), "page {} has no heading: {page}", at + 1);
        }
    }
    assert!(with_rows >= 11, "rows stand on {with_rows} pages");
    // Odd pages are numbered at the right, even ones at the left.
    for (at, place) in number_places(&path).into_iter().enumerate() {
        let is_right = place > 0.5;
        assert_eq!(is_right, at % 2 == 0, "page {}: {place:.2}", at + 1);
    }
}
