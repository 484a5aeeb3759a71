//! A bulletin takes its number and is frozen.

use chrono::Datelike;
use domain::bulletin::{BulletinState, IssueNumber, may_issue_on};
use domain::dates::paper_date;
use papers::Form;
use store::tables::bulletins::{self, BulletinRow};

use super::drafting::{detail, drafted, save};
use super::paper::paper;
use super::{BulletinDetail, IssueBulletin};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// More issues than any office numbers.
const NUMBER_MAX: u32 = 9_999;

/// Issues a bulletin: gapless in its year and over all (form F16). One that cannot be set takes no
/// number.
pub(crate) fn issue_bulletin(
    context: &Context<'_>,
    input: IssueBulletin,
) -> Result<BulletinDetail, UseCaseError> {
    let mut fields = Fields::new();
    fields.date("on", input.on);
    for (field, number) in [("first_seq", input.first_seq), ("first_total", input.first_total)] {
        if let Some(number) = number {
            fields.range(field, number, 1..=NUMBER_MAX);
        }
    }
    if input.first_seq.unwrap_or(1) > input.first_total.unwrap_or(NUMBER_MAX) {
        fields.reject("first_total", "总期数不能小于本年期数。");
    }
    fields.finish()?;
    context.write("issue_bulletin", |tx| {
        let before = drafted(tx, &input.id, input.version)?;
        let last = bulletins::last_numbered(tx, before.kind)?;
        let last_on = last.as_ref().and_then(|row| row.issued_on);
        if !may_issue_on(input.on, last_on, context.today()) {
            let words = match last_on.filter(|last| input.on < *last) {
                Some(last) => format!("不能早于上一期的印发日期{}。", paper_date(last)),
                None => String::from("印发日期不能晚于今天。"),
            };
            return Err(UseCaseError::field("on", words));
        }
        let last = last.and_then(|row| row.number());
        let given = input.first_seq.is_some() || input.first_total.is_some();
        if given && last.is_some() {
            let words = "已有编过期号的，期号接着上一期编，不能另填。";
            return Err(UseCaseError::field("first_seq", words));
        }
        let mut number = IssueNumber::after(last, input.on.year());
        if last.is_none() {
            number.seq = input.first_seq.unwrap_or(1);
            number.total = input.first_total.unwrap_or(number.seq);
        }
        let mut row = BulletinRow {
            state: BulletinState::Issued,
            number_year: Some(number.year),
            number_seq: Some(number.seq),
            number_total: Some(number.total),
            issued_on: Some(input.on),
            ..before.clone()
        };
        let paper = paper(context, &row)?;
        row.paper = Some(serde_json::to_string(&paper)?);
        context.typesetter()?.form_pages(&Form::Bulletin(Box::new(paper)))?;
        let row = save(tx, &before, row)?;
        detail(context, tx, &row)
    })
}
