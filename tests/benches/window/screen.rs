//! A virtual screen read from its memory: Xvfb keeps it in a file as an XWD picture.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reception_tests::window::Size;

/// How often the screen is looked at; every third line, so that looking costs little.
const BEAT: Duration = Duration::from_millis(3);
const LINES: usize = 3;
/// A screen that stays the same for so long is at rest.
const REST: Duration = Duration::from_secs(3);
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes of a pixel.
const PIXEL: usize = 4;
/// So many of 1000 pixels of what is drawn must be there; the clock may have moved on.
const ENOUGH: usize = 970;

/// The lines looked at, below one another.
#[derive(Clone, PartialEq)]
pub(crate) struct Picture {
    width: usize,
    pixels: Vec<[u8; PIXEL]>,
}

pub(crate) struct Screen {
    xvfb: Child,
    name: String,
    memory: File,
    /// Where the first line begins.
    begin: u64,
    line_bytes: usize,
    lines: usize,
}

impl Screen {
    /// Starts a screen whose memory lies below `folder`.
    pub(crate) fn start(folder: &Path, size: Size) -> Self {
        let form = format!("{}x{}x24", size.width, size.height);
        let words = ["-displayfd", "1", "-noreset", "-nolisten", "tcp", "-screen", "0", &form];
        let mut command = Command::new("Xvfb");
        command.args(words).arg("-fbdir").arg(folder);
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut xvfb = quiet.spawn().unwrap();
        let mut name = String::new();
        BufReader::new(xvfb.stdout.take().unwrap()).read_line(&mut name).unwrap();
        let memory = File::open(folder.join("Xvfb_screen0")).unwrap();
        // XWDFile.h: 25 big-endian words, then the window's name, then 12 bytes a colour.
        let word = |at: u64| {
            let mut bytes = [0; 4];
            memory.read_exact_at(&mut bytes, at * 4).unwrap();
            u32::from_be_bytes(bytes)
        };
        let (header, lines, depth) = (word(0), word(5), word(11));
        let (line_bytes, colours) = (word(12), word(19));
        assert_eq!(depth as usize, PIXEL * 8);
        let begin = u64::from(header) + 12 * u64::from(colours);
        let (line_bytes, lines) = (line_bytes as usize, lines as usize);
        let name = format!(":{}", name.trim());
        // A row under the pointer is drawn otherwise, sooner or later: away with it to the margin.
        let (x, y) = ((size.width - 1).to_string(), (size.height * 2 / 3).to_string());
        let mut pointer = Command::new("xdotool");
        assert!(
            pointer.args(["mousemove", &x, &y]).env("DISPLAY", &name).status().unwrap().success()
        );
        Self { xvfb, name, memory, begin, line_bytes, lines }
    }

    /// Returns the display's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn look(&self) -> Picture {
        let mut bytes = vec![0; self.line_bytes * self.lines.div_ceil(LINES)];
        for (at, line) in bytes.chunks_exact_mut(self.line_bytes).enumerate() {
            let offset = (at * LINES * self.line_bytes) as u64;
            self.memory.read_exact_at(line, self.begin + offset).unwrap();
        }
        Picture { width: self.line_bytes / PIXEL, pixels: bytes.as_chunks().0.to_vec() }
    }

    /// Waits until no window is left.
    pub(crate) fn wait_for_blank(&self) {
        assert!(self.wait_until(|now| now.drawn().is_empty()), "a window stays on the screen");
    }

    /// Waits until the screen shows `picture`.
    pub(crate) fn wait_for(&self, picture: &Picture, name: &str) {
        let drawn = picture.drawn();
        let is_there = |now: &Picture| now.keeps(picture, &drawn);
        assert!(self.wait_until(is_there), "{name} does not show the same again");
    }

    /// Waits until so many of 1000 pixels are drawn on and stay, and returns what they show.
    pub(crate) fn wait_for_rest(&self, least: usize) -> Picture {
        let mut last = self.look();
        let (started, mut since) = (Instant::now(), Instant::now());
        loop {
            let drawn = last.drawn();
            let is_little = drawn.is_empty() || drawn.len() * 1000 < last.pixels.len() * least;
            if !is_little && since.elapsed() >= REST {
                return last;
            }
            assert!(started.elapsed() < PATIENCE, "the screen does not come to rest");
            std::thread::sleep(Duration::from_millis(50));
            let now = self.look();
            if is_little || !now.keeps(&last, &drawn) {
                since = Instant::now();
            }
            last = now;
        }
    }

    fn wait_until(&self, is_so: impl Fn(&Picture) -> bool) -> bool {
        let started = Instant::now();
        while !is_so(&self.look()) {
            if started.elapsed() > PATIENCE {
                return false;
            }
            std::thread::sleep(BEAT);
        }
        true
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}

impl Picture {
    /// Returns the places of the pixels that are not of the colour most are of.
    fn drawn(&self) -> Vec<usize> {
        let mut counts: HashMap<_, usize> = HashMap::new();
        for pixel in self.pixels.iter().step_by(7) {
            *counts.entry(*pixel).or_default() += 1;
        }
        let ground = counts.into_iter().max_by_key(|(_, count)| *count).map(|(pixel, _)| pixel);
        (0..self.pixels.len()).filter(|at| Some(self.pixels[*at]) != ground).collect()
    }

    /// Whether nearly all of what is drawn in `other` is the same here.
    fn keeps(&self, other: &Self, drawn: &[usize]) -> bool {
        let kept = drawn.iter().filter(|at| self.pixels[**at] == other.pixels[**at]).count();
        kept * 1000 >= drawn.len() * ENOUGH
    }

    /// Writes the picture as a portable pixmap, flat by the lines left out.
    pub(crate) fn save(&self, file: &Path) {
        let head = format!("P6 {} {} 255\n", self.width, self.pixels.len() / self.width);
        let mut bytes = head.into_bytes();
        bytes.extend(self.pixels.iter().flat_map(|[blue, green, red, _]| [*red, *green, *blue]));
        std::fs::write(file, bytes).unwrap();
    }
}
