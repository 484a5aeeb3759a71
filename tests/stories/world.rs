//! A small office on a temporary folder, with a clock the story sets.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use reception_tests::sample::copy_of;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use usecases::clock::Clock;
use usecases::{CommandError, Office, Opening, dispatch};

/// A clock that stands until the story moves it.
#[derive(Clone)]
pub(crate) struct StoryClock(Arc<Mutex<DateTime<Utc>>>);

impl Clock for StoryClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("no story panics while it reads the clock")
    }
}

/// An open office of a story.
pub(crate) struct World {
    folder: TempDir,
    clock: StoryClock,
    office: Option<Office>,
}

/// Reads `2026-09-23 09:00` as Beijing time.
pub(crate) fn beijing(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a story's time");
    (local - TimeDelta::hours(8)).and_utc()
}

/// Where the fonts of the papers lie in the checkout.
pub(crate) fn fonts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    vec![root.join("target/fonts"), PathBuf::from("/usr/share/fonts")]
}

impl World {
    /// Opens a new office at 09:00 on Wednesday 2026-09-23, the day of the pictures.
    pub(crate) fn new() -> Self {
        Self::at("2026-09-23 09:00")
    }

    /// Opens a new office at a Beijing time.
    pub(crate) fn at(time: &str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let clock = StoryClock(Arc::new(Mutex::new(beijing(time))));
        let mut world = Self { folder, clock, office: None };
        world.open();
        world
    }

    /// Opens a sample office on its last day, Wednesday 2026-09-23 at 10:08.
    pub(crate) fn sample() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let clock = StoryClock(Arc::new(Mutex::new(beijing("2026-09-23 10:08"))));
        copy_of(Path::new(env!("CARGO_TARGET_TMPDIR")), &folder.path().join("office"), |place| {
            let today = Some("2026-09-23".parse()?);
            let plan = reception::demo::Plan { seed: 1, today, fonts: fonts(), scale: None };
            Ok(reception::demo::build(place, &plan).map_err(|error| error.message).map(drop)?)
        })
        .expect("the sample is made");
        let mut world = Self { folder, clock, office: None };
        world.open();
        world
    }

    /// Opens an office of ten years with so many demands, on 2026-09-23 at 10:08.
    pub(crate) fn of_demands(demands: u32) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let clock = StoryClock(Arc::new(Mutex::new(beijing("2026-09-23 10:08"))));
        let today = NaiveDate::from_ymd_opt(2026, 9, 23);
        let plan = reception::demo::Plan { seed: 1, today, fonts: fonts(), scale: Some(demands) };
        let made = reception::demo::build(&folder.path().join("office"), &plan);
        assert!(made.is_ok(), "the office is made");
        let mut world = Self { folder, clock, office: None };
        world.open();
        world
    }

    /// Opens a new office with its settings filled in.
    pub(crate) fn set_up() -> Self {
        let world = Self::new();
        world.save_settings();
        world
    }

    /// Fills in the settings of 川江区.
    pub(crate) fn save_settings(&self) {
        let mut office: Value = self.call("get_office", json!({}));
        let filled = json!({
            "name": "川江区工商业联合会",
            "slip_mark": "川江区民营企业接待日交办单",
            "number_prefix": "川工商联交",
            "district_code": "510503",
            "district_name": "川江区",
            "contact_name": "周敏",
            "contact_phone": "0830-4290123",
            "return_address": "川江区人民路88号",
            "copies_to": ["区委督查室"],
        });
        for (key, value) in filled.as_object().expect("an object") {
            office[key] = value.clone();
        }
        let _saved: Value = self.call("save_office", office);
    }

    /// Closes the office and opens it again, as the next start does.
    pub(crate) fn reopen(&mut self) {
        self.office = None;
        self.open();
    }

    /// Closes the office, so that a story can touch its files.
    pub(crate) fn close(&mut self) {
        self.office = None;
    }

    fn open(&mut self) {
        let opening = Opening {
            data: self.folder.path().join("office"),
            fonts: fonts(),
            clock: Box::new(self.clock.clone()),
            scans: usecases::scanning::Reader::here(),
            books: usecases::import::BookReader::here(),
        };
        self.office = Some(Office::open(opening).expect("the office opens"));
    }

    /// Returns the open office.
    pub(crate) fn office(&self) -> &Office {
        self.office.as_ref().expect("the story keeps its office open")
    }

    /// Returns the data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("office")
    }

    /// Returns a folder of the story's own, outside the data folder.
    pub(crate) fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// Sets the clock to a Beijing time.
    pub(crate) fn set_time(&self, time: &str) {
        *self.clock.0.lock().expect("no story panics while it sets the clock") = beijing(time);
    }

    /// Calls a use case that must succeed.
    #[track_caller]
    pub(crate) fn call<T: DeserializeOwned>(&self, name: &str, input: Value) -> T {
        match dispatch(self.office(), name, input) {
            Ok(output) => serde_json::from_value(output).expect("the output has the asked shape"),
            Err(error) => panic!("{name} failed: {error:#?}"),
        }
    }

    /// Calls a use case that must be refused.
    #[track_caller]
    pub(crate) fn refused(&self, name: &str, input: Value) -> CommandError {
        match dispatch(self.office(), name, input) {
            Ok(output) => panic!("{name} was not refused: {output:#}"),
            Err(error) => error,
        }
    }

    /// Calls a use case that must be refused at fields; returns `(field, message)`.
    #[track_caller]
    pub(crate) fn faults(&self, name: &str, input: Value) -> Vec<(String, String)> {
        let error = self.refused(name, input);
        assert_eq!(error.code, usecases::ErrorCode::Validation, "{error:#?}");
        error.fields.into_iter().map(|fault| (fault.field, fault.message)).collect()
    }

    /// Adds a leader and returns the id.
    pub(crate) fn leader(&self, name: &str, post: &str) -> String {
        let input = json!({
            "id": null, "version": 0, "name": name, "post": post, "rank": 10, "phone": "",
            "is_active": true,
        });
        id_of(&self.call("save_leader", input))
    }

    /// Adds a unit and returns the id.
    pub(crate) fn unit(&self, name: &str, short_name: &str) -> String {
        let input = json!({
            "id": null, "version": 0, "name": name, "short_name": short_name,
            "kind": "department",
            "liaisons": [{ "name": "罗示川", "post": "办公室主任", "phone": "0830-4290456" }],
            "rename_reason": "", "is_active": true,
        });
        id_of(&self.call("save_unit", input))
    }

    /// Adds an enterprise without a credit code and returns the id.
    pub(crate) fn enterprise(&self, name: &str, short_name: &str) -> String {
        let input = json!({ "id": null, "version": 0, "record": enterprise(name, short_name) });
        id_of(&self.call("save_enterprise", input))
    }

    /// Plans a reception today at 09:30 with these guests, each by its legal representative;
    /// returns its detail.
    pub(crate) fn reception(&self, leader: &str, guests: &[&str], units: &[&str]) -> Value {
        let mut input = reception(leader);
        input["guests"] = guests.iter().map(|id| guest(id, "legal_representative")).collect();
        input["participants"] = units.iter().map(|id| participant(id)).collect();
        self.call("save_reception", input)
    }

    /// Plans a reception as [`World::reception`] and starts it.
    pub(crate) fn running(&self, leader: &str, guests: &[&str], units: &[&str]) -> Value {
        let planned = self.reception(leader, guests, units);
        self.call("start_reception", reference(&planned))
    }
}

/// Returns the id of an output.
#[track_caller]
pub(crate) fn id_of(output: &Value) -> String {
    output["id"].as_str().expect("the output has an id").to_owned()
}

/// Returns `{id, version}` of an output.
pub(crate) fn reference(output: &Value) -> Value {
    json!({ "id": output["id"], "version": output["version"] })
}

/// Returns `{id, version, reason}` of an output.
pub(crate) fn reasoned(output: &Value, reason: &str) -> Value {
    json!({ "id": output["id"], "version": output["version"], "reason": reason })
}

/// Returns an enterprise's record with a legal representative 王守成.
pub(crate) fn enterprise(name: &str, short_name: &str) -> Value {
    json!({
        "kind": "firm", "name": name, "short_name": short_name, "credit_code": null,
        "district_code": "510503", "street": "沱湾街道", "address": "", "industry": "C",
        "scale": "small", "flags": [], "chamber": "", "business": "", "employees": null,
        "people": [{
            "id": null, "name": "王守成", "post": "法定代表人", "phone": "13800005678",
            "is_legal_representative": true,
        }],
        "note": "", "is_active": true,
    })
}

/// Returns the input of a reception today at 09:30 in the hall, without guests or units.
pub(crate) fn reception(leader: &str) -> Value {
    json!({
        "id": null, "version": 0, "kind": "reception_day", "venue": "hall",
        "title": "第九期民营企业接待日", "series_number": 9, "held_on": "2026-09-23",
        "starts": "09:30:00", "ends": "11:30:00", "place": "区政务中心三楼会议室",
        "leader_id": leader, "stand_in_id": null, "is_stand_in_presiding": false,
        "accompanying": [], "theme": "", "host": "", "recorder": "周敏", "participants": [],
        "guests": [], "agenda": [{
            "slot": "09:30:00", "title": "政策宣讲", "note": "", "is_done": false,
        }],
        "note": "",
    })
}

/// Returns a new guest of a reception's input.
pub(crate) fn guest(enterprise: &str, capacity: &str) -> Value {
    json!({
        "id": null, "enterprise_id": enterprise, "enterprise_name": "",
        "enterprise_short_name": "", "representative": "王守成", "post": "法定代表人",
        "phone": "13800005678", "capacity": capacity, "mandate_id": null, "slot": null,
        "topic": "", "presence": "expected", "arrived_at": null, "left_at": null,
        "presence_note": "", "demands": 0,
    })
}

/// Returns a unit taking part in a reception's input.
pub(crate) fn participant(unit: &str) -> Value {
    json!({
        "unit_id": unit, "unit_name": "", "unit_short_name": "", "person": "罗示川",
        "post": "副局长", "presence": "expected", "arrived_at": null, "left_at": null,
        "presence_note": "",
    })
}
