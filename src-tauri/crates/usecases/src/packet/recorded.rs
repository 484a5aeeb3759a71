//! What is recorded already of what a unit filled in, and the words for both.

use chrono::NaiveDate;
use domain::act::ActBody;
use domain::packet::{PacketBody, PacketPart};
use domain::slip::TaskState;
use domain::text::{Text, TextRule};
use rusqlite::Connection;
use store::tables::acts::{self, ActRow};

use super::tasks::PacketTask;
use crate::clock::local_date;
use crate::error::UseCaseError;

/// The longest text compared; longer ones are refused by the act.
const LONG_MAX: usize = 10_000;

/// What stands of a part.
pub(super) struct Standing {
    /// The latest in words; empty where nothing stands.
    pub(super) words: String,
    /// What the unit filled in was recorded before, whatever became of it.
    pub(super) is_same: bool,
}

/// Returns what stands of the part that `body` is of.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn standing(
    connection: &Connection,
    of: &PacketTask,
    part: PacketPart,
    body: Option<&PacketBody>,
) -> Result<Standing, UseCaseError> {
    let acts = match part {
        PacketPart::Receipt => return Ok(receipt(of, body)),
        PacketPart::Objection
        | PacketPart::Progress
        | PacketPart::AssistAnswer
        | PacketPart::Completion => acts::list_demand(connection, &of.demand.id)?,
    };
    let stood: Vec<PacketBody> = acts
        .iter()
        .filter(|act| act.task_id.as_ref() == Some(&of.task.id))
        .filter_map(filled)
        .filter(|stood| stood.part() == part)
        .collect();
    let plain_body = body.map(plain);
    Ok(Standing {
        words: stood.last().map(words).unwrap_or_default(),
        is_same: plain_body.is_some_and(|body| stood.contains(&body)),
    })
}

fn receipt(of: &PacketTask, body: Option<&PacketBody>) -> Standing {
    let task = &of.task;
    let stood = match (task.received_at, task.receipt_way) {
        (Some(at), Some(way)) if task.state != TaskState::AwaitingReceipt => {
            let by = task.received_by.clone();
            Some(PacketBody::Receipt { by, on: local_date(at), way })
        }
        _ => None,
    };
    Standing {
        words: stood.as_ref().map_or_else(|| "未签收".to_owned(), words),
        is_same: stood.is_some() && stood == body.map(plain),
    }
}

/// Returns what a unit would have filled in for an act.
fn filled(act: &ActRow) -> Option<PacketBody> {
    use domain::packet::{PacketCompletion, PacketContact};
    let on = act.made_on;
    match &act.body {
        ActBody::Objection(body) => Some(PacketBody::Objection {
            ground: body.ground.clone(),
            basis: body.basis.clone(),
            on,
        }),
        ActBody::Progress(body) => Some(PacketBody::Progress { words: body.progress.clone(), on }),
        ActBody::AssistAnswer(body) => Some(PacketBody::AssistAnswer {
            opinion: body.opinion,
            words: body.words.clone(),
            basis: body.basis.clone(),
            on,
        }),
        ActBody::Completion(body) => Some(PacketBody::Completion(Box::new(PacketCompletion {
            class: body.class,
            process: body.process.clone(),
            result: body.result.clone(),
            basis: body.basis.clone(),
            evidence: body.evidence.clone(),
            contact: body.contact.as_ref().map(|talk| PacketContact {
                on: talk.on,
                way: talk.way,
                person: talk.person.clone(),
                words: talk.words.clone(),
            }),
            head: body.head.clone(),
            on,
        }))),
        _ => None,
    }
}

/// Returns the body with its words as they would be kept.
fn plain(body: &PacketBody) -> PacketBody {
    let kept = |text: &str| match Text::parse(text, TextRule::paragraph(LONG_MAX).optional()) {
        Ok(text) => text.into_string(),
        Err(_) => text.to_owned(),
    };
    let mut body = body.clone();
    let texts: Vec<&mut String> = match &mut body {
        PacketBody::Receipt { by, .. } => vec![by],
        PacketBody::Objection { ground, basis, .. } => vec![ground, basis],
        PacketBody::Progress { words, .. } => vec![words],
        PacketBody::AssistAnswer { words, basis, .. } => vec![words, basis],
        PacketBody::Completion(report) => {
            let mut texts = vec![
                &mut report.process,
                &mut report.result,
                &mut report.basis,
                &mut report.evidence,
                &mut report.head,
            ];
            if let Some(talk) = &mut report.contact {
                texts.extend([&mut talk.person, &mut talk.words]);
            }
            texts
        }
    };
    for text in texts {
        *text = kept(text);
    }
    body
}

/// Says what a unit filled in, a line for each thing.
pub(super) fn words(body: &PacketBody) -> String {
    let mut lines = match body {
        PacketBody::Receipt { by, on, way } => vec![format!("{}　{by}　{way}", day(*on))],
        PacketBody::Objection { ground, basis, on } => {
            vec![format!("{}　{}", day(*on), ground.trim()), labelled("职责依据", basis)]
        }
        PacketBody::Progress { words, on } => vec![format!("{}　{}", day(*on), words.trim())],
        PacketBody::AssistAnswer { opinion, words, basis, on } => vec![
            format!("{}　{opinion}", day(*on)),
            labelled("条件或说明", words),
            labelled("依据", basis),
        ],
        PacketBody::Completion(report) => {
            let talk = report.contact.as_ref().map_or_else(String::new, |talk| {
                let (on, way, person) = (day(talk.on), talk.way, talk.person.trim());
                format!("{on} {way} {person}　{}", talk.words.trim())
            });
            vec![
                format!("{}　{}", day(report.on), report.class),
                labelled("过程", &report.process),
                labelled("结果", &report.result),
                labelled("依据", &report.basis),
                labelled("证据", &report.evidence),
                labelled("联系企业", &talk),
                labelled("主要负责人", &report.head),
            ]
        }
    };
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn labelled(label: &str, text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => format!("{label}：{text}"),
    }
}

fn day(day: NaiveDate) -> String {
    day.to_string()
}
