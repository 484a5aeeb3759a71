//! Inputs of the register of common issues.

use serde_json::{Value, json};

use super::scene::{Scene, demand};
use crate::sitting::with;
use crate::world::reasoned;

pub(super) fn issue(scene: &Scene) -> Value {
    json!({
        "id": null, "version": 0, "name": "冷库增容送电慢", "manifestation": "多家冷库等送电。",
        "cause": "线路容量不足。", "unit_ids": [scene.sitting.units[0]], "measure": "改造线路。",
        "limit_on": "2026-12-31", "demand_ids": [demand(scene)["id"], demand(scene)["id"]],
    })
}

fn made(scene: &Scene) -> Value {
    scene.world.call("save_issue", issue(scene))
}

pub(super) fn settle(scene: &Scene) -> Value {
    with(&made(scene), json!({ "result": "线路已改造。" }))
}

pub(super) fn hand_in(scene: &Scene) -> Value {
    let handed = json!({
        "kind": "motion", "number": "第31号", "handed_on": "2026-09-23", "handed_to": "区政协",
        "answer": "已列入计划。",
    });
    with(&made(scene), handed)
}

pub(super) fn reopen(scene: &Scene) -> Value {
    let solved: Value = scene.world.call("settle_issue", settle(scene));
    reasoned(&solved, "又有企业反映")
}

pub(super) fn void(scene: &Scene) -> Value {
    reasoned(&made(scene), "重复登记")
}

pub(super) fn read(scene: &Scene, _: &Value, _: &Value) -> Value {
    scene.world.call("list_issues", json!({}))
}
