//! What is to be told now, and the memory of it.

use domain::alert::{self, AlertKind, Burning, Look, Told};
use domain::demand::Visibility;
use domain::light::{Clock, Light, remaining_words};
use domain::terms::Term;
use store::queries::alerts::{PressingRow, pressing};
use store::tables::demands::number;
use store::tables::settings::{self, Setting};

use super::settings::read;
use super::{Alert, AlertTaken, TakeAlert};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::lights;

/// Returns what the desktop is to tell now; it counts as told from here on. Nothing while alerts
/// are off: then nothing counts as told either.
pub(crate) fn take_alert(
    context: &Context<'_>,
    input: TakeAlert,
) -> Result<AlertTaken, UseCaseError> {
    let seen = context.read(|connection| {
        if !read(connection)?.is_on {
            return Ok(None);
        }
        let told = settings::find::<Told>(connection, settings::ALERTS_TOLD)?;
        let (dates, thresholds) = lights(context, connection)?;
        let today = context.today();
        let rows = pressing(connection, &dates)?;
        let burning = rows
            .iter()
            .map(|row| Burning {
                demand: row.id.clone(),
                due_on: row.due_on,
                light: Light::of(
                    Clock::Running { due_on: row.due_on },
                    today,
                    thresholds,
                    context.calendar(),
                ),
            })
            .collect::<Vec<_>>();
        Ok(Some((told, rows, burning)))
    })?;
    let Some((before, rows, burning)) = seen else { return Ok(AlertTaken { alert: None }) };
    let is_workday = context.calendar().is_workday(context.today());
    let look = Look { today: context.today(), is_workday, has_woken: input.has_woken };
    let before = before.map(|before| (before.value, before.version));
    let known = before.as_ref().map(|(told, _)| told);
    let (alert, told) = alert::alert(known, &burning, look);
    // A minute in which nothing changed writes nothing.
    if known != Some(&told) {
        let version = before.map_or(0, |(_, version)| version) + 1;
        context.write("take_alert", |tx| {
            Ok(settings::put(tx, settings::ALERTS_TOLD, &Setting { value: told, version })?)
        })?;
    }
    Ok(AlertTaken { alert: alert.and_then(|alert| worded(context, &alert, &rows)) })
}

fn worded(context: &Context<'_>, alert: &alert::Alert, rows: &[PressingRow]) -> Option<Alert> {
    let first = alert.lights.first()?;
    let row = rows.iter().find(|row| row.id == first.demand)?;
    let number = number(row.number_year, row.number_seq);
    let left = remaining_words(row.due_on, context.today(), context.calendar());
    // What a desktop shows, others read as well.
    let firm = match row.visibility {
        Visibility::Open => format!("（{}）", row.enterprise),
        Visibility::Anonymous | Visibility::Confidential => String::new(),
    };
    let unit = match row.lead_unit.as_str() {
        "" => String::new(),
        unit => format!("，主办单位{unit}"),
    };
    let counts = counted(&alert.lights);
    let (title, words) = match (alert.kind, alert.lights.len()) {
        (AlertKind::Changed, 1) => {
            let light = Term::label(first.light);
            (format!("诉求 {number} 亮{light}"), format!("{left}{firm}{unit}。"))
        }
        (AlertKind::Changed, _) => (
            format!("又有诉求亮灯：{counts}"),
            format!("最急的是诉求 {number}{firm}，{left}{unit}。"),
        ),
        (AlertKind::Summary, _) => {
            (format!("督办：{counts}"), format!("最急的是诉求 {number}{firm}，{left}{unit}。"))
        }
    };
    Some(Alert { title, words })
}

/// Counts lights by colour: `红灯 3 件，黄灯 2 件`.
fn counted(lights: &[Burning]) -> String {
    let count = |light: Light| {
        let count = lights.iter().filter(|burning| burning.light == light).count();
        (count > 0).then(|| format!("{} {count} 件", Term::label(light)))
    };
    [Light::Red, Light::Yellow].into_iter().filter_map(count).collect::<Vec<_>>().join("，")
}
