//! No screen of the sample office has a serious fault for those who read by ear or by keyboard:
//! axe-core looks at each in the real window.

use std::path::Path;

use reception::demo::{self, Plan};
use reception_tests::window::{Failure, Size, Window};
use serde_json::Value;

/// Address of each screen and words that it shows when it is there.
const SCREENS: &[(&str, &str)] = &[
    ("home", "现在要办"),
    ("schedule", "接待日程"),
    ("schedule?form=new", "新接待活动"),
    ("minutes", "记录"),
    ("ledger", "诉求台账"),
    ("ledger?new=1", "登记诉求"),
    ("slips", "按此印出"),
    ("directory/enterprise", "企业与单位"),
    ("directory/enterprise/new", "新建企业"),
    ("directory/unit", "企业与单位"),
    ("directory/unit/new", "新建单位"),
    ("directory/leader", "企业与单位"),
    ("directory/leader/new", "新建领导"),
    ("settings/office", "单位信息"),
    ("settings/limits", "办理时限"),
    ("settings/clerks", "经办人"),
    ("settings/backup", "备份与恢复"),
    ("settings/journal", "记录校验"),
    ("settings/calendar", "工作日历"),
    ("settings/look", "外观"),
    ("settings/about", "关于"),
];

/// The faults that count: rule, what is wrong, and where.
const LOOK: &str = "const done = arguments[arguments.length - 1];
    const settled = (left) => {
        const busy = document.querySelector('[aria-busy=\"true\"], .slip-setting');
        return busy && left > 0
            ? new Promise((r) => setTimeout(r, 100)).then(() => settled(left - 1))
            : null;
    };
    // Colours that still fade from one theme to the other are nobody's colours.
    const fades = () => Promise.all(document.getAnimations()
        .filter((a) => a instanceof CSSTransition).map((a) => a.finished.catch(() => null)));
    Promise.resolve(settled(50))
        .then(fades)
        .then(() => axe.run(document, { resultTypes: ['violations'] }))
        .then(({ violations }) => done(violations
            .filter((v) => v.impact === 'serious' || v.impact === 'critical')
            .flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target + ' ' + n.html.slice(0, 160)
                + ' ' + n.failureSummary.replace(/\\s+/g, ' ').slice(0, 300)))))
        .catch((e) => done(['axe failed: ' + e]))";

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_has_a_serious_fault() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let office = folder.path().join("office");
    let fonts = std::env::var_os("RECEPTION_FONTS").into_iter().map(Into::into).collect();
    demo::build(&office, &Plan { fonts, ..Plan::default() }).map_err(|error| error.message)?;
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&script).map_err(|e| format!("{}: {e}", script.display()))?;

    let mut window = Window::open(&office, Size::DESK).await?;
    window.find(".shell").await?;
    window.run::<Value>(&format!("{axe}; window.axe = axe; return null"), vec![]).await?;
    let mut faults = Vec::new();
    for theme in ["light", "dark"] {
        let dress = format!("document.documentElement.dataset.theme = '{theme}'; return null");
        window.run::<Value>(&dress, vec![]).await?;
        for (screen, words) in SCREENS {
            let go = format!("location.hash = '#/{screen}'; return null");
            window.run::<Value>(&go, vec![]).await?;
            window.see_in(".screen", words).await?;
            let found: Vec<String> =
                serde_json::from_value(window.client().execute_async(LOOK, vec![]).await?)?;
            faults.extend(found.into_iter().map(|fault| format!("{theme} {screen} {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    window.close().await
}
