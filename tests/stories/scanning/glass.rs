//! What printed pages go through on their way back: a scanner's glass.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use image::{GrayImage, ImageFormat, Luma, imageops};

/// Dots an inch of an office scanner.
const DPI: &str = "200";

/// A page as a scanner sees it.
#[derive(Clone)]
pub(super) struct Scan(GrayImage);

/// Draws the pages of a printed file, by poppler, which knows nothing of our own reader.
pub(super) fn pages(pdf: &Path) -> Vec<Scan> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let stem = folder.path().join("page");
    let mut command = Command::new("pdftoppm");
    command.args(["-r", DPI, "-gray", "-png"]).arg(pdf).arg(&stem);
    assert!(command.status().expect("poppler-utils is installed").success());
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files.iter().map(|file| Scan(image::open(file).expect("a page").into_luma8())).collect()
}

impl Scan {
    /// Turned by so many quarters, clockwise.
    pub(super) fn quarter(&self, times: u8) -> Self {
        Self(match times {
            1 => imageops::rotate90(&self.0),
            2 => imageops::rotate180(&self.0),
            _ => imageops::rotate270(&self.0),
        })
    }

    /// Laid askew, as a feeder takes a sheet.
    pub(super) fn turned(&self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (wide, high) = (self.0.width() as f32 / 2.0, self.0.height() as f32 / 2.0);
        Self(GrayImage::from_fn(self.0.width(), self.0.height(), |x, y| {
            let (x, y) = (x as f32 - wide, y as f32 - high);
            let (u, v) = (x * cos + y * sin + wide, y * cos - x * sin + high);
            imageops::interpolate_bilinear(&self.0, u, v).unwrap_or(Luma([255]))
        }))
    }

    /// Ink of so much of its strength, on yellowed paper.
    pub(super) fn faint(&self, ink: f32) -> Self {
        self.shaded(|shade| 245.0 - (255.0 - shade) * ink)
    }

    /// Under a poor lamp.
    pub(super) fn dark(&self) -> Self {
        self.shaded(|shade| 12.0 + shade * 0.45)
    }

    fn shaded(&self, shade: impl Fn(f32) -> f32) -> Self {
        let mut page = self.0.clone();
        for Luma([dot]) in page.pixels_mut() {
            *dot = shade(f32::from(*dot)) as u8;
        }
        Self(page)
    }

    /// Every dot off by up to so much, and a thousandth of them black.
    pub(super) fn noisy(&self, by: i32) -> Self {
        let (mut page, mut seed) = (self.0.clone(), 2026_u32);
        for Luma([dot]) in page.pixels_mut() {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let off = (seed >> 9) as i32 % (2 * by + 1) - by;
            let speck = (seed >> 8) % 1000 == 0;
            *dot = if speck { 0 } else { (i32::from(*dot) + off).clamp(0, 255) as u8 };
        }
        Self(page)
    }

    /// Two sheets on one glass.
    pub(super) fn beside(&self, other: &Self) -> Self {
        let (left, right) = (&self.0, &other.0);
        let high = left.height().max(right.height());
        let mut glass = GrayImage::from_pixel(left.width() + right.width(), high, Luma([250]));
        imageops::overlay(&mut glass, left, 0, 0);
        imageops::overlay(&mut glass, right, i64::from(left.width()), 0);
        Self(glass)
    }

    /// At 150 dots an inch.
    pub(super) fn coarse(&self) -> Self {
        let side = |length: u32| length * 3 / 4;
        let (wide, high) = (side(self.0.width()), side(self.0.height()));
        Self(imageops::resize(&self.0, wide, high, imageops::FilterType::Triangle))
    }

    pub(super) fn png(&self) -> Vec<u8> {
        self.written(ImageFormat::Png)
    }

    pub(super) fn jpeg(&self) -> Vec<u8> {
        self.written(ImageFormat::Jpeg)
    }

    fn written(&self, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        self.0.write_to(&mut file, format).expect("a picture");
        file.into_inner()
    }

    /// A TIFF of two colours, one bit a dot, as a fax machine sends it.
    pub(super) fn fax(&self) -> Vec<u8> {
        let (wide, high) = self.0.dimensions();
        let row = wide.div_ceil(8);
        let mut bits = vec![0_u8; (row * high) as usize];
        for (x, y, Luma([dot])) in self.0.enumerate_pixels() {
            if *dot > 127 {
                bits[(y * row + x / 8) as usize] |= 0x80 >> (x % 8);
            }
        }
        // Width, length, bits a sample, no compression, black is zero, where the bits begin, all
        // rows in one strip of so many bytes.
        let start = 8 + 2 + 8 * 12 + 4;
        let tags = [
            (256, 4, wide),
            (257, 4, high),
            (258, 3, 1),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, start),
            (278, 4, high),
            (279, 4, row * high),
        ];
        let mut file = b"II\x2A\0\x08\0\0\0\x08\0".to_vec();
        for (tag, kind, value) in tags {
            file.extend(u16::to_le_bytes(tag));
            file.extend(u16::to_le_bytes(kind));
            file.extend(u32::to_le_bytes(1));
            file.extend(u32::to_le_bytes(value));
        }
        file.extend([0; 4]);
        file.extend(bits);
        file
    }
}

/// A PDF of scans, a JPEG a page, as scanners write it.
pub(super) fn pdf(scans: &[Scan]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |file: &mut Vec<u8>, body: &[u8]| {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", places.len()).bytes());
        file.extend(body);
        file.extend(b"\nendobj\n");
    };
    let kids: Vec<String> = (0..scans.len()).map(|page| format!("{} 0 R", 3 + page * 3)).collect();
    let kids = format!("<</Type/Pages/Count {}/Kids[{}]>>", scans.len(), kids.join(" "));
    object(&mut file, b"<</Type/Catalog/Pages 2 0 R>>");
    object(&mut file, kids.as_bytes());
    for (page, scan) in scans.iter().enumerate() {
        let (wide, high) = scan.0.dimensions();
        let (width, height) = (wide as f32 * 72.0 / 200.0, high as f32 * 72.0 / 200.0);
        let (content, picture) = (4 + page * 3, 5 + page * 3);
        let sheet = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents {content} 0 R\
             /Resources<</XObject<</Im {picture} 0 R>>>>>>"
        );
        object(&mut file, sheet.as_bytes());
        let draw = format!("q {width} 0 0 {height} 0 0 cm /Im Do Q");
        let draw = format!("<</Length {}>>stream\n{draw}\nendstream", draw.len());
        object(&mut file, draw.as_bytes());
        let jpeg = scan.jpeg();
        let mut stream = format!(
            "<</Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceGray\
             /BitsPerComponent 8/Filter/DCTDecode/Length {}>>stream\n",
            jpeg.len()
        )
        .into_bytes();
        stream.extend(jpeg);
        stream.extend(b"\nendstream");
        object(&mut file, &stream);
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    file.extend(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    file
}

/// A picture without any code.
pub(super) fn landscape() -> Scan {
    Scan(GrayImage::from_fn(1200, 900, |x, y| {
        let hill = 450.0 + 120.0 * (x as f32 / 90.0).sin() + 40.0 * (x as f32 / 17.0).cos();
        Luma([if (y as f32) < hill { 220 - (y / 8) as u8 } else { 40 + (x * y % 61) as u8 }])
    }))
}

/// A small white sheet.
pub(super) fn blank() -> Scan {
    Scan(GrayImage::from_pixel(60, 80, Luma([255])))
}

/// A PNG of a few bytes that says it has 100,000 × 100,000 dots.
pub(super) fn huge_png() -> Vec<u8> {
    let mut file = blank().png();
    file[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
    file[20..24].copy_from_slice(&100_000_u32.to_be_bytes());
    // The head's check sum, over its name and content.
    let sum = crc(&file[12..29]);
    file[29..33].copy_from_slice(&sum.to_be_bytes());
    file
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}
