//! Faults from outside: the program killed in the middle of its work, the power cut, the data
//! folder taken by another program.
//!
//! The child that is killed is this test program itself, started again for [`typist`] alone.

#[allow(dead_code, reason = "the stories use the rest of the fixture")]
#[path = "../stories/world.rs"]
mod world;

mod busy;
mod child;
mod kill;
mod power;
mod record;

/// The work of the child; does nothing unless a parent of this program asks for it.
#[test]
fn typist() {
    if let Some(order) = child::Order::from_environment() {
        order.carry_out();
    }
}
