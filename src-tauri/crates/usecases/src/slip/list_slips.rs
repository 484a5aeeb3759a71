//! Slips grouped by what they wait for (picture 03).

use domain::deadline::{Limit, due};
use domain::demand::DemandState;
use domain::light::{Light, LightThresholds, remaining_words};
use domain::limits::Limits;
use domain::slip::SlipState;
use domain::terms::Term;
use store::queries::slips::{SlipFilter, SlipListRow, Waiting, list};
use store::tables::slips::draft_code;

use super::{SlipGroup, SlipList, SlipRow, SlipsQuery};
use crate::context::Context;
use crate::demand::running_words;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

/// Rows of a group when the screen does not say.
const LIMIT: u32 = 50;
/// The most rows of a group.
const LIMIT_MAX: u32 = 200;

/// Lists the slips of a year.
pub(crate) fn list_slips(
    context: &Context<'_>,
    input: SlipsQuery,
) -> Result<SlipList, UseCaseError> {
    let mut fields = Fields::new();
    let query = fields.query("query", &input.query);
    fields.list("states", &input.states, SlipState::ALL.len());
    fields.finish()?;
    let filter = SlipFilter {
        year: input.year,
        query,
        states: input.states,
        limit: if input.limit == 0 { LIMIT } else { input.limit.min(LIMIT_MAX) },
        offset: input.offset,
    };
    let (rows, limits) = context
        .read(|connection| Ok((list(connection, &filter)?, read_settings(connection)?.limits)))?;
    let mut groups: Vec<SlipGroup> = Vec::new();
    for row in rows {
        let label = label(row.waiting);
        if groups.last().is_none_or(|group| group.label != label) {
            let total = row.group_total;
            groups.push(SlipGroup { label: label.to_owned(), total, slips: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.slips.push(told(context, row, &limits));
        }
    }
    let total = groups.iter().map(|group| group.total).sum();
    Ok(SlipList { groups, total })
}

/// Returns what a slip waits for, in words.
pub(super) fn label(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Proposal => "拟办中",
        Waiting::Review => "待审核",
        Waiting::Instruction => "待签批",
        Waiting::Issue => "待签发",
        Waiting::Receipts => "待签收",
        Waiting::Handling => "办理中",
        Waiting::Done => "已办结",
        Waiting::Nothing => "作废",
    }
}

fn told(context: &Context<'_>, row: SlipListRow, limits: &Limits) -> SlipRow {
    let thresholds = LightThresholds { blue: limits.blue, yellow: limits.yellow };
    let (light, remaining) = match (row.waiting, row.due_on) {
        (Waiting::Done | Waiting::Nothing, _) => (Light::Done, String::new()),
        (_, Some(due_on)) => {
            running_words(context, DemandState::InProgress, Some(due_on), thresholds)
        }
        // No clock runs: all of it stands still, or is answered and waits for its rating.
        (Waiting::Receipts | Waiting::Handling, None) => (Light::Paused, String::new()),
        // Before issue the office's own limit counts (P3), which is no light.
        (_, None) => {
            let words = row.held_on.map(|held_on| {
                let due = due(held_on, Limit::Workdays(limits.issue), context.calendar());
                let words = remaining_words(due.on, context.today(), context.calendar());
                format!("签发{words}")
            });
            (Light::NotStarted, words.unwrap_or_default())
        }
    };
    SlipRow {
        id: row.id,
        number: row.number.map(|number| number.to_string()),
        draft_code: draft_code(row.draft_year, row.draft_seq),
        state: row.state,
        enterprise: row.enterprise,
        items: row.items,
        leader: row.leader,
        urgency: row.urgency,
        light,
        remaining,
        due_on: row.due_on,
        receipts: row.receipts,
        units: row.units,
        print_count: row.print_count,
    }
}
