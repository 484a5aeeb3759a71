//! One folder, one program.

use serde_json::{Value, json};
use usecases::{CommandError, ErrorCode, Office, Opening};

use crate::child::{Order, Work};
use crate::kill::started;
use crate::world::World;

#[test]
fn a_second_program_is_refused_and_a_killed_one_never_blocks() {
    let mut world = World::set_up();
    let reception = started(&world);
    world.close();
    let work = Work::Type { reception: reception.clone() };
    let mut child = Order { folder: world.data(), work, run: 0 }.start();
    child.await_save();
    let open = || Office::open(Opening::at(world.data(), Vec::new()));
    let refused = CommandError::from(&open().err().expect("the folder is taken"));
    assert_eq!(refused.code, ErrorCode::Busy, "{refused:?}");
    child.await_save();
    let told = child.kill();
    assert!(told.len() > 1, "the first goes on undisturbed");
    world.reopen();
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);
}
