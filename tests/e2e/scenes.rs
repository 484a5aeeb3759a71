//! Every screen of the sample office and what opens on it, with words that show it is there.

use reception_tests::window::{Failure, Window};
use serde_json::{Value, json};

use crate::sample::{Sample, text};

/// What a clerk does on a screen to open something.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    Press(&'static str),
    Type(&'static str),
    /// Clicks what is marked so.
    Click(&'static str),
    /// Waits for what a selector names.
    Wait(&'static str),
}

use Step::{Click, Press, Type, Wait};

/// One thing to look at.
#[derive(Debug)]
pub(crate) struct Scene {
    /// Name of its picture.
    pub(crate) name: &'static str,
    address: String,
    steps: &'static [Step],
    /// Where its words stand, and which.
    shows: (&'static str, String),
}

const SCREEN: &str = ".screen";
/// There once the screen has its data.
const HOME: &str = "[data-test=today-reception]";
const ROW: &str = "[data-test^=row-]";
const DIALOG: &str = ".el-dialog";

impl Scene {
    fn at(name: &'static str, address: impl Into<String>, words: impl Into<String>) -> Self {
        Self { name, address: address.into(), steps: &[], shows: (SCREEN, words.into()) }
    }

    fn after(mut self, steps: &'static [Step], place: &'static str) -> Self {
        (self.steps, self.shows.0) = (steps, place);
        self
    }

    /// Whether it is a screen as it opens, without anything done on it.
    pub(crate) fn is_plain(&self) -> bool {
        self.steps.is_empty()
    }

    /// Goes there. Every scene begins on a page loaded anew: no dialog of another is left.
    pub(crate) async fn show(&self, window: &Window, look: Look) -> Result<(), Failure> {
        let dress = "localStorage.setItem('reception.appearance', JSON.stringify(arguments[0]));
            return null";
        window.run::<Value>(dress, vec![look.saved()]).await?;
        window.load(&format!("#/{}", self.address)).await?;
        window.find(SCREEN).await?;
        for step in self.steps {
            match step {
                Press(chord) => window.press(chord).await?,
                Type(words) => window.type_text(words).await?,
                Click(mark) => window.marked(mark).await?.click().await?,
                Wait(css) => drop(window.find(css).await?),
            }
        }
        window.see_in(self.shows.0, &self.shows.1).await
    }
}

/// How the page is dressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) theme: &'static str,
    pub(crate) size: &'static str,
}

impl Look {
    pub(crate) const LIGHT: Self = Self { theme: "light", size: "normal" };
    pub(crate) const DARK: Self = Self { theme: "dark", size: "normal" };
    pub(crate) const LARGE: Self = Self { theme: "light", size: "large" };

    fn saved(self) -> Value {
        json!({ "theme": self.theme, "size": self.size, "nav": null })
    }
}

/// Returns every scene of the sample office; words come from the store where it has them.
pub(crate) async fn all(sample: &Sample) -> Result<Vec<Scene>, Failure> {
    let mut scenes = screens(sample).await?;
    scenes.extend(records(sample).await?);
    scenes.extend(loops(sample).await?);
    scenes.extend(directory(sample).await?);
    scenes.extend(overlays(sample).await?);
    Ok(scenes)
}

async fn screens(sample: &Sample) -> Result<Vec<Scene>, Failure> {
    let window = &sample.window;
    let home = window.call("get_home", json!({})).await?;
    let receptions = json!({
        "year": 2026, "from": null, "to": null, "query": "", "limit": 1, "offset": 0,
        "is_descending": true,
    });
    let receptions = window.call("list_receptions", receptions).await?;
    let open = json!({
        "filter": { "is_open": true }, "sort": "due", "is_descending": false, "limit": 1,
        "offset": 0,
    });
    let ledger = window.call("list_ledger", open).await?;
    let due = text(&ledger, "/rows/0/title")?;
    let slips = json!({ "year": 2026, "query": "", "states": [], "limit": 1, "offset": 0 });
    let slips = window.call("list_slips", slips).await?;
    let office = window.call("get_office", json!({})).await?;
    let mut scenes = vec![
        Scene::at("home", "home", text(&home, "/groups/0/items/0/title")?),
        Scene::at("home-preview", "home", "")
            .after(&[Wait(HOME), Press("Space")], "[aria-label=预览]"),
        Scene::at("schedule", "schedule", text(&receptions, "/receptions/0/leader/name")?),
        Scene::at("schedule-new", "schedule?form=new", "新接待活动"),
        Scene::at("minutes-list", "minutes?all=1", text(&home, "/today/title")?),
        Scene::at("ledger", "ledger", due.clone()),
        // Beside the list on a wide display already: then the key puts it away.
        Scene::at("ledger-space", "ledger", due.clone())
            .after(&[Wait(ROW), Press("Space")], SCREEN),
        Scene::at("ledger-filter", "ledger", "接待活动")
            .after(&[Wait(ROW), Click("filter-add")], "[data-test=filter-editor]"),
        Scene::at("ledger-new", "ledger?new=1", "登记诉求"),
        Scene::at("slips", "slips", text(&slips, "/groups/0/slips/0/enterprise")?),
        Scene::at("slip-new", "slips", "")
            .after(&[Wait(".slip-pane"), Press("Ctrl+N")], ".new-slip"),
        Scene::at("settings-office", "settings/office", text(&office, "/name")?),
    ];
    for (name, address, words) in [
        ("settings-limits", "settings/limits", "办理时限"),
        ("settings-clerks", "settings/clerks", "经办人"),
        ("settings-backup", "settings/backup", "备份与恢复"),
        ("settings-journal", "settings/journal", "记录校验"),
        ("settings-calendar", "settings/calendar", "工作日历"),
        ("settings-look", "settings/look", "外观"),
        ("settings-about", "settings/about", "关于"),
    ] {
        scenes.push(Scene::at(name, address, words));
    }
    Ok(scenes)
}

/// Single records: a demand, sittings, slips in their states.
async fn records(sample: &Sample) -> Result<Vec<Scene>, Failure> {
    let window = &sample.window;
    let open = json!({
        "filter": { "is_open": true }, "sort": "due", "is_descending": false, "limit": 1,
        "offset": 0,
    });
    let demand = window.call("list_ledger", open).await?;
    let (id, title) = (text(&demand, "/rows/0/id")?, text(&demand, "/rows/0/title")?);
    // One that is not handed on yet may still be changed.
    let new = json!({
        "filter": { "states": ["accepted"] }, "sort": "number", "is_descending": true,
        "limit": 1, "offset": 0,
    });
    let new = window.call("list_ledger", new).await?;
    let new = format!("ledger/{}", text(&new, "/rows/0/id")?);
    let held = json!({
        "year": 2026, "query": "第十一期", "limit": 1, "offset": 0, "is_descending": true,
    });
    let held = window.call("list_receptions", held).await?;
    let running = sample.running().await?;
    let minutes = window.call("get_minutes", json!({ "id": running })).await?;
    let entries = minutes["entries"].as_array().map_or(0, Vec::len);
    let last = text(&minutes, &format!("/entries/{}/text", entries.saturating_sub(1)))?;
    let running = format!("minutes/{running}");
    let mut scenes = vec![
        Scene::at("demand", format!("ledger/{id}"), title),
        Scene::at("demand-edit", new.clone(), "事实").after(&[Click("edit")], SCREEN),
        Scene::at("demand-void", new, "原因（必填）").after(&[Click("void")], DIALOG),
        Scene::at(
            "minutes-held",
            format!("minutes/{}", text(&held, "/receptions/0/id")?),
            "第十一期",
        ),
        Scene::at("minutes", running.clone(), last)
            .after(&[Wait(".sheet-page, .preview svg")], SCREEN),
        Scene::at("minutes-choices", running.clone(), "")
            .after(&[Wait("[data-test=composer]"), Press("Ctrl+A"), Type("由@q")], ".choices"),
        Scene::at("minutes-answer", running.clone(), "答复人")
            .after(&[Wait("[data-test^=demand-block]"), Press("Alt+Enter")], SCREEN),
        Scene::at("minutes-end", running, "记录")
            .after(&[Wait("[data-test=composer]"), Press("Alt+E")], DIALOG),
    ];
    for (name, state) in [
        ("slip-drafting", "drafting"),
        ("slip-instructing", "awaiting_instruction"),
        ("slip-instructed", "instructed"),
        ("slip-issued", "issued"),
    ] {
        let id = sample.slip(state).await?;
        let detail = window.call("get_slip", json!({ "id": id })).await?;
        scenes.push(Scene::at(name, format!("slips/{id}"), text(&detail, "/enterprise")?));
    }
    Ok(scenes)
}

/// Demands on their way through the loop, and the screen that watches them.
async fn loops(sample: &Sample) -> Result<Vec<Scene>, Failure> {
    let window = &sample.window;
    let all = json!({ "unit_id": null, "lead_leader_id": null, "order": "light", "limit": 1, "offset": 0 });
    let board = window.call("list_supervision", all).await?;
    let worst = text(&board, "/rows/0/title")?;
    let mut scenes = vec![
        Scene::at("supervision", "supervision", worst.clone()),
        Scene::at("supervision-units", "supervision", text(&board, "/units/0/short_name")?)
            .after(&[Wait("[data-test^=case-]")], "[data-test^=unit-]:not([data-test=unit-all])"),
        Scene::at("reports", "reports", "相符").after(&[Wait("[data-test=identity]")], SCREEN),
        Scene::at("reports-scope", "reports", "状态以截止日为准")
            .after(&[Wait("[data-test=identity]"), Press("2"), Click("scope-open")], SCREEN),
        Scene::at("reports-sheet", "reports", "按此印出").after(
            &[Wait("[data-test=identity]"), Press("Ctrl+P"), Wait("[role=dialog] img.sheet")],
            DIALOG,
        ),
        Scene::at("supervision-sign", "supervision", "签发")
            .after(&[Wait("[data-test^=case-]"), Press("X"), Wait("[data-test=sign]")], SCREEN),
    ];
    for (name, state) in [
        ("demand-receipt", "awaiting_receipt"),
        ("demand-running", "in_progress"),
        ("demand-completion", "completion_review"),
        ("demand-replied", "replied"),
        ("demand-rating", "awaiting_rating"),
        ("demand-suspended", "suspended"),
        ("demand-closed", "closed"),
    ] {
        let one = json!({
            "filter": { "states": [state] }, "sort": "number", "is_descending": true,
            "limit": 1, "offset": 0,
        });
        let found = window.call("list_ledger", one).await?;
        let address = format!("ledger/{}", text(&found, "/rows/0/id")?);
        scenes.push(Scene::at(name, address, text(&found, "/rows/0/title")?));
    }
    let running = format!("ledger/{}", text(&board, "/rows/0/id")?);
    scenes.push(Scene::at("demand-acts", running.clone(), "").after(
        &[
            Wait("[data-test=act-menu]"),
            Press("M"),
            Wait("[data-test^=do-]"),
            // One of them is lit, as under the hand.
            Press("Down"),
            Wait("[data-test^=do-]:focus"),
        ],
        "[role=menu]",
    ));
    scenes.push(
        Scene::at("demand-step", running, "")
            .after(&[Wait("[data-test=step]"), Press("P")], ".form-drawer"),
    );
    Ok(scenes)
}

async fn directory(sample: &Sample) -> Result<Vec<Scene>, Failure> {
    let window = &sample.window;
    let first = || json!({ "query": "", "limit": 1, "offset": 0, "with_retired": false });
    let firms = window.call("list_enterprises", first()).await?;
    let units = window.call("list_units", first()).await?;
    let leaders = window.call("list_leaders", first()).await?;
    let (firm, unit) = (text(&firms, "/enterprises/0/id")?, text(&units, "/units/0/id")?);
    let leader = text(&leaders, "/leaders/0/id")?;
    Ok(vec![
        Scene::at("enterprises", "directory/enterprise", text(&firms, "/enterprises/0/name")?),
        Scene::at(
            "enterprise",
            format!("directory/enterprise/{firm}"),
            text(&firms, "/enterprises/0/name")?,
        ),
        Scene::at("enterprise-new", "directory/enterprise/new", "新建企业"),
        Scene::at("units", "directory/unit", text(&units, "/units/0/name")?),
        Scene::at("unit", format!("directory/unit/{unit}"), text(&units, "/units/0/name")?),
        Scene::at("unit-merge", format!("directory/unit/{unit}"), "撤并")
            .after(&[Click("merge")], SCREEN),
        Scene::at("unit-new", "directory/unit/new", "新建单位"),
        Scene::at("supervisors", "directory/supervisor", "还没有监督员"),
        Scene::at("leaders", "directory/leader", text(&leaders, "/leaders/0/name")?),
        Scene::at(
            "leader",
            format!("directory/leader/{leader}"),
            text(&leaders, "/leaders/0/name")?,
        ),
        Scene::at("leader-new", "directory/leader/new", "新建领导"),
    ])
}

/// What lies over a screen: dialogs, menus, the palette.
async fn overlays(sample: &Sample) -> Result<Vec<Scene>, Failure> {
    let office = sample.window.call("get_office", json!({})).await?;
    // The signed one stands last of those that wait for their number.
    let instructed = json!({
        "year": 2026, "query": "", "states": ["instructed"], "limit": 9, "offset": 0,
    });
    let list = sample.window.call("list_slips", instructed).await?;
    let mut signed = None;
    for group in list["groups"].as_array().into_iter().flatten() {
        for slip in group["slips"].as_array().into_iter().flatten() {
            let detail = sample.window.call("get_slip", json!({ "id": slip["id"] })).await?;
            if !detail["ink"].is_null() {
                signed = Some(text(&detail, "/id")?);
            }
        }
    }
    let signed = signed.ok_or("no slip waits for its number alone")?;
    let issued = format!("slips/{}", sample.slip("issued").await?);
    Ok(vec![
        Scene::at("export", "ledger", "选位置并导出").after(&[Wait(ROW), Press("Ctrl+E")], DIALOG),
        Scene::at("slip-issue", format!("slips/{signed}"), "不能退回").after(
            &[Wait("[data-test=slip-main][aria-disabled=false]"), Press("Ctrl+Enter")],
            DIALOG,
        ),
        Scene::at("slip-return", format!("slips/{signed}"), "原因（必填）")
            .after(&[Click("slip-return")], DIALOG),
        Scene::at("slip-menu", issued, "PDF 另存").after(&[Click("slip-menu")], "[role=menu]"),
        Scene::at("palette", "home", "前往").after(&[Wait(HOME), Press("Ctrl+K")], ".palette"),
        Scene::at("palette-found", "home", "企业")
            .after(&[Wait(HOME), Press("Ctrl+K"), Type("cj")], ".palette-list"),
        Scene::at("clerks", "home", "现在由谁经办")
            .after(&[Wait(HOME), Press("Ctrl+J"), Wait("[data-test^=clerk-]")], ".palette"),
        Scene::at("keys", "home", "全部按键").after(&[Wait(HOME), Press("Ctrl+/")], "body"),
        Scene::at("clerk-in-corner", "home", text(&office, "/name")?)
            .after(&[Wait("[data-test=switch-clerk]")], ".nav"),
    ])
}
