//! The program's window against the emptiest window of the same engine, and how soon it shows what
//! was asked: `cargo bench -p reception-tests --bench window -- [start|painted]`, after `--bench office` has made the sample of
//! 100,000 demands. Only on Linux: the screen is read from Xvfb's memory.
#![cfg_attr(target_os = "linux", expect(clippy::unwrap_used, reason = "a bench may stop at once"))]

#[cfg(target_os = "linux")]
mod bare;
#[cfg(target_os = "linux")]
mod contest;
#[cfg(target_os = "linux")]
mod painted;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(target_os = "linux")]
mod started;

fn main() {
    #[cfg(target_os = "linux")]
    contest::run();
}
