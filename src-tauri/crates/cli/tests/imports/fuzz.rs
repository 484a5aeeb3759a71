//! Files spoilt at random, as long as one has time: each is read or refused.

use std::io::Write;
use std::time::{Duration, Instant};

use super::{Desk, PATIENCE, books, good, with_parts};

/// Numbers that are too large, as bytes and as digits.
const EXTREMES: [&[u8]; 6] = [
    &[0xFF; 4],
    &[0xFF, 0xFF, 0xFF, 0x7F],
    &[0xFF, 0xFF],
    &[0, 0, 0x10, 0],
    b"4294967295",
    b"1048576",
];

/// A generator without a seed of the machine: failures repeat.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// `RECEPTION_FUZZ_MINUTES=60 cargo nextest run --run-ignored only -E 'test(fuzz)'`. Files that ended
/// their reader are kept beside the test's other files.
#[test]
#[ignore = "runs as long as it is told"]
fn fuzz_every_changed_file_is_read_or_refused() {
    let minutes: f64 = std::env::var("RECEPTION_FUZZ_MINUTES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1.0);
    let seed = std::env::var("RECEPTION_FUZZ_SEED").ok().and_then(|text| text.parse().ok());
    let desk = Desk::new();
    let mut dice = Dice(seed.unwrap_or(0x9E37_79B9_7F4A_7C15));
    let csv =
        "日期,企业,诉求内容,状态\n2024.3.5,甲公司,\"道路,\n破损\",办理中\n".as_bytes().to_vec();
    let mut files = vec![good(), csv];
    files.extend(books::ALL.map(|(_, bytes)| bytes.to_vec()));
    let started = Instant::now();
    let (mut read, mut refused, mut ended, mut slowest) = (0_u32, 0_u32, 0_u32, Duration::ZERO);
    while started.elapsed().as_secs_f64() < minutes * 60.0 {
        let file = &files[dice.below(files.len())];
        let times = 1 + dice.below(8);
        let mut spoil = |mut held: Vec<u8>| {
            for _ in 0..times {
                let at = dice.below(held.len());
                match dice.below(16) {
                    0..7 if !held.is_empty() => held[at] ^= 1 << dice.below(8),
                    7..10 => {
                        // What readers count with: lengths, rows, columns.
                        let number = EXTREMES[dice.below(EXTREMES.len())];
                        let to = (at + number.len()).min(held.len());
                        held.splice(at..to, number.iter().copied());
                    }
                    10 => held.truncate(at),
                    11..13 => held.insert(at, u8::try_from(dice.below(256)).unwrap()),
                    _ => {
                        let part = held[at..].iter().take(64).copied().collect::<Vec<_>>();
                        held.splice(at..at, part);
                    }
                }
            }
            held
        };
        // Half of them are spoilt inside of the container, where the readers are.
        let bytes = if file.starts_with(b"PK") && times.is_multiple_of(2) {
            let which = times / 2;
            let mut at = 0;
            with_parts(file, |name, held| {
                at += 1;
                if !name.ends_with(".rels") && at % 4 == which % 4 { spoil(held) } else { held }
            })
        } else {
            spoil(file.clone())
        };
        let begun = Instant::now();
        let output = desk.preview("件.xlsx", &bytes);
        slowest = slowest.max(begun.elapsed());
        match output.status.code() {
            Some(0) => read += 1,
            Some(1) => {
                refused += 1;
                // The reader died of it or was ended, which nobody else noticed.
                let words = String::from_utf8_lossy(&output.stderr);
                if ["内容过大或已损坏", "读得太久"].iter().any(|end| words.contains(end))
                {
                    ended += 1;
                    let kept = desk.kept(&format!("ended-{ended}.bin"));
                    std::fs::write(kept, &bytes).unwrap();
                }
            }
            _ => {
                let kept = desk.kept("crash.bin");
                std::fs::write(&kept, &bytes).unwrap();
                panic!("{}: {output:?}", kept.display());
            }
        }
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    }
    let told = format!(
        "{read} read, {refused} refused, the reader ended in {ended}, slowest {slowest:?}\n"
    );
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(refused > 0);
}
