//! 关联诉求: an enterprise asks again.

use serde_json::{Value, json};

use crate::sitting::{Sitting, fields};
use crate::world::World;

fn registered(sitting: &Sitting, follows: &Value) -> Value {
    json!({
        "enterprise_id": sitting.firm, "reception_id": null, "source": "visit",
        "raised_on": "2026-09-23", "contact_name": "", "contact_phone": "",
        "fields": asked(sitting), "follows": follows,
    })
}

fn asked(sitting: &Sitting) -> Value {
    let mut asked = fields("三号冷库送电仍受阻", &sitting.units[0], &[]);
    asked["facts"] = json!("三号冷库增容，报装到现在没送上电。");
    asked
}

fn alike(world: &World, sitting: &Sitting, enterprise: &str) -> Vec<Value> {
    let asked = asked(sitting);
    let query = json!({
        "enterprise_id": enterprise, "category": asked["category"], "title": asked["title"],
        "facts": asked["facts"], "request": "",
    });
    let found: Value = world.call("find_similar", query);
    let rows = found["rows"].as_array().expect("rows").clone();
    rows.into_iter().filter(|row| row["is_own"] == true).collect()
}

#[test]
fn s23_a_repeat_is_hinted_at_and_with_a_new_fact_it_is_a_linked_demand() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let words = fields("三号冷库增容送电受阻", &sitting.units[0], &[]);
    let first = sitting.ask(&world, "三号冷库去年增容，报装到现在没送上电。", &words);

    // What it asked before is told with where it stands; another enterprise's is not its own.
    let own = alike(&world, &sitting, &sitting.firm);
    assert_eq!((own.len(), &own[0]["id"]), (1, &first["id"]), "{own:?}");
    assert_eq!(own[0]["state"], first["state"]);
    let other = world.enterprise("川江禾木家居有限公司", "禾木家居");
    assert!(alike(&world, &sitting, &other).is_empty());

    // No new fact, or the old one again: told at the field, nothing is registered.
    let before = |news: &str| json!({ "demand_id": first["id"], "new_facts": news });
    for news in ["", "报装到现在没送上电"] {
        let input = registered(&sitting, &before(news));
        assert_eq!(world.faults("register_demand", input)[0].0, "follows.new_facts", "{news}");
    }
    let mut of_other = registered(&sitting, &before("又停两天。"));
    of_other["enterprise_id"] = json!(other);
    assert_eq!(world.faults("register_demand", of_other)[0].0, "follows.demand_id");

    let input = registered(&sitting, &before("9月20日起整条线路停电，损失12万元。"));
    let child: Value = world.call("register_demand", input);
    let facts = child["fields"]["facts"].as_str().expect("facts");
    assert!(facts.ends_with("\n新情况：9月20日起整条线路停电，损失12万元。"), "{facts}");
    assert_eq!((&child["follows"]["id"], &child["state"]), (&first["id"], &json!("draft")));
    let parent: Value = world.call("get_demand", json!({ "id": first["id"] }));
    assert_eq!(parent["followed_by"][0]["number"], child["number"]);

    // 关联编号 in the ledger.
    let path = world.outside().join("台账.xlsx");
    let input = json!({
        "filter": {}, "variant": "full", "paper": "a3", "path": path, "period": "", "job": "j",
    });
    let _made: Value = world.call("export_ledger", input);
    let rows = crate::importing::ledger(&path);
    let row = rows.iter().find(|row| child["number"] == json!(row["诉求编号"])).expect("its row");
    assert_eq!(json!(row["关联编号"]), first["number"]);
}

#[test]
fn beside_a_hidden_demand_no_open_one_tells_whose_it_is() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let mut words = fields("三号冷库增容送电受阻", &sitting.units[0], &[]);
    words["visibility"] = json!("anonymous");
    let hidden = sitting.ask(&world, "三号冷库去年增容，报装到现在没送上电。", &words);
    let before = json!({ "demand_id": hidden["id"], "new_facts": "又停两天。" });
    let open = registered(&sitting, &before);
    assert_eq!(world.faults("register_demand", open.clone())[0].0, "fields.visibility");
    let mut veiled = open;
    veiled["fields"]["visibility"] = json!("confidential");
    let child: Value = world.call("register_demand", veiled);
    assert_eq!(child["follows"]["number"], hidden["number"]);
}
