//! The register of slips under random work: numbers never gap, never come twice.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sitting::{Sitting, issue};
use crate::world::{World, reasoned};

#[derive(Debug, Clone, Copy)]
enum Act {
    /// Issues a new demand's slip.
    Issue,
    /// Voids one of the slips made so far.
    Void(usize),
    /// Makes a slip that waits for its number.
    Sign,
    /// Issues one that waits.
    IssueWaiting(usize),
    /// The next year begins.
    NewYear,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => Just(Act::Issue),
        3 => (0..8_usize).prop_map(Act::Void),
        2 => Just(Act::Sign),
        2 => (0..8_usize).prop_map(Act::IssueWaiting),
        1 => Just(Act::NewYear),
    ];
    proptest::collection::vec(act, 4..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn numbers_never_gap_or_repeat(acts in acts()) {
        let world = World::set_up();
        let sitting = Sitting::start(&world);
        let mut year = 2026;
        let mut next = 1;
        let mut made: Vec<Value> = Vec::new();
        let mut waiting: Vec<Value> = Vec::new();
        for (count, act) in acts.into_iter().enumerate() {
            let demand = || sitting.demand(&world, &format!("第{count}件"));
            let issued = match act {
                Act::Issue => Some(sitting.issued(&world, &[&demand()])),
                Act::Sign => {
                    waiting.push(sitting.signed(&world, &[&demand()]));
                    None
                }
                Act::IssueWaiting(at) if !waiting.is_empty() => {
                    let slip = waiting.remove(at % waiting.len());
                    Some(issue(&world, &slip))
                }
                Act::Void(at) if !made.is_empty() => {
                    let slip = made.remove(at % made.len());
                    let void: Value = world.call("void_slip", reasoned(&slip, "有误"));
                    prop_assert_eq!(&void["number"], &slip["number"]);
                    None
                }
                Act::NewYear => {
                    year += 1;
                    next = 1;
                    world.set_time(&format!("{year}-01-05 09:00"));
                    None
                }
                Act::Void(_) | Act::IssueWaiting(_) => None,
            };
            if let Some(slip) = issued {
                prop_assert_eq!(&slip["number"], &json!(format!("川工商联交〔{year}〕{next}号")));
                next += 1;
                made.push(slip);
            }
        }
    }
}
