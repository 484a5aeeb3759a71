//! Measured on the rastered page: places of mark and rules, the machine code.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/later.rs"]
mod later;
#[path = "common/work.rs"]
mod work;

use std::process::Command;

use common::{four_items, on_disk, receipt, signed, typesetter};
use image::{GrayImage, RgbImage};

const PPI: f64 = 300.0;

fn page(pdf: &[u8], page: u32, ppi: f64) -> RgbImage {
    let (dir, path) = on_disk(pdf);
    let out = dir.path().join("page");
    let status = Command::new("pdftoppm")
        .args(["-r", &ppi.to_string(), "-png", "-singlefile", "-f", &page.to_string()])
        .arg(&path)
        .arg(&out)
        .output()
        .unwrap();
    assert!(status.status.success());
    image::open(out.with_extension("png")).unwrap().to_rgb8()
}

fn mm(pixels: u32) -> f64 {
    f64::from(pixels) * 25.4 / PPI
}

fn is_red(pixel: image::Rgb<u8>) -> bool {
    pixel.0[0] > 200 && pixel.0[1] < 120 && pixel.0[2] < 120
}

fn is_dark(pixel: image::Rgb<u8>) -> bool {
    pixel.0.iter().all(|&channel| channel < 120)
}

#[test]
fn mark_and_rule_stand_where_the_specimen_has_them() {
    let image = page(&typesetter().slip_pdf(&signed()).unwrap(), 1, PPI);
    let red: Vec<(u32, u32)> = image
        .enumerate_pixels()
        .filter(|(_, _, pixel)| is_red(**pixel))
        .map(|(x, y, _)| (x, y))
        .collect();
    let top = mm(red.iter().map(|at| at.1).min().unwrap());
    assert!((top - 30.0).abs() <= 0.3, "mark ink top at {top}");
    let foot = red.iter().map(|at| at.1).max().unwrap();
    assert!((mm(foot) - 56.1).abs() <= 0.3, "rule at {}", mm(foot));
    let rule: Vec<u32> = red.iter().filter(|at| at.1 == foot - 3).map(|at| at.0).collect();
    let (left, right) = (mm(*rule.first().unwrap()), mm(*rule.last().unwrap() + 1));
    assert!((right - left - 156.0).abs() <= 0.2, "rule is {} long", right - left);
}

#[test]
fn nothing_of_the_body_leaves_the_type_area() {
    for number in [1, 2] {
        let image = page(&typesetter().slip_pdf(&four_items()).unwrap(), number, PPI);
        for (x, y, pixel) in image.enumerate_pixels() {
            if is_dark(*pixel) && (36.0..266.0).contains(&mm(y)) {
                assert!((27.7..=184.4).contains(&mm(x)), "ink at {} {}", mm(x), mm(y));
                assert!(mm(y) <= 262.3, "ink at {} {}", mm(x), mm(y));
            }
        }
    }
}

#[test]
fn the_page_number_is_7_mm_under_the_type_area_and_changes_sides() {
    for (number, span) in [(1, 160.0..181.0), (2, 31.0..50.0)] {
        let image = page(&typesetter().slip_pdf(&four_items()).unwrap(), number, PPI);
        // The dashes: rows with a long dark run between the table's foot and the strip's text.
        let dash = image
            .rows()
            .enumerate()
            .skip((265.0 * PPI / 25.4) as usize)
            .find(|(_, row)| {
                let dark = |(x, pixel): (usize, &image::Rgb<u8>)| {
                    span.contains(&mm(x as u32)) && pixel.0.iter().all(|&channel| channel < 160)
                };
                row.clone().enumerate().filter(|&(x, pixel)| dark((x, pixel))).count() > 60
            })
            .map(|(y, _)| mm(y as u32));
        let dash = dash.expect("a page number");
        assert!((dash - 269.0).abs() <= 0.3, "page {number}: dash at {dash}");
    }
}

fn payload(image: RgbImage) -> String {
    let gray: GrayImage = image::DynamicImage::from(image).to_luma8();
    let mut prepared = rqrr::PreparedImage::prepare(gray);
    let grids = prepared.detect_grids();
    assert_eq!(grids.len(), 1, "one code a page");
    grids[0].decode().unwrap().1
}

#[test]
fn the_machine_code_reads_back_from_150_ppi() {
    let pdf = typesetter().slip_pdf(&four_items()).unwrap();
    assert_eq!(payload(page(&pdf, 1, 150.0)), "JJR1|JBD|CJGSLJ-2026-13|v2|p1|4T8XWE6R");
    assert_eq!(payload(page(&pdf, 2, 150.0)), "JJR1|JBD|CJGSLJ-2026-13|v2|p2|4T8XWE6R");
    let pdf = typesetter().receipt_pdf(&receipt()).unwrap();
    assert_eq!(payload(page(&pdf, 1, 150.0)), "JJR1|HZ|CJGSLJ-2026-12-02|v1|p1|M2C7YH5P");
}

#[test]
fn the_signature_is_drawn_in_the_box_of_the_instruction() {
    let ink = |paper| {
        let image = page(&typesetter().slip_pdf(&paper).unwrap(), 1, PPI);
        image
            .enumerate_pixels()
            .filter(|(x, y, pixel)| {
                is_dark(**pixel)
                    && (95.0..140.0).contains(&mm(*x))
                    && (106.0..117.5).contains(&mm(*y))
            })
            .count()
    };
    let mut unsigned = signed();
    unsigned.instruction.as_mut().unwrap().signature = None;
    unsigned.instruction.as_mut().unwrap().signer = None;
    assert!(ink(signed()) > ink(unsigned) + 1000);
}

#[test]
fn a_letter_has_its_mark_and_double_rules_where_the_standard_puts_them() {
    for paper in [later::letter(), later::hard_letter()] {
        let image = &page(&typesetter().chase_pdf(&paper).unwrap(), 1, PPI);
        let red_in_row =
            move |y: u32| (0..image.width()).filter(move |&x| is_red(*image.get_pixel(x, y)));
        let rows: Vec<(u32, usize)> =
            (0..image.height()).map(|y| (y, red_in_row(y).count())).collect();
        let top = rows.iter().find(|(_, count)| *count > 0).unwrap().0;
        assert!((mm(top) - 30.0).abs() <= 0.3, "mark ink top at {}", mm(top));
        let rules: Vec<u32> =
            rows.iter().filter(|(_, count)| mm(*count as u32) > 165.0).map(|row| row.0).collect();
        let first = rules[0];
        let ink = rows[..first as usize].iter().rev().find(|(_, count)| *count > 0).unwrap().0;
        assert!((mm(first - ink - 1) - 4.0).abs() <= 0.3, "{} under the ink", mm(first - ink));
        let last = *rules.last().unwrap();
        assert!((mm(last + 1) - 277.0).abs() <= 0.3, "foot rule ends at {}", mm(last + 1));
        for y in [first, last] {
            let (left, right) = (red_in_row(y).min().unwrap(), red_in_row(y).max().unwrap() + 1);
            assert!((mm(right - left) - 170.0).abs() <= 0.2, "rule is {} long", mm(right - left));
            assert!((mm(left) - 20.0).abs() <= 0.2, "rule starts at {}", mm(left));
        }
        // Thick above thin at the head, thin above thick at the foot.
        let runs: Vec<usize> = rules.chunk_by(|a, b| a + 1 == *b).map(<[u32]>::len).collect();
        assert_eq!(runs.len(), 4, "{runs:?}");
        assert!(runs[0] > 2 * runs[1] && runs[3] > 2 * runs[2], "{runs:?}");
    }
}

#[test]
fn nothing_of_a_letter_leaves_the_type_area() {
    for number in [1, 2] {
        let image = page(&typesetter().chase_pdf(&later::hard_letter()).unwrap(), number, PPI);
        for (x, y, pixel) in image.enumerate_pixels() {
            if is_dark(*pixel) && (36.0..266.0).contains(&mm(y)) {
                assert!((27.7..=184.4).contains(&mm(x)), "ink at {} {}", mm(x), mm(y));
                assert!(mm(y) <= 262.3, "ink at {} {}", mm(x), mm(y));
            }
        }
    }
}

#[test]
fn the_sheets_that_come_back_name_themselves() {
    let set = typesetter();
    let chase = set.chase_pdf(&later::chase()).unwrap();
    assert_eq!(payload(page(&chase, 1, 150.0)), "JJR1|CBD|CJGSLC-2026-5|v1|p1|9B4NQX3K");
    let letter = set.chase_pdf(&later::letter()).unwrap();
    assert_eq!(payload(page(&letter, 3, 150.0)), "JJR1|DBH|CWDH-2026-8|v1|p1|K3TQ8W2M");
    let reply = set.reply_pdf(&later::reply()).unwrap();
    assert_eq!(payload(page(&reply, 3, 150.0)), "JJR1|PJB|CJGSLJ-2026-12-P1|v1|p1|T6W2LD8F");
    let notice = set.notice_pdf(&later::refusal()).unwrap();
    assert_eq!(payload(page(&notice, 1, 150.0)), "JJR1|GZD|CJGSLG-2026-3|v1|p1|W5HD2R7X");
    let asked = set.work_pdf(&work::granted()).unwrap();
    assert_eq!(payload(page(&asked, 1, 150.0)), "JJR1|YQB|SQ2026-0047|v2|p1|7RTK2M9X");
}
