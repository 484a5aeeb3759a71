//! Slips as PDF against plain typst in the same run: one warm slip, a thousand in one file, a
//! thousand files. Two templates stand against ours, both tagged: our own as plain typst sets it
//! (the same paper, its data ready made), and a minimal one with the same words and fonts that
//! draws neither machine code nor signature.
//!
//! Each measurement is a process of its own, so that its peak of memory is its own; ours and the
//! peer's take turns. `BENCH_SLIPS` sets another number than 1,000. The peer sets on one core where
//! typst does (separate files), on all where typst does (pages of one document).
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench may stop at the first surprise")]

#[path = "../tests/common/mod.rs"]
mod common;
mod peer;

use std::ops::ControlFlow;
use std::process::Command;
use std::time::Instant;

use papers::{Form, SlipPaper};
use peer::Folder;

/// Turns of each measurement; the median counts.
const TURNS: usize = 3;
/// Warm slips of a turn; the median counts.
const WARM: u32 = 30;
/// Tells the process which measurement to make.
const JOB: &str = "BENCH_SLIPS_JOB";

fn main() {
    if let Ok(job) = std::env::var(JOB) {
        return measure(&job);
    }
    println!("papers: {} slips a batch, median of {TURNS} turns", count());
    let (same, minimal) = ("typst, same paper", "typst, minimal template");
    for (what, ours, against, peer) in [
        ("one slip, warm", "ours-warm", same, "same-warm"),
        ("one slip, warm", "ours-warm", minimal, "peer-warm"),
        ("preview of one slip, warm", "ours-svg", minimal, "peer-warm"),
        ("all in one PDF, ours untagged", "ours-one", minimal, "peer-one"),
        ("each its own PDF", "ours-each", same, "same-each"),
        ("each its own PDF", "ours-each", minimal, "peer-each"),
    ] {
        let turns: Vec<_> = (0..TURNS).map(|_| (turn(ours), turn(peer))).collect();
        let (ours, peer) = (median(turns.iter().map(|t| t.0)), median(turns.iter().map(|t| t.1)));
        println!(
            "{what}: {:.1} ms, {:.0} MiB; {against} {:.1} ms, {:.0} MiB: {:.2} of its time",
            ours.ms,
            ours.mib,
            peer.ms,
            peer.mib,
            ours.ms / peer.ms
        );
    }
}

/// Wall time, and peak of resident memory above that before the work.
#[derive(Clone, Copy)]
struct Figure {
    ms: f64,
    mib: f64,
}

fn median(figures: impl Iterator<Item = Figure>) -> Figure {
    let mut all: Vec<Figure> = figures.collect();
    all.sort_by(|a, b| a.ms.total_cmp(&b.ms));
    all[all.len() / 2]
}

fn turn(job: &str) -> Figure {
    let output = Command::new(std::env::current_exe().unwrap()).env(JOB, job).output().unwrap();
    assert!(output.status.success(), "{job}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut words = text.split_whitespace().map(|word| word.parse().unwrap());
    Figure { ms: words.next().unwrap(), mib: words.next().unwrap() }
}

fn measure(job: &str) {
    let slips: Vec<SlipPaper> = (1..=count()).map(slip).collect();
    let all = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1000.0
    };
    let folders: Vec<Folder> = match job.strip_prefix("same") {
        Some(_) => (0..=count().max(WARM)).map(|n| Folder::of(&slip(n))).collect(),
        None => Vec::new(),
    };
    // Idle has the fonts: the peer's all read, ours named and read on first use.
    let ours = common::typesetter();
    assert_eq!(ours.slip_pages(&slip(count())).unwrap(), 1);
    if !job.starts_with("ours") {
        peer::load();
        // Nothing is remembered of our own settings.
        comemo::evict(0);
    }
    let idle = resident_mib("VmRSS");
    let ms = match job {
        "ours-warm" => warm(slip, |paper| ours.slip_pdf(paper).unwrap()),
        "ours-svg" => warm(slip, |paper| ours.slip_svg(paper).unwrap()),
        "peer-warm" => warm(slip, |paper| peer::pdf(std::slice::from_ref(paper))),
        "same-warm" => warm(|n| &folders[n as usize], |folder| folder.pdf()),
        "ours-one" => {
            let forms: Vec<Form> = slips.iter().cloned().map(Box::new).map(Form::Slip).collect();
            all(&|| drop(ours.forms_pdf(&forms, &mut |_| ControlFlow::Continue(())).unwrap()))
        }
        "peer-one" => all(&|| drop(peer::pdf(&slips))),
        "ours-each" => {
            all(&|| ours.slip_pdfs(&slips, |_, pdf| pdf).for_each(|pdf| drop(pdf.unwrap())))
        }
        "peer-each" => {
            all(&|| slips.iter().for_each(|slip| drop(peer::pdf(std::slice::from_ref(slip)))))
        }
        "same-each" => {
            all(&|| folders[1..=count() as usize].iter().for_each(|folder| drop(folder.pdf())))
        }
        other => panic!("no job {other}"),
    };
    println!("{ms} {}", resident_mib("VmHWM") - idle);
}

/// Median of one warm paper's time, in ms; making what it is made of does not count.
fn warm<P, R>(paper: impl Fn(u32) -> P, work: impl Fn(&P) -> R) -> f64 {
    let papers: Vec<P> = (0..=WARM).map(paper).collect();
    work(&papers[0]);
    let mut times: Vec<f64> = papers[1..]
        .iter()
        .map(|paper| {
            let start = Instant::now();
            work(paper);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn count() -> u32 {
    std::env::var("BENCH_SLIPS").map_or(1000, |count| count.parse().unwrap())
}

/// A slip of two items like no other, one page here as with the peer.
fn slip(n: u32) -> SlipPaper {
    let mut paper = common::signed();
    paper.number.serial = Some(n);
    paper.enterprise = format!("川江启明精密机械有限公司{n}厂");
    paper.items[0].text = paper.items[0].text.replacen("企业", &format!("{n}厂"), 1);
    paper.strip.code = format!("CJGSLJ-2026-{n}");
    paper
}

/// A figure of /proc/self/status in MiB; 0 where there is none.
fn resident_mib(name: &str) -> f64 {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find(|line| line.starts_with(name))
        .and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}
