//! 设置: the office, its clerks, its clock.

use serde_json::{Value, json};

use crate::world::World;

#[test]
fn a_new_office_has_a_clerk_and_asks_for_its_settings() {
    let world = World::new();
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["is_set_up"], false);
    assert_eq!(status["clerk"]["name"], "经办人");
    assert_eq!(status["today"], "2026-09-23");
}
