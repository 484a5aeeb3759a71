//! What the templates are given: the paper, worded and cut into pieces, as JSON.

use serde_json::{Value, json};

use crate::text::{
    breakable, cell_paragraphs, keepable, keeping, leader_kept, ordinal, paragraphs, people_kept,
    signers_kept,
};
use crate::typeset::SLIP;
use crate::{PaperError, SlipItem, SlipPaper, SlipState, Strip};

/// What can only be known after a first setting, and is then set again with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Guess {
    /// Pages of the paper (共m页).
    pub(crate) pages: usize,
    /// Height of the closing row in mm.
    pub(crate) close: f64,
    /// The last item goes over to the page of the closing row.
    pub(crate) carry: bool,
}

/// Longest demand text in a cell; over it the slip shows an excerpt (form F5). A row never
/// splits, and one taller than a page would be cut.
const EXCERPT_CHARS: usize = 200;

/// Most paragraphs of a text in a cell.
const EXCERPT_PARAGRAPHS: usize = 6;

/// From this many on the 协办单位 get a row across the form, joined by 、.
const WIDE_UNITS: usize = 5;

/// Most lines of 9 characters the narrow 协办 cell takes before the wide row is better.
const NARROW_LINES: usize = 6;

/// The paper itself.
pub(crate) fn slip(paper: &SlipPaper) -> Result<Value, PaperError> {
    let mut annexes = Vec::new();
    let names = keepable(paper.names.iter().map(String::as_str));
    let prose = |text: &str| -> Vec<Value> {
        cell_paragraphs(text).into_iter().map(|value| keeping(value, &names)).collect()
    };
    let items: Vec<Value> = paper
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            slip_item(index + 1, index + 1 == paper.items.len(), item, &names, &mut annexes)
        })
        .collect();
    let instruction = paper.instruction.as_ref().map(|instruction| {
        let signature = match &instruction.signature {
            Some(ink) if !ink.is_empty() => Some(ink.svg()?),
            _ => None,
        };
        Ok::<_, PaperError>(json!({
            "paras": prose(&instruction.text),
            "signature": signature,
            "signer": instruction.signer.as_deref().map(signers_kept),
            "date": instruction.signed_on.map(|day| day.to_string()),
        }))
    });
    Ok(json!({
        "mark": paper.mark,
        "prefix": paper.number.prefix,
        "serial": paper.number.serial.map(|serial| serial.to_string()),
        "suffix": paper.number.suffix,
        "head": paper.urgency,
        "enterprise": breakable(&paper.enterprise),
        "visitors": people_kept(or_dash(paper.visitors.as_deref())),
        "source": breakable(&paper.source),
        "leader": leader_kept(or_dash(paper.leader.as_deref())),
        "lead_leader": paper.lead_leader.as_deref().map(leader_kept),
        "instruction": instruction.transpose()?,
        "proposal": prose(paper.proposal.as_deref().unwrap_or_default()),
        "drafted_by": paper.drafted_by.as_deref().map(signers_kept),
        "reviewed_by": paper.reviewed_by.as_deref().map(signers_kept),
        "approved_by": paper.approved_by.as_ref().map(|approval| json!({
            "name": signers_kept(&approval.name),
            "date": approval.on.map(|day| day.to_string()),
        })),
        "count": ordinal(paper.items.len()),
        "items": items,
        "annexes": annexes,
        "notes": paper.notes.iter().flat_map(|note| cell_paragraphs(note)).collect::<Vec<_>>(),
        "issuer": breakable(&paper.issuer),
        "issued_on": paper.issued_on.map(|day| day.to_string()),
    }))
}

/// What surrounds the paper, and the guess.
pub(crate) fn slip_page(paper: &SlipPaper, guess: Guess) -> Value {
    let number = paper.number.full();
    let (ident, stamp, reason) = match &paper.state {
        SlipState::Draft => (format!("待签批稿　{}", paper.strip.code), None, None),
        SlipState::Issued => (number.clone().unwrap_or_default(), None, None),
        SlipState::Void { reason } => {
            (number.clone().unwrap_or_default(), Some("作废"), Some(breakable(reason)))
        }
    };
    let stamp = stamp.or(paper.corrected.then_some("更正"));
    let strip_ident = match stamp {
        Some(stamp) => format!("{ident}（{stamp}）"),
        None => ident.clone(),
    };
    json!({
        "total": guess.pages,
        "close": guess.close,
        "carry": guess.carry,
        "mark": paper.mark,
        "ident": ident,
        "stamp": stamp,
        "reason": reason,
        "strip": strip(&paper.strip, SLIP, &strip_ident),
    })
}

fn slip_item(
    number: usize,
    last: bool,
    item: &SlipItem,
    names: &[&str],
    annexes: &mut Vec<Value>,
) -> Value {
    let kept = |paragraphs: Vec<Value>| -> Vec<Value> {
        paragraphs.into_iter().map(|value| keeping(value, names)).collect()
    };
    let text = kept(cell_text(&item.text, "诉求全文", annexes));
    let requirement = item
        .requirement
        .as_deref()
        .filter(|text| !text.trim().is_empty())
        .map(|text| kept(cell_text(text, "办理要求全文", annexes)));
    let lines: usize = item.assisting.iter().map(|unit| unit.chars().count().div_ceil(9)).sum();
    let wide = item.assisting.len() >= WIDE_UNITS || lines > NARROW_LINES;
    let assisting = if wide {
        vec![breakable(&item.assisting.join("、"))]
    } else {
        item.assisting.iter().map(|unit| breakable(unit)).collect()
    };
    let due = match item.limit.due_on {
        Some(day) => {
            json!({ "date": day.to_string(), "note": item.limit.provisional.then_some("（暂定）") })
        }
        None => json!({ "date": null, "note": "（交办次日起算）" }),
    };
    json!({
        "ordinal": ordinal(number),
        "last": last,
        "title": breakable(&item.title),
        "tags": item.tags.iter().map(|tag| breakable(tag)).collect::<Vec<_>>(),
        "text": text,
        "requirement": requirement,
        "lead": breakable(&item.lead),
        "responsible": item.responsible.as_deref().map(people_kept),
        "wide": wide,
        "assisting": assisting,
        "limit": breakable(&item.limit.text),
        "due": due,
    })
}

/// The paragraphs of a text in its cell; a long one becomes an excerpt, its whole an annex.
fn cell_text(text: &str, title: &str, annexes: &mut Vec<Value>) -> Vec<Value> {
    let cell = cell_paragraphs(text);
    let flat: String = text.lines().collect();
    let chars = flat.chars().count();
    if chars <= EXCERPT_CHARS && cell.len() <= EXCERPT_PARAGRAPHS {
        return cell;
    }
    // The annex keeps to its grid of characters.
    let whole = paragraphs(text);
    let number = annexes.len() + 1;
    annexes.push(json!({ "number": number, "title": title, "paras": whole }));
    let note = format!("（摘录，全文{chars}字见附件{number}）");
    cell_paragraphs(&format!("{}{note}", excerpt(&flat)))
}

/// The first sentences of a text within [`EXCERPT_CHARS`]; where there is no full stop, the first
/// characters and a sign of omission.
fn excerpt(flat: &str) -> String {
    let head: String = flat.chars().take(EXCERPT_CHARS).collect();
    match head.rfind(['。', '！', '？']) {
        Some(stop) => {
            let end = stop + head[stop..].chars().next().map_or(0, char::len_utf8);
            head[..end].to_owned()
        }
        None => format!("{head}……"),
    }
}

pub(crate) fn optional(text: Option<&str>) -> Value {
    breakable(or_dash(text))
}

fn or_dash(text: Option<&str>) -> &str {
    text.map(str::trim).filter(|text| !text.is_empty()).unwrap_or("—")
}

/// The two lines of the machine strip, and the kind its code is found by.
pub(crate) fn strip(strip: &Strip, kind: &str, ident: &str) -> Value {
    json!({
        "kind": kind,
        "ident": ident,
        "line": format!(
            "核验码 {}　第{}版　{}制表　第{}次打印",
            strip.check, strip.version, strip.made_at, strip.print
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_sentence() {
        let text = format!("{}。{}", "甲".repeat(150), "乙".repeat(100));
        assert_eq!(excerpt(&text), format!("{}。", "甲".repeat(150)));
        assert!(excerpt(&"甲".repeat(300)).ends_with("……"));
    }

    #[test]
    fn short_text_stays_whole_and_long_text_gets_an_annex() {
        let mut annexes = Vec::new();
        assert_eq!(cell_text("短。", "诉求全文", &mut annexes).len(), 1);
        assert!(annexes.is_empty());
        cell_text(&"字。".repeat(101), "诉求全文", &mut annexes);
        cell_text(&"一\n".repeat(8), "诉求全文", &mut annexes);
        assert_eq!(annexes.len(), 2);
        assert_eq!(annexes[1]["paras"].as_array().unwrap().len(), 8);
    }
}
