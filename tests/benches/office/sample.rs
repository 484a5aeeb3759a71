//! The sample office of 100,000 demands: made once below the target folder, then kept. Remove its
//! folder to have it made anew.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use usecases::{Office, Opening, dispatch};

pub(crate) const DEMANDS: u32 = 100_000;

/// Returns the folder of everything the benches keep.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench")
}

/// Returns the sample's data folder, making it first where it is missing.
pub(crate) fn made() -> PathBuf {
    let office = folder().join("office");
    if !office.exists() {
        println!("making {DEMANDS} demands in {}", office.display());
        let half = folder().join("office-half-made");
        let _none = std::fs::remove_dir_all(&half);
        let plan =
            reception::demo::Plan { seed: 1, scale: Some(DEMANDS), today: None, fonts: fonts() };
        reception::demo::build(&half, &plan).unwrap();
        std::fs::rename(&half, &office).unwrap();
    }
    office
}

/// Opens an office as the window does.
pub(crate) fn open(data: &Path) -> Office {
    Office::open(Opening::at(data, fonts())).unwrap()
}

/// Opens the database beside the program, to ask it plainly.
pub(crate) fn plain(data: &Path) -> Connection {
    let path = data.join("reception.db");
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    connection.set_prepared_statement_cache_capacity(64);
    connection
}

/// Runs a use case the way the window does: name and JSON in, JSON out.
pub(crate) fn call(office: &Office, name: &str, input: &Value) -> Value {
    dispatch(office, name, input.clone()).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

fn fonts() -> Vec<PathBuf> {
    std::env::var_os("RECEPTION_FONTS").map(PathBuf::from).into_iter().collect()
}
