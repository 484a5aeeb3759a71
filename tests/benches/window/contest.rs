//! From the start to the moment the screen shows what it shows at rest, and the memory of the
//! whole process tree then. The screen is read, not the page: a driver would slow one contender
//! and not the other.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use reception_tests::measure::{Figures, Goal, head, tell};
use reception_tests::window::{Machine, Size};

use super::screen::{Picture, Screen};
use super::started::Started;

const ROUNDS: u32 = 9;
/// The word this program is started with to be the bare window.
const BARE: &str = "--bare-window";

/// A program that shows a window.
struct Contender {
    name: &'static str,
    words: Vec<OsString>,
    /// Value of `WEBKIT_DISABLE_DMABUF_RENDERER`; none: the program decides.
    is_without_dmabuf: Option<bool>,
    /// So many of 1000 pixels differ from the ground at least once it is usable: words such as
    /// 正在打开数据 are no content.
    least_drawn: usize,
    at_rest: Option<Picture>,
    start: Figures,
    memory: Figures,
}

/// Runs the parts asked for, all where none is; started as the bare window, it is that.
pub(crate) fn run() {
    if std::env::args().any(|word| word == BARE) {
        super::bare::show();
        return;
    }
    // Cargo adds `--bench` to the words it was given.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let is_asked = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    let data = copy_of_sample();
    head();
    if is_asked("start") {
        start(&data);
    }
    if is_asked("painted") {
        super::painted::run(&data);
    }
    std::fs::remove_dir_all(&data).unwrap();
}

/// Runs every contender in turn and prints the ratios.
fn start(data: &Path) {
    let home = tempfile::tempdir().unwrap();
    let machine = Machine::start(home.path(), Size::DESK).unwrap();
    let screen = Screen::start(home.path(), Size::DESK);
    let desk = vec![built("reception-desk").into(), "--data".into(), data.into()];
    let bare = vec![std::env::current_exe().unwrap().into(), BARE.into()];
    let mut all = [
        Contender::new("the window on 100,000 demands", desk, None, 30),
        Contender::new("bare WebKitGTK window, same renderer", bare.clone(), Some(true), 0),
        Contender::new("bare WebKitGTK window, its own renderer", bare, Some(false), 0),
    ];
    // The first round of each warms the machine and shows what the screen comes to.
    for round in 0..=ROUNDS {
        for contender in &mut all {
            close_well(data);
            contender.run(&machine, &screen, round == 0);
        }
    }
    let [ours, same, own] = &all;
    for (peer, most, rest) in
        [(same, Goal::AtMost(1.25), Goal::AtMost(1.3)), (own, Goal::Open, Goal::Open)]
    {
        tell("start to the whole first screen", &ours.start, peer.name, &peer.start, most);
        tell("memory at rest, all processes", &ours.memory, peer.name, &peer.memory, rest);
    }
}

impl Contender {
    fn new(
        name: &'static str,
        words: Vec<OsString>,
        is_without_dmabuf: Option<bool>,
        least_drawn: usize,
    ) -> Self {
        let (start, memory) = (Figures::times(), Figures::sizes());
        Self { name, words, is_without_dmabuf, least_drawn, at_rest: None, start, memory }
    }

    fn run(&mut self, machine: &Machine, screen: &Screen, is_first: bool) {
        screen.wait_for_blank();
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]).env_clear().envs(machine.environment());
        command.env("DISPLAY", screen.name()).env_remove("TAURI_WEBVIEW_AUTOMATION");
        match self.is_without_dmabuf {
            Some(is_without) => {
                command.env("WEBKIT_DISABLE_DMABUF_RENDERER", u8::from(is_without).to_string())
            }
            None => command.env_remove("WEBKIT_DISABLE_DMABUF_RENDERER"),
        };
        let program = Started::start(&mut command);
        match &self.at_rest {
            Some(at_rest) if !is_first => {
                screen.wait_for(at_rest, self.name);
                self.start.add(program.age());
                screen.wait_for_rest(self.least_drawn);
                self.memory.add_kib(program.memory_kib());
            }
            _ => {
                let picture = screen.wait_for_rest(self.least_drawn);
                if let Some(folder) = std::env::var_os("RECEPTION_PICTURES") {
                    let name = format!("{}.ppm", self.name.replace(' ', "-"));
                    picture.save(&Path::new(&folder).join(name));
                }
                self.at_rest = Some(picture);
            }
        }
    }
}

/// Copies the sample, with a good backup, so that none falls due while the window starts.
fn copy_of_sample() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    let (sample, data) = (folder.join("office"), folder.join("office-for-window"));
    assert!(sample.is_dir(), "run --bench office first: it makes {}", sample.display());
    let _none = std::fs::remove_dir_all(&data);
    std::fs::create_dir_all(&data).unwrap();
    for file in ["reception.db", "journal-head"] {
        std::fs::copy(sample.join(file), data.join(file)).unwrap();
    }
    let backup = Command::new(built("reception")).arg("--data").arg(&data).arg("backup").output();
    let backup = backup.unwrap();
    assert!(backup.status.success(), "{}", String::from_utf8_lossy(&backup.stderr));
    data
}

/// Opens and closes the office, as the window does that a clerk closes: the bench kills it, and
/// after a kill a start checks the whole file first.
fn close_well(data: &Path) {
    let mut command = Command::new(built("reception"));
    let output = command.arg("--data").arg(data).args(["call", "get_status", "{}"]).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Returns a program built in the same profile.
fn built(name: &str) -> PathBuf {
    let bench = std::env::current_exe().unwrap();
    let found = bench.ancestors().skip(1).map(|folder| folder.join(name)).find(|p| p.is_file());
    found.unwrap_or_else(|| panic!("build {name} in release first"))
}
