//! A running sitting with one firm, and the acts that lead from its words to an issued slip.

use serde_json::{Value, json};

use crate::world::{World, guest, id_of, participant, reception, reference};

/// A sitting under way.
pub(crate) struct Sitting {
    pub(crate) leader: String,
    pub(crate) deputy: String,
    pub(crate) firm: String,
    pub(crate) units: Vec<String>,
    pub(crate) reception: Value,
}

/// Names of the units of a story, in the order a sitting gives them.
pub(crate) const UNITS: [&str; 3] = ["川江供电公司", "区自然资源局", "城北街道办事处"];

impl Sitting {
    /// Starts a sitting today with one firm and three units.
    pub(crate) fn start(world: &World) -> Self {
        Self::start_on(world, "2026-09-23")
    }

    /// Starts a sitting held on `day`, which the clock must have reached.
    pub(crate) fn start_on(world: &World, day: &str) -> Self {
        let leader = world.leader("沈例成", "区长");
        let deputy = world.leader("李卫东", "区委常委、统战部部长");
        let firm = world.enterprise("川江沱湾冷链物流有限公司", "沱湾冷链物流");
        let units: Vec<String> = UNITS.iter().map(|name| world.unit(name, "")).collect();
        let mut input = reception(&leader);
        input["held_on"] = json!(day);
        input["guests"] = json!([guest(&firm, "legal_representative")]);
        input["participants"] = units.iter().map(|id| participant(id)).collect();
        let planned: Value = world.call("save_reception", input);
        let reception = world.call("start_reception", reference(&planned));
        Self { leader, deputy, firm, units, reception }
    }

    /// Ends the sitting and starts another of the same people on the same day.
    pub(crate) fn again(&self, world: &World) -> Self {
        let read: Value = world.call("get_reception", json!({ "id": self.id() }));
        let _ended: Value = world.call("end_reception", reference(&read));
        let mut input = reception(&self.leader);
        input["held_on"] = self.reception["held_on"].clone();
        input["guests"] = json!([guest(&self.firm, "legal_representative")]);
        input["participants"] = self.units.iter().map(|id| participant(id)).collect();
        let planned: Value = world.call("save_reception", input);
        let reception = world.call("start_reception", reference(&planned));
        let Self { leader, deputy, firm, units, .. } = self;
        let (leader, deputy, firm) = (leader.clone(), deputy.clone(), firm.clone());
        Self { leader, deputy, firm, units: units.clone(), reception }
    }

    /// Returns the id of the reception.
    pub(crate) fn id(&self) -> &str {
        self.reception["id"].as_str().expect("a reception has an id")
    }

    /// Returns the guest's id.
    pub(crate) fn guest(&self) -> &Value {
        &self.reception["guests"][0]["id"]
    }

    /// Returns the input of a new entry spoken by the firm.
    pub(crate) fn entry(&self, text: &str) -> Value {
        json!({
            "id": store::new_id(), "reception_id": self.id(), "guest_id": self.guest(),
            "speaker": "enterprise", "speaker_name": "王守成", "speaker_ref": self.firm,
            "text": text, "spoken_at": self.spoken_at(), "is_draft": false, "after": null,
            "version": 0,
        })
    }

    /// Returns a moment of the sitting: nine o'clock.
    fn spoken_at(&self) -> String {
        format!("{}T01:00:00Z", self.reception["held_on"].as_str().expect("a day"))
    }

    /// Takes down what the firm says; returns the entry's id.
    pub(crate) fn say(&self, world: &World, text: &str) -> String {
        id_of(&world.call("save_entry", self.entry(text)))
    }

    /// Makes a demand of the first `to` characters of an entry; returns it.
    pub(crate) fn raise(&self, world: &World, entry: &str, to: usize, fields: &Value) -> Value {
        let input = json!({
            "id": store::new_id(), "reception_id": self.id(), "guest_id": self.guest(),
            "quote": { "entry_id": entry, "from": 0, "to": to }, "fields": fields,
        });
        world.call("raise_demand", input)
    }

    /// Says a text and makes the whole of it a demand with these fields.
    pub(crate) fn ask(&self, world: &World, text: &str, fields: &Value) -> Value {
        let entry = self.say(world, text);
        self.raise(world, &entry, text.chars().count(), fields)
    }

    /// Returns complete fields with the first unit in the lead and the second assisting.
    pub(crate) fn fields(&self, title: &str) -> Value {
        fields(title, &self.units[0], &[&self.units[1]])
    }

    /// Raises a complete demand.
    pub(crate) fn demand(&self, world: &World, title: &str) -> Value {
        self.ask(world, "三号冷库去年扩容，报装到现在没送上电。", &self.fields(title))
    }

    /// Takes demands up to a slip that is signed and not yet issued.
    pub(crate) fn signed(&self, world: &World, demands: &[&Value]) -> Value {
        let slip = self.proposed(world, demands);
        let slip = self.instruct(world, &slip, json!([]));
        world.call("sign_slip", with(&slip, json!({ "ink": ink(), "scan_id": null })))
    }

    /// Takes demands up to a slip that waits for the leader.
    pub(crate) fn proposed(&self, world: &World, demands: &[&Value]) -> Value {
        let slip = self.compose(world, demands);
        let slip = world.call("submit_slip", with(&slip, json!({ "reviewer": "陈启文" })));
        world.call("approve_slip", with(&slip, json!({ "reviewer": "陈启文" })))
    }

    /// Puts demands on a new slip.
    pub(crate) fn compose(&self, world: &World, demands: &[&Value]) -> Value {
        let ids: Vec<&Value> = demands.iter().map(|demand| &demand["id"]).collect();
        world.call("compose_slip", json!({ "demands": ids, "reception_id": null }))
    }

    /// Enters the leader's 批示 of the day of the sitting.
    #[expect(clippy::needless_pass_by_value, reason = "stories write the changes in place")]
    pub(crate) fn instruct(&self, world: &World, slip: &Value, changes: Value) -> Value {
        let input = json!({
            "text": "请李卫东同志牵头，供电公司、自然资源局具体负责，迅速落实。",
            "signer_id": self.leader, "instructed_on": self.reception["held_on"],
            "lead_leader_id": self.deputy, "changes": changes,
        });
        world.call("instruct_slip", with(slip, input))
    }

    /// Takes demands all the way to an issued slip.
    pub(crate) fn issued(&self, world: &World, demands: &[&Value]) -> Value {
        let slip = self.signed(world, demands);
        issue(world, &slip)
    }
}

/// Issues a signed slip today.
pub(crate) fn issue(world: &World, slip: &Value) -> Value {
    world.call("issue_slip", with(slip, json!({ "issuer": "李卫东", "issued_on": null })))
}

/// Returns the fields of a complete demand.
pub(crate) fn fields(title: &str, lead: &str, assists: &[&str]) -> Value {
    json!({
        "kind": "problem", "category": "utilities", "title": title, "facts": "", "request": "",
        "amount_fen": null, "urgency": ["urgent"], "visibility": "open", "lead_unit": lead,
        "lead_unit_name": "", "assisting_units": assists, "assisting_unit_names": [],
        "responsible_person": "邓例文", "requirement": "实地核实，限期接通。", "limit": 15,
        "feedback": "written",
    })
}

/// Returns the fields of a demand as they were read, ready to be changed.
pub(crate) fn with(row: &Value, more: Value) -> Value {
    let mut input = more;
    input["id"] = row["id"].clone();
    input["version"] = row["version"].clone();
    input
}

/// Returns a signature of two strokes.
pub(crate) fn ink() -> Value {
    json!({
        "width": 360.0, "height": 120.0,
        "strokes": [
            { "width": 3.0, "points": [[20.0, 30.0], [60.0, 32.0], [110.0, 28.0]] },
            { "width": 3.0, "points": [[64.0, 10.0], [62.0, 60.0], [40.0, 100.0]] },
        ],
    })
}
