//! One demand of an enterprise on an issued slip, in a copy of the sample office.

use chrono::{DateTime, Utc};
use reception_tests::window::{Failure, Size};
use serde_json::{Value, json};

use crate::sample::Sample;

/// Wednesday 2026-09-23, nine in Beijing.
pub(super) const NOW: &str = "2026-09-23T01:00:00Z";

/// An issued slip with one demand: the first unit leads, the others assist.
pub(super) struct Desk {
    pub(super) sample: Sample,
    pub(super) enterprise: Value,
    /// Identities of the units.
    pub(super) units: Vec<Value>,
    /// Identity of the demand.
    pub(super) id: Value,
}

impl Desk {
    /// Issues the slip at a moment with this many assisting units.
    pub(super) async fn issued(
        at: &str,
        assists: usize,
        visibility: &str,
    ) -> Result<Self, Failure> {
        let sample = Sample::open(Size::DESK).await?;
        let mut desk = Self { sample, enterprise: Value::Null, units: Vec::new(), id: Value::Null };
        desk.at(at).await?;
        let window = &desk.sample.window;
        let query = json!({ "query": "", "limit": 20, "offset": 0, "with_retired": false });
        let firms = window.call("list_enterprises", query.clone()).await?;
        let units = window.call("list_units", query.clone()).await?;
        let leaders = window.call("list_leaders", query).await?;
        let leader = leaders["leaders"][0]["id"].clone();
        let ids = |list: &Value| -> Vec<Value> {
            list.as_array().into_iter().flatten().map(|one| one["id"].clone()).collect()
        };
        let units = ids(&units["units"]);
        let fields = json!({
            "kind": "problem", "category": "utilities", "title": "三号冷库增容送电受阻",
            "facts": "三号冷库去年扩容，报装到现在没送上电。", "request": "", "amount_fen": null,
            "urgency": ["urgent"], "visibility": visibility, "lead_unit": units[0],
            "lead_unit_name": "", "assisting_units": units[1..=assists],
            "assisting_unit_names": [], "responsible_person": "邓例文",
            "requirement": "实地核实，限期接通。", "limit": 15, "feedback": "written",
        });
        let enterprise = firms["enterprises"][0].clone();
        let demand = window
            .call(
                "register_demand",
                json!({
                    "enterprise_id": enterprise["id"], "reception_id": null, "source": "visit",
                    "raised_on": "2026-09-22", "contact_name": "王例成", "contact_phone": "",
                    "fields": fields,
                }),
            )
            .await?;
        let accept = json!({ "ids": [demand["id"]], "reviewer": "陈启文", "elsewhere_reason": "" });
        window.call("accept_demands", accept).await?;
        let slip = json!({ "demands": [demand["id"]], "reception_id": null });
        let mut slip = window.call("compose_slip", slip).await?;
        let ink = json!({ "width": 360.0, "height": 120.0, "strokes": [
            { "width": 3.0, "points": [[20.0, 30.0], [60.0, 32.0], [110.0, 28.0]] },
        ]});
        for (name, more) in [
            ("submit_slip", json!({ "reviewer": "陈启文" })),
            ("approve_slip", json!({ "reviewer": "陈启文" })),
            (
                "instruct_slip",
                json!({
                    "text": "请认真研究，限期办结。", "signer_id": leader,
                    "instructed_on": "2026-09-23", "lead_leader_id": null, "changes": [],
                }),
            ),
            ("sign_slip", json!({ "ink": ink, "scan_id": null })),
            ("issue_slip", json!({ "issuer": "李卫东", "issued_on": null })),
        ] {
            slip = window.call(name, with(&slip, more)).await?;
        }
        desk.id = demand["id"].clone();
        desk.enterprise = enterprise;
        desk.units = units;
        Ok(desk)
    }

    /// Issues a slip that every unit has receipted.
    pub(super) async fn received(
        at: &str,
        assists: usize,
        visibility: &str,
    ) -> Result<Self, Failure> {
        let desk = Self::issued(at, assists, visibility).await?;
        for place in 0..=assists {
            let task = desk.task(place).await?;
            let receipt = json!({
                "task_id": task["id"], "version": task["version"], "received_by": "罗示川",
                "post": "办公室主任", "way": "in_person", "received_at": null,
            });
            desk.sample.window.call("register_receipt", receipt).await?;
        }
        Ok(desk)
    }

    /// Opens the office again at another moment.
    pub(super) async fn at(&mut self, moment: &str) -> Result<(), Failure> {
        let moment: DateTime<Utc> = moment.parse()?;
        self.sample.window.reopen_at(moment.into()).await?;
        self.sample.window.find(".shell").await?;
        Ok(())
    }

    /// Returns the demand as it stands.
    pub(super) async fn now(&self) -> Result<Value, Failure> {
        self.sample.window.call("get_demand", json!({ "id": self.id })).await
    }

    /// Waits until the demand has come to a state.
    pub(super) async fn until(&self, state: &str) -> Result<(), Failure> {
        for _ in 0..100 {
            if self.now().await?["state"] == state {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Err(format!("it does not come to {state}: {}", self.now().await?["state"]).into())
    }

    /// Returns the task of the unit at this place.
    pub(super) async fn task(&self, place: usize) -> Result<Value, Failure> {
        let now = self.now().await?;
        let tasks = now["tasks"].as_array().cloned().unwrap_or_default();
        let task = tasks.into_iter().find(|task| task["unit_id"] == self.units[place]);
        Ok(task.ok_or("the unit has no task")?)
    }

    /// Registers an assisting unit's agreement.
    pub(super) async fn agree(&self, place: usize) -> Result<(), Failure> {
        let task = self.task(place).await?;
        let body = json!({ "opinion": "agree", "words": "", "basis": "" });
        let input = json!({
            "task_id": task["id"], "version": task["version"], "made_on": "2026-09-23",
            "body": body,
        });
        self.sample.window.call("answer_assist", input).await?;
        Ok(())
    }

    /// Calls a use case on the demand as it stands.
    pub(super) async fn step(&self, name: &str, more: Value) -> Result<Value, Failure> {
        let now = self.now().await?;
        self.sample.window.call(name, with(&now, more)).await
    }

    /// Shows the demand's page, read anew.
    pub(super) async fn open(&self) -> Result<(), Failure> {
        let id = self.id.as_str().unwrap_or_default();
        self.go(&format!("/ledger/{id}")).await?;
        self.sample.window.see_in(".demand-page", "三号冷库增容送电受阻").await
    }

    /// Shows the page of the demand's slip.
    pub(super) async fn slip(&self) -> Result<(), Failure> {
        let now = self.now().await?;
        self.go(&format!("/slips/{}", now["slip_id"].as_str().unwrap_or_default())).await
    }

    async fn go(&self, address: &str) -> Result<(), Failure> {
        let away = "location.hash = '#/settings/office'; return null";
        self.sample.window.run::<Value>(away, vec![]).await?;
        self.sample.window.see_in(".screen", "单位名称").await?;
        let there = format!("location.hash = '#{address}'; return null");
        self.sample.window.run::<Value>(&there, vec![]).await?;
        Ok(())
    }

    /// Takes an act from the menu of the page by `M`.
    pub(super) async fn act(&self, word: &str) -> Result<(), Failure> {
        let window = &self.sample.window;
        window.press("M").await?;
        window.find("[role=menuitem]:focus").await?;
        for _ in 0..20 {
            if window.focused().await? == word {
                window.press("Enter").await?;
                window.find(".form-drawer").await?;
                return Ok(());
            }
            window.press("Down").await?;
        }
        Err(format!("the menu offers no {word}").into())
    }

    /// Picks one of the choices of a field by the keys.
    pub(super) async fn tick(&self, field: &str, entry: &str) -> Result<(), Failure> {
        let window = &self.sample.window;
        let there = "const [field, entry] = arguments; \
            const label = [...document.querySelectorAll('.form-drawer [data-field]')] \
              .find((e) => e.innerText.trim().startsWith(field)); \
            const button = [...(label?.querySelectorAll('button, [role=radio], [role=checkbox]') ?? [])] \
              .find((e) => e.innerText.trim() === entry); button?.focus(); return !!button";
        let is_there: bool = window.run(there, vec![field.into(), entry.into()]).await?;
        if !is_there {
            return Err(format!("{field} offers no {entry}").into());
        }
        window.press("Space").await
    }
}

/// Adds id and version of a row to an input.
fn with(row: &Value, mut more: Value) -> Value {
    more["id"] = row["id"].clone();
    more["version"] = row["version"].clone();
    more
}

/// A complete report of completion.
pub(super) fn completion() -> Value {
    json!({ "made_on": "2026-09-23", "body": {
        "class": "a", "process": "现场勘查后架设专线。", "result": "已接通。", "basis": "",
        "amount_fen": null, "evidence": "送电单一份",
        "contact": { "on": "2026-09-23", "way": "phone", "person": "王例成", "words": "" },
        "similar": "", "left_over": "", "head": "周局长", "reviewer": "", "return_reason": "",
    }})
}
