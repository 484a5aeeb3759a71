//! Where else the words of a clue stand: the record of the sitting, the slips, forms not saved.

use std::collections::BTreeSet;

use domain::clue::RESTRICTED;
use domain::ids::{DemandId, EntryId};
use domain::terms::Term;
use rusqlite::Connection;
use serde_json::{Value, json};
use store::Writing;
use store::tables::demands::{self, DemandContent, DemandRow};
use store::tables::entries::{self, EntryRow};
use store::tables::slips::{self, SlipRow};
use store::tables::{clues, guests, kept_forms};

use crate::demand::save_demand;
use crate::error::UseCaseError;
use crate::minutes::{joined, update_entry};
use crate::reception::save_topic;
use crate::slip::{check_code, save_slip_row};

/// Fewer characters of a field may stand in any text by chance.
const TELLING: usize = 6;
/// Fewer of a sentence: “请求协调解决” stands in many.
const TELLING_SENTENCE: usize = 10;
/// Stands in the place of each character of a turn that another demand quotes, too: its own quotes
/// count characters.
const BLACK: char = '■';

/// Stands on a slip: that it became a clue would tell the slip's readers whose it was.
const TAKEN_OUT: &str = "本项已收回，另行处理";

/// The words of a demand.
pub(super) struct Words {
    title: String,
    content: String,
    /// Any of these tells of it.
    parts: BTreeSet<String>,
}

impl Words {
    /// Reads the words of a demand, those it was drafted with and quoted from among them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub(super) fn of(connection: &Connection, demand: &DemandRow) -> Result<Self, UseCaseError> {
        let quoted = joined(connection, &demand.quotes)?;
        let content = &demand.content;
        let mut parts = BTreeSet::new();
        let drafted = demand.drafted.iter();
        for content in drafted.chain([content]) {
            parts.extend([&content.title, &content.facts, &content.request].map(Clone::clone));
        }
        parts.extend([demand.answer.clone()]);
        parts.extend([&demand.handling.progress, &demand.handling.result].map(Clone::clone));
        parts.insert(quoted.clone());
        parts.retain(|part| part.chars().count() >= TELLING);
        let sentences: Vec<String> = parts
            .iter()
            .flat_map(|part| part.split(['\n', '。', '！', '？', '；']))
            .map(|sentence| sentence.trim().to_owned())
            .filter(|sentence| sentence.chars().count() >= TELLING_SENTENCE)
            .collect();
        parts.extend(sentences);
        let first = |texts: [&str; 3]| {
            texts.into_iter().find(|text| !text.is_empty()).unwrap_or(RESTRICTED).to_owned()
        };
        Ok(Self {
            title: first([&content.title, "企业反映的问题线索", ""]),
            content: first([&content.facts, &quoted, &content.title]),
            parts,
        })
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn content(&self) -> &str {
        &self.content
    }

    fn stand_in(&self, text: &str) -> bool {
        self.parts.iter().any(|part| text.contains(part.as_str()))
    }

    /// Tells whether a text says what the clue says, in more words or fewer.
    fn say_the_same(&self, text: &str) -> bool {
        let is_telling = text.chars().count() >= TELLING;
        self.stand_in(text) || is_telling && self.parts.iter().any(|part| part.contains(text))
    }

    fn taken_out_of(&self, text: &str) -> String {
        self.parts.iter().fold(text.to_owned(), |text, part| text.replace(part, RESTRICTED))
    }
}

/// Takes the clue out of the record of its sitting: the turns it was quoted from, those that answer
/// it until the same guest's next demand begins (as form F3 has them), and every other one in which
/// its words stand, void ones too. Returns what was taken out. Words another demand quotes stay.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn hide_turns(
    tx: &mut Writing<'_>,
    demand: &DemandRow,
    words: &Words,
) -> Result<Vec<Value>, UseCaseError> {
    let Some(reception) = &demand.reception_id else { return Ok(Vec::new()) };
    let said = entries::list(tx, reception)?;
    let is_quoted = |entry: &EntryRow| demand.quotes.iter().any(|one| one.entry_id == entry.id);
    let sources: Vec<String> =
        said.iter().filter(|entry| is_quoted(entry)).map(|entry| entry.text.clone()).collect();
    let answered = answering(tx, demand, &said)?;
    let mut taken = Vec::new();
    for entry in &said {
        let was_joined =
            entry.void_reason.is_some() && sources.iter().any(|text| text.contains(&entry.text));
        let is_of_it = is_quoted(entry)
            || answered.contains(&entry.id)
            || was_joined
            || words.stand_in(&entry.text);
        if !is_of_it || entry.text.is_empty() {
            continue;
        }
        let text = without(tx, entry, &demand.id)?;
        if text == entry.text {
            continue;
        }
        taken.push(json!({
            "entry_id": entry.id, "speaker": entry.speaker.label(), "text": entry.text,
        }));
        let row = EntryRow { text, version: entry.version + 1, ..entry.clone() };
        update_entry(tx, entry, &row)?;
    }
    Ok(taken)
}

/// Takes the clue out of the void demands of its sitting, such as those that were joined to it or
/// whose split was taken back: brought back, they would tell it again. Returns them as they stood.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn hide_void(
    tx: &mut Writing<'_>,
    demand: &DemandRow,
    words: &Words,
) -> Result<Vec<DemandRow>, UseCaseError> {
    let Some(reception) = &demand.reception_id else { return Ok(Vec::new()) };
    let mut stood = Vec::new();
    for before in demands::list_void(tx, reception)? {
        let content = &before.content;
        let texts = [&content.title, &content.facts, &content.request, &content.requirement];
        let is_quoted = demand.quotes.iter().any(|quote| before.quotes.contains(quote));
        let is_of_guest = before.guest_id == demand.guest_id;
        if is_of_guest && (is_quoted || texts.iter().any(|text| words.say_the_same(text))) {
            let row = DemandRow {
                content: DemandContent {
                    category: content.category,
                    title: RESTRICTED.to_owned(),
                    ..blank(content)
                },
                quotes: Vec::new(),
                answer: String::new(),
                drafted: None,
                void_reason: words.taken_out_of(&before.void_reason),
                ..before.clone()
            };
            save_demand(tx, Some(&before), row)?;
            stood.push(before);
        }
    }
    Ok(stood)
}

/// Takes the clue out of what its guest said beforehand that it would raise: all of it where the
/// guest raised nothing else. Returns the topic as it stood.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn hide_topic(
    tx: &mut Writing<'_>,
    demand: &DemandRow,
    words: &Words,
) -> Result<String, UseCaseError> {
    let (Some(id), Some(reception)) = (&demand.guest_id, &demand.reception_id) else {
        return Ok(String::new());
    };
    let topic = guests::get(tx, id)?.topic;
    let raised = demands::list_sitting(tx, reception)?;
    let is_alone =
        !raised.iter().any(|row| row.id != demand.id && row.guest_id.as_ref() == Some(id));
    if topic.is_empty() || !(is_alone || words.say_the_same(&topic)) {
        return Ok(String::new());
    }
    save_topic(tx, id, RESTRICTED)?;
    Ok(topic)
}

/// The turns of the same guest's part from the demand's first quote to where the next one begins.
fn answering(
    connection: &Connection,
    demand: &DemandRow,
    said: &[EntryRow],
) -> Result<BTreeSet<EntryId>, UseCaseError> {
    let starts = |row: &DemandRow| {
        let quoted = |entry: &&EntryRow| row.quotes.iter().any(|one| one.entry_id == entry.id);
        said.iter().filter(quoted).map(|entry| entry.position).min()
    };
    let (Some(reception), Some(from)) = (&demand.reception_id, starts(demand)) else {
        return Ok(BTreeSet::new());
    };
    let raised = demands::list_sitting(connection, reception)?;
    let next = raised.iter().filter_map(starts).filter(|at| *at > from).min();
    Ok(said
        .iter()
        .filter(|entry| entry.guest_id == demand.guest_id)
        .filter(|entry| entry.position >= from && next.is_none_or(|next| entry.position < next))
        .map(|entry| entry.id.clone())
        .collect())
}

/// The turn without its words, but for those other demands quote.
fn without(
    connection: &Connection,
    entry: &EntryRow,
    clue: &DemandId,
) -> Result<String, UseCaseError> {
    let others = demands::list_quoting(connection, &entry.id)?;
    let kept: Vec<(usize, usize)> = others
        .iter()
        .filter(|row| row.id != *clue)
        .flat_map(|row| &row.quotes)
        .filter(|quote| quote.entry_id == entry.id)
        .map(|quote| (quote.from as usize, quote.to as usize))
        .collect();
    if kept.is_empty() {
        return Ok(RESTRICTED.to_owned());
    }
    let is_kept = |at: usize| kept.iter().any(|(from, to)| (*from..*to).contains(&at));
    let characters = entry.text.chars().enumerate();
    Ok(characters.map(|(at, c)| if is_kept(at) { c } else { BLACK }).collect())
}

/// Takes the clue out of every slip that carried it; its other items stay, and a print is 更正.
/// Returns the slips as they stood.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn hide_slips(
    tx: &mut Writing<'_>,
    demand: &DemandRow,
    words: &Words,
) -> Result<Vec<SlipRow>, UseCaseError> {
    let mut stood = Vec::new();
    for id in clues::slips_of(tx, &demand.id)? {
        let before = slips::get(tx, &id)?;
        let mut row = before.clone();
        let place = place_on(&before, demand);
        for item in row.carried.iter_mut().flatten().filter(|item| item.demand_id == demand.id) {
            item.content = blank(&item.content);
            item.drafted = None;
            RESTRICTED.clone_into(&mut item.number);
        }
        if row.printed_version == row.paper_version {
            row.paper_version += 1;
        }
        let mut is_alone = row.carried.as_ref().is_none_or(|carried| carried.len() <= 1)
            && demands::list_slip(tx, &id)?.is_empty();
        if let Some(frozen) = &before.paper {
            let mut paper: papers::SlipPaper = serde_json::from_str(frozen)?;
            is_alone |= paper.items.len() == 1;
            hide_item(&mut paper, place, words, is_alone);
            paper.corrected = row.printed_version > 0;
            paper.strip.version = u32::try_from(row.paper_version).unwrap_or(u32::MAX);
            let version = row.paper_version.to_string();
            paper.strip.check = check_code(&[row.id.as_str(), &paper.strip.code, &version]);
            row.paper = Some(serde_json::to_string(&paper)?);
        }
        let hidden = |text: &str| match (text, is_alone) {
            ("", _) => String::new(),
            (_, true) => RESTRICTED.to_owned(),
            (text, false) => words.taken_out_of(text),
        };
        row.proposal = hidden(&row.proposal);
        row.instruction = hidden(&row.instruction);
        row.return_reason = words.taken_out_of(&row.return_reason);
        row.void_reason = words.taken_out_of(&row.void_reason);
        save_slip_row(tx, Some(&before), row)?;
        stood.push(before);
    }
    Ok(stood)
}

/// Where the demand stands on the paper of its slip, counted from 0.
fn place_on(slip: &SlipRow, demand: &DemandRow) -> Option<usize> {
    let position = demand.slip_position.filter(|_| demand.slip_id.as_ref() == Some(&slip.id));
    position.and_then(|at| usize::try_from(at - 1).ok())
}

/// Takes the item out of a paper: the one at its place; on a slip that became void those in which the
/// words stand, and all where none does.
fn hide_item(paper: &mut papers::SlipPaper, place: Option<usize>, words: &Words, is_alone: bool) {
    let says = |item: &papers::SlipItem| words.stand_in(&item.title) || words.stand_in(&item.text);
    let is_said = paper.items.iter().any(says);
    for (at, item) in paper.items.iter_mut().enumerate() {
        let is_it = match place {
            Some(place) => place == at,
            None => !is_said || says(item),
        };
        if is_alone || is_it {
            item.title = TAKEN_OUT.to_owned();
            item.text = RESTRICTED.to_owned();
            item.tags = Vec::new();
            item.requirement = None;
            item.responsible = None;
        }
    }
    let told = |text: &str| match is_alone {
        true => RESTRICTED.to_owned(),
        false => words.taken_out_of(text),
    };
    if let Some(instruction) = &mut paper.instruction {
        instruction.text = told(&instruction.text);
    }
    paper.proposal = paper.proposal.as_deref().map(told);
}

fn blank(content: &DemandContent) -> DemandContent {
    DemandContent {
        category: None,
        title: TAKEN_OUT.to_owned(),
        facts: String::new(),
        request: String::new(),
        amount_fen: None,
        responsible_person: String::new(),
        requirement: String::new(),
        ..content.clone()
    }
}

/// Forgets what any clerk typed of it and did not save.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn forget_forms(
    tx: &Writing<'_>,
    demand: &DemandRow,
    words: &Words,
) -> Result<(), UseCaseError> {
    let mut parts = vec![demand.id.to_string()];
    for part in &words.parts {
        // As a form writes it in JSON, without the quotes around it.
        let written = serde_json::to_string(part)?;
        parts.push(written.trim_matches('"').to_owned());
    }
    Ok(kept_forms::forget_about(tx, &parts)?)
}
