//! Hostile texts on the screen: shown letter by letter, never run.

use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

/// What markup, templates, formulas and queries would act on; each fits a name.
const TEXTS: &[&str] = &[
    "<img src=x onerror=window.__ran=1>",
    "</p><script>window.__ran=1</script>",
    "{{constructor.constructor('window.__ran=1')()}}",
    "${window.__ran=1}",
    "javascript:window.__ran=1",
    "=cmd|'/C calc'!A0",
    "Robert'); DROP TABLE demands;--",
    "&lt;b&gt;&amp;nbsp;",
    "𠮷野家𬭊材料有限公司",
];

fn enterprise(name: &str) -> Value {
    json!({ "id": null, "version": 0, "record": {
        "kind": "firm", "name": name, "short_name": "", "credit_code": null,
        "district_code": "510503", "street": name, "address": name, "industry": "C",
        "scale": "small", "flags": [], "chamber": "", "business": name, "employees": null,
        "people": [{
            "id": null, "name": name, "post": "法定代表人", "phone": "",
            "is_legal_representative": true,
        }],
        "note": name, "is_active": true,
    }})
}

fn demand(enterprise: &Value, text: &str) -> Value {
    let title: String = text.chars().take(30).collect();
    json!({
        "enterprise_id": enterprise["id"], "reception_id": null, "source": "hotline",
        "raised_on": "2026-09-22", "contact_name": text, "contact_phone": "",
        "fields": {
            "kind": "problem", "category": "other", "title": title, "facts": text,
            "request": text, "amount_fen": null, "urgency": [], "visibility": "open",
            "lead_unit": null, "lead_unit_name": "", "assisting_units": [],
            "assisting_unit_names": [], "responsible_person": "", "requirement": text,
            "limit": null, "feedback": "written",
        },
    })
}

async fn show(window: &Window, address: &str, words: &[&str]) -> Result<(), Failure> {
    window.run::<Value>(&format!("location.hash = '#/{address}'; return null"), vec![]).await?;
    for text in words {
        window.see_in(".screen", text).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_runs_and_each_is_shown_as_it_was_typed() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let now: chrono::DateTime<chrono::Utc> = "2026-09-23T02:15:00Z".parse()?;
    let mut window = Window::open_at(&folder.path().join("office"), Size::DESK, now.into()).await?;
    window.find("#app *").await?;
    let mut office = window.call("get_office", json!({})).await?;
    for key in ["name", "slip_mark", "number_prefix"] {
        office[key] = json!("川江区工商业联合会");
    }
    window.call("save_office", office).await?;
    let mut demands = Vec::new();
    for text in TEXTS {
        let firm = window.call("save_enterprise", enterprise(text)).await?;
        let raised = window.call("register_demand", demand(&firm, text)).await?;
        demands.push((text, firm["id"].clone(), raised["id"].clone()));
    }
    window.client().refresh().await?;
    window.find(".shell").await?;
    show(&window, "directory/enterprise", TEXTS).await?;
    for (text, firm, id) in &demands {
        let title: String = text.chars().take(30).collect();
        show(&window, "ledger", &[&title]).await?;
        let id = id.as_str().ok_or("a demand has an id")?;
        show(&window, &format!("ledger/{id}"), &[&title, text]).await?;
        let firm = firm.as_str().ok_or("an enterprise has an id")?;
        show(&window, &format!("directory/enterprise/{firm}"), &[text]).await?;
    }
    assert!(window.run::<bool>("return window.__ran === undefined", vec![]).await?);
    window.close().await
}
