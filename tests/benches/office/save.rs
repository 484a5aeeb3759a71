//! One minutes entry made durable, with its journal row and its place in the search.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use reception_tests::measure::{Figures, Goal, tell};
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::sample;

const ROUNDS: u32 = 600;

/// Measures a save against what the machine itself needs to make the same words durable.
pub(crate) fn run() {
    let data = sample::folder().join("office-for-saves");
    let _none = std::fs::remove_dir_all(&data);
    std::fs::create_dir_all(&data).unwrap();
    for file in ["reception.db", "journal-head"] {
        std::fs::copy(sample::made().join(file), data.join(file)).unwrap();
    }
    let office = sample::open(&data);
    let reception = started(&office, &data);
    let bare = bare(&data);
    let mut raw = OpenOptions::new().append(true).create(true).open(data.join("raw")).unwrap();
    let [mut ours, mut appends, mut rows] = [(); 3].map(|()| Figures::times());
    for round in 0..ROUNDS {
        let entry = entry(round, &reception);
        let bytes = entry.to_string();
        appends.clock(|| {
            raw.write_all(bytes.as_bytes()).unwrap();
            raw.sync_data().unwrap();
        });
        ours.clock(|| sample::call(&office, "save_entry", &entry));
        rows.clock(|| {
            let mut insert = bare.prepare_cached("INSERT INTO entries VALUES ($1, $2)").unwrap();
            insert.execute(params![entry["id"].as_str(), bytes]).unwrap();
        });
    }
    let job = "durable save of one entry";
    tell(job, &ours, "append + fdatasync of its bytes", &appends, Goal::AtMost(2.5));
    tell(job, &ours, "bare SQLite row, WAL, FULL", &rows, Goal::Open);
    drop((office, bare));
    std::fs::remove_dir_all(&data).unwrap();
}

/// Starts one of the sample's receptions, so that its record may be added to.
fn started(office: &usecases::Office, data: &Path) -> Value {
    let one = "SELECT id, version FROM receptions WHERE state = 'planned' LIMIT 1";
    let reference = sample::plain(data)
        .query_row(one, [], |row| {
            Ok(json!({ "id": row.get::<_, String>(0)?, "version": row.get::<_, i64>(1)? }))
        })
        .unwrap();
    sample::call(office, "start_reception", &reference);
    reference["id"].clone()
}

fn entry(round: u32, reception: &Value) -> Value {
    json!({
        "id": format!("0199a000-0000-7000-8000-{round:012x}"),
        "reception_id": reception,
        "guest_id": null,
        "speaker": "enterprise",
        "speaker_name": "川江沱湾冷链物流有限公司 何例舟",
        "speaker_ref": null,
        "text": format!("第{round}条：我们二期冷库去年底就封顶了，消防验收的资料交了三次，每次退回的理由\
            都不一样，竣工备案办不下来，银行的设备贷款也放不了款，想请区里牵头一次说清楚还差什么、找谁办。"),
        "spoken_at": "2026-09-23T02:08:00Z",
        "is_draft": false,
        "after": null,
        "version": 0,
    })
}

/// Makes a database that does nothing but keep rows.
fn bare(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join("bare.db")).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    let table = "CREATE TABLE entries (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT";
    connection.execute_batch(table).unwrap();
    connection
}
