//! An office with a sitting, and valid inputs to spoil.

use serde_json::{Value, json};

use crate::sitting::Sitting;
use crate::world::{World, guest, participant, reception};

/// What a case may use.
pub(super) struct Scene {
    pub(super) world: World,
    pub(super) sitting: Sitting,
}

impl Scene {
    pub(super) fn new() -> Self {
        let world = World::set_up();
        let sitting = Sitting::start(&world);
        Self { world, sitting }
    }

    /// Goes on in another sitting of the same people, with settings that can be printed: a record
    /// stays short.
    pub(super) fn renew(&mut self) {
        self.world.save_settings();
        self.sitting = self.sitting.again(&self.world);
    }
}

/// Returns a name nothing else has.
pub(super) fn fresh(name: &str) -> String {
    format!("{name}{}", &store::new_id()[24..])
}

pub(super) fn planned(scene: &Scene) -> Value {
    let mut input = reception(&scene.sitting.leader);
    for (key, text) in [("theme", "用电"), ("host", "陈启文"), ("note", "带材料")] {
        input[key] = json!(text);
    }
    input["guests"] = json!([guest(&scene.sitting.firm, "legal_representative")]);
    input["guests"][0]["topic"] = json!("送电");
    input["participants"] = json!([participant(&scene.sitting.units[0])]);
    input["agenda"][0]["note"] = json!("十分钟");
    input
}

pub(super) fn demand(scene: &Scene) -> Value {
    scene.sitting.demand(&scene.world, "三号冷库增容送电受阻")
}

pub(super) fn slip(scene: &Scene) -> Value {
    scene.sitting.compose(&scene.world, &[&demand(scene)])
}

pub(super) fn filled(scene: &Scene) -> Value {
    let mut fields = scene.sitting.fields("三号冷库增容送电受阻");
    fields["facts"] = json!("去年扩容。");
    fields["request"] = json!("请求送电。");
    fields
}
