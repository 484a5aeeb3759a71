//! What a printed code goes through on its way back: turned, faint, dirty, small.

use image::{GrayImage, Luma, imageops};
use qrcode::{Color, EcLevel, QrCode};
use std::io::Cursor;

const CODE: &str = "JJR1|receipt|CJGSLJ-2026-1234-02|v1|p1|7K3M9Q2D";

/// A4 at `dpi` with a code of 15 mm in the foot and lines of what looks like text.
fn sheet(dpi: f32, codes: &[(&str, f32, f32)]) -> GrayImage {
    let dot = |mm: f32| (mm * dpi / 25.4).round() as u32;
    let mut page = GrayImage::from_pixel(dot(210.0), dot(297.0), Luma([255]));
    for row in 0..28_u32 {
        for x in dot(28.0)..dot(184.0) {
            for y in dot(30.0 + row as f32 * 8.0)..dot(33.6 + row as f32 * 8.0) {
                if (x / dot(0.5).max(1))
                    .wrapping_mul(2_654_435_761)
                    .wrapping_add(y / dot(0.5).max(1) * 97 + row)
                    % 5
                    < 2
                {
                    page.put_pixel(x, y, Luma([0]));
                }
            }
        }
    }
    for (text, left, top) in codes {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a code");
        let (wide, colors) = (code.width(), code.to_colors());
        let module = 15.0 / wide as f32;
        for x in dot(left - 2.0)..dot(left + 17.0) {
            for y in dot(top - 2.0)..dot(top + 17.0) {
                page.put_pixel(x, y, Luma([255]));
            }
        }
        for x in dot(*left)..dot(left + 15.0) {
            for y in dot(*top)..dot(top + 15.0) {
                let place =
                    |at: u32, from: f32| ((at as f32 * 25.4 / dpi - from) / module) as usize;
                let (column, row) = (place(x, *left).min(wide - 1), place(y, *top).min(wide - 1));
                if colors[row * wide + column] == Color::Dark {
                    page.put_pixel(x, y, Luma([0]));
                }
            }
        }
    }
    page
}

fn turned(page: &GrayImage, degrees: f32) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (w, h) = (page.width() as f32, page.height() as f32);
    let (wide, high) = (w * cos.abs() + h * sin.abs(), w * sin.abs() + h * cos.abs());
    GrayImage::from_fn(wide as u32, high as u32, |x, y| {
        let (x, y) = (x as f32 - wide / 2.0, y as f32 - high / 2.0);
        let (u, v) = (x * cos + y * sin + w / 2.0 - 0.5, y * cos - x * sin + h / 2.0 - 0.5);
        let at = |u: f32, v: f32| {
            let inside = u >= 0.0 && v >= 0.0 && u < w && v < h;
            if inside { f32::from(page.get_pixel(u as u32, v as u32).0[0]) } else { 255.0 }
        };
        let (fu, fv) = (u - u.floor(), v - v.floor());
        let top = at(u, v) * (1.0 - fu) + at(u + 1.0, v) * fu;
        let foot = at(u, v + 1.0) * (1.0 - fu) + at(u + 1.0, v + 1.0) * fu;
        Luma([(top * (1.0 - fv) + foot * fv) as u8])
    })
}

fn shades(page: &GrayImage, ink: f32, paper: f32, noise: i32) -> GrayImage {
    let mut seed = 12_345_u32;
    let mut page = page.clone();
    for Luma([dot]) in page.pixels_mut() {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let by = if noise == 0 { 0 } else { (seed >> 8) as i32 % (2 * noise + 1) - noise };
        let shade = ink + (paper - ink) * f32::from(*dot) / 255.0;
        *dot = (shade as i32 + by).clamp(0, 255) as u8;
    }
    page
}

/// As scanners write it; packing a picture takes longer than reading it.
fn tiff(page: &GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).expect("a file");
    let (wide, high) = page.dimensions();
    encoder
        .write_image::<tiff::encoder::colortype::Gray8>(wide, high, page.as_raw())
        .expect("a page");
    bytes.into_inner()
}

#[track_caller]
fn codes(page: &GrayImage) -> Vec<String> {
    let reading = scans::read(&tiff(page)).expect("a scan");
    assert_eq!(reading.pages, 1);
    reading.sightings.into_iter().map(|sighting| sighting.code).collect()
}

/// Scanned at so many dots an inch.
fn scanned(page: &GrayImage, dpi: u32) -> GrayImage {
    let (wide, high) = (page.width() * dpi / 600, page.height() * dpi / 600);
    imageops::resize(page, wide, high, imageops::FilterType::Triangle)
}

#[test]
fn a_page_is_read_however_it_lay_on_the_glass() {
    let fine = sheet(600.0, &[(CODE, 170.0, 268.0)]);
    for dpi in [200, 300] {
        let plain = scanned(&fine, dpi);
        // The finer glass shows the hard ones only: it is slow.
        let ways = [
            ("plain", plain.clone()),
            ("quarter", imageops::rotate90(&plain)),
            ("half", imageops::rotate180(&plain)),
            ("three quarters", imageops::rotate270(&plain)),
            ("3 degrees", turned(&plain, 3.0)),
            ("upside down and 4 degrees", turned(&plain, 184.0)),
            ("45 degrees", turned(&plain, 45.0)),
            ("very faint", shades(&plain, 228.0, 250.0, 0)),
            ("dark", shades(&plain, 10.0, 120.0, 0)),
            ("faint and noisy", shades(&plain, 190.0, 245.0, 15)),
            ("faint and askew", shades(&turned(&plain, -7.0), 205.0, 250.0, 6)),
        ];
        let first = if dpi == 200 { 0 } else { 9 };
        for (way, page) in ways.into_iter().skip(first) {
            assert_eq!(codes(&page), [CODE], "{way} at {dpi}");
        }
    }
}

#[test]
fn two_slips_on_one_glass_are_both_read() {
    let other = CODE.replace("1234", "77");
    let page = scanned(&sheet(600.0, &[(CODE, 170.0, 268.0), (&other, 20.0, 120.0)]), 200);
    for degrees in [0.0, 1.5, 180.0] {
        let mut found = codes(&turned(&page, degrees));
        found.sort();
        assert_eq!(found, [CODE.to_owned(), other.clone()], "{degrees}");
    }
}
