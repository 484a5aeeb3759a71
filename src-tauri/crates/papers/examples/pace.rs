//! How fast papers are made on this machine: warm slip, preview after a keystroke, a thousand
//! slips in one file and in separate files, memory. Run it with `--release`.
//!
//! `cargo run --release -p papers --example pace [-- COUNT]`

#[path = "../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::fs;
use std::io::{Write, stdout};
use std::time::{Duration, Instant};

use papers::{Fonts, Typesetter};

fn main() -> Result<(), Box<dyn Error>> {
    let count: u32 = std::env::args().nth(1).map_or(Ok(1000), |n| n.parse())?;
    let start = Instant::now();
    let fonts = Fonts::load(&common::font_dirs())?;
    say("fonts", start.elapsed())?;
    let typesetter = Typesetter::new(fonts);
    let start = Instant::now();
    typesetter.slip_pdf(&common::signed())?;
    say("first slip, PDF", start.elapsed())?;

    let mut paper = common::signed();
    let mut edit = |n: u32| {
        paper.number.serial = Some(n);
        paper.items[0].text.insert(0, '急');
        if n.is_multiple_of(20) {
            paper.items[0].text = "企业".into();
        }
        paper.clone()
    };
    let pages = median(|n| typesetter.slip_pages(&edit(n)).map(drop))?;
    say("warm slip, set only (median)", pages)?;
    let pdf = median(|n| typesetter.slip_pdf(&edit(n)).map(drop))?;
    say("warm slip, PDF (median)", pdf)?;
    let svg = median(|n| typesetter.slip_svg(&edit(n)).map(drop))?;
    let size: usize = typesetter.slip_svg(&common::signed())?.iter().map(String::len).sum();
    say(&format!("warm slip, preview SVG of {} KiB (median)", size / 1024), svg)?;
    memory("after single slips")?;

    let papers: Vec<_> = (1..=count)
        .map(|n| {
            let mut paper = common::signed();
            paper.number.serial = Some(n);
            paper.enterprise = format!("川江启明精密机械有限公司{n}厂");
            paper.items[0].text = format!("第{n}家企业反映：{}", paper.items[0].text);
            paper.strip.code = format!("CJGSLJ-2026-{n}");
            paper
        })
        .collect();
    let start = Instant::now();
    let all = typesetter.slips_pdf(&papers)?;
    say(&format!("{count} slips, one PDF of {} KiB", all.len() / 1024), start.elapsed())?;
    memory("peak so far")?;
    drop(all);
    let start = Instant::now();
    let mut bytes = 0;
    for pdf in typesetter.slip_pdfs(&papers) {
        bytes += pdf?.len();
    }
    say(&format!("{count} slips, separate PDFs of {} KiB", bytes / 1024), start.elapsed())?;
    memory("peak")
}

fn median(
    mut work: impl FnMut(u32) -> Result<(), papers::PaperError>,
) -> Result<Duration, papers::PaperError> {
    let mut times = Vec::new();
    for n in 1..=60 {
        let start = Instant::now();
        work(n)?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[times.len() / 2])
}

fn say(what: &str, took: Duration) -> std::io::Result<()> {
    writeln!(stdout(), "{what}: {:.1} ms", took.as_secs_f64() * 1000.0)
}

/// Peak and present resident memory, where the system tells.
fn memory(when: &str) -> Result<(), Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines =
        status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    writeln!(stdout(), "{when}: {}", lines.collect::<Vec<_>>().join(" "))?;
    Ok(())
}
