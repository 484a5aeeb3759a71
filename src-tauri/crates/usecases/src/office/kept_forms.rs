//! Forms typed in and not saved yet: kept through a power cut, shown to who typed them.

use chrono::TimeDelta;
use domain::ids::ClerkId;
use domain::text::TextRule;
use store::tables::kept_forms::{self, KeptFormRow};

use super::{KeepForm, KeptForm, KeptFormList};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::wire::Nothing;

/// The longest name of a form: its word and the identifiers of what it is about.
const KEY_MAX: usize = 200;
/// The largest form: one of ten texts of their full length with room to spare.
const FORM_MAX: usize = 400_000;
/// What nobody went on with for so long is forgotten.
const KEPT_DAYS: i64 = 60;

/// Lists the forms of the clerk at the desk.
pub(crate) fn list_kept_forms(
    context: &Context<'_>,
    _: Nothing,
) -> Result<KeptFormList, UseCaseError> {
    let clerk = ClerkId::new(context.clerk().id.clone());
    context.read(|connection| {
        let rows = kept_forms::list(connection, &clerk)?;
        let forms = rows.into_iter().map(|row| KeptForm { key: row.key, form: row.form });
        Ok(KeptFormList { forms: forms.collect() })
    })
}

/// Keeps what stands in a form, or forgets it once it is saved or given up.
pub(crate) fn keep_form(context: &Context<'_>, input: KeepForm) -> Result<Nothing, UseCaseError> {
    let mut fields = Fields::new();
    let key = fields.text("key", &input.key, TextRule::line(KEY_MAX));
    if let Some(form) = &input.form {
        fields.shorter("form", form, FORM_MAX);
        if serde_json::from_str::<serde_json::Value>(form).is_err() {
            fields.reject("form", "表单的内容读不出来。");
        }
        fields.refuse_secret("form", form);
    }
    fields.finish()?;
    let clerk = ClerkId::new(context.clerk().id.clone());
    let kept_at = context.now();
    context.write("keep_form", |tx| {
        kept_forms::forget_before(tx, kept_at - TimeDelta::days(KEPT_DAYS))?;
        match input.form {
            Some(form) => kept_forms::keep(tx, &clerk, &KeptFormRow { key, form, kept_at })?,
            None => kept_forms::forget(tx, &clerk, &key)?,
        }
        Ok(Nothing {})
    })
}
