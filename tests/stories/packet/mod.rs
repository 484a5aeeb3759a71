//! 工作包: units without an account (scenario 51).

mod making;
mod returning;
mod wrong;

use reception_tests::book::{self, Book};
use serde_json::{Value, json};

use crate::sitting::{Sitting, fields};
use crate::world::World;

/// Two slips: the first unit leads on both, the second assists on the first, the third leads on the
/// second item of the first.
struct Desk {
    world: World,
    sitting: Sitting,
    /// Power to the cold store: unit 0 leads, unit 1 assists.
    power: Value,
    /// A road: unit 2 leads.
    road: Value,
}

impl Desk {
    /// Issues the slip on Wednesday 2026-09-23 at nine.
    fn issued() -> Self {
        let world = World::set_up();
        let sitting = Sitting::start(&world);
        let [first, second, third] = [0, 1, 2].map(|at| sitting.units[at].clone());
        let power = fields("三号冷库增容送电受阻", &first, &[&second]);
        let power = sitting.ask(&world, "三号冷库去年扩容，报装到现在没送上电。", &power);
        let road = fields("厂门前道路破损", &third, &[]);
        let road = sitting.ask(&world, "厂门前的路坏了三个月，货车进不来。", &road);
        sitting.issued(&world, &[&power, &road]);
        Self { world, sitting, power: power["id"].clone(), road: road["id"].clone() }
    }

    /// Makes packets for all units into a folder of this name; returns what was made.
    fn packets(&self, name: &str) -> Value {
        let folder = self.world.outside().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        let input = json!({ "units": null, "folder": folder, "job": "packets" });
        self.world.call("make_packets", input)
    }

    /// Makes packets and opens that of the unit at this place.
    fn packet(&self, place: usize) -> Book {
        let folder = self.world.outside().join(format!("发出{}", store::new_id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let unit = &self.sitting.units[place];
        let input = json!({ "units": [unit], "folder": folder, "job": "packets" });
        let made: Value = self.world.call("make_packets", input);
        let folder = folder.join(made["packets"][0]["folder"].as_str().expect("a folder"));
        Book::open(&book::workbook(&folder))
    }

    /// Saves a workbook as the unit hands it back and returns its path.
    fn handed_back(&self, book: &Book) -> String {
        let path = self.world.outside().join(format!("交回{}.xlsx", store::new_id()));
        book.save(&path);
        path.display().to_string()
    }

    fn preview(&self, path: &str) -> Value {
        self.world.call("preview_return", json!({ "path": path, "job": "return" }))
    }

    /// Accepts every good part but those of the rows `without`.
    fn accept(&self, path: &str, seen: &Value, without: &[u64]) -> Value {
        let picked: Vec<Value> = entries(seen)
            .into_iter()
            .filter(|entry| entry["verdict"] == "good")
            .filter(|entry| !without.contains(&entry["row"].as_u64().expect("a row")))
            .map(|entry| json!({ "row": entry["row"], "part": entry["part"] }))
            .collect();
        let input = json!({ "path": path, "sm3": seen["sm3"], "picked": picked });
        self.world.call("accept_return", input)
    }

    fn demand(&self, id: &Value) -> Value {
        self.world.call("get_demand", json!({ "id": id }))
    }

    /// Returns the last sequence of the journal.
    fn sequence(&self) -> i64 {
        let head = self.world.office().store().read(|connection| {
            Ok::<_, store::StoreError>(store::journal::head(connection)?.sequence)
        });
        head.expect("the journal reads")
    }
}

fn entries(preview: &Value) -> Vec<Value> {
    preview["entries"].as_array().expect("entries").clone()
}

/// Returns `part verdict reason` of every entry.
fn told(preview: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().unwrap_or("row").to_owned();
    entries(preview)
        .iter()
        .map(|entry| {
            let reason = word(&entry["reason"]);
            format!("{} {} {reason}", word(&entry["part"]), word(&entry["verdict"]))
                .trim_end()
                .to_owned()
        })
        .collect()
}
