//! A sentence becomes a demand.

use domain::demand::Source;
use store::tables::demands::{self, QuoteRow};
use store::tables::{entries, guests, receptions};

use super::get_minutes::sitting_demand;
use super::save_entry::{check_guest, check_open, client_id};
use super::{Quote, RaiseDemand, SittingDemand};
use crate::context::Context;
use crate::demand::{checked, new_demand, save_demand};
use crate::directory::going_on;
use crate::error::UseCaseError;
use crate::fields::Fields;
use domain::ids::ReceptionId;
use rusqlite::Connection;

/// Makes a demand from words of the record. Sent again, it returns what was made.
pub(crate) fn raise_demand(
    context: &Context<'_>,
    input: RaiseDemand,
) -> Result<SittingDemand, UseCaseError> {
    let mut fields = Fields::new();
    let content = checked(&mut fields, "fields.", &input.fields);
    client_id(&mut fields, "id", input.id.as_str());
    fields.finish()?;
    context.write("raise_demand", |tx| {
        if let Some(row) = demands::find(tx, &input.id)? {
            return sitting_demand(context, tx, row);
        }
        check_open(tx, &input.reception_id)?;
        check_guest(tx, &input.reception_id, Some(&input.guest_id))?;
        let quote = check_quote(tx, &input.reception_id, &input.quote)?;
        let reception = receptions::get(tx, &input.reception_id)?;
        let guest = guests::get(tx, &input.guest_id)?;
        // A double takes no new demands, also where it was invited before it was merged (scenario 20).
        let enterprise = going_on(tx, &guest.enterprise_id)?;
        let mut row = new_demand(
            tx,
            input.id.clone(),
            enterprise,
            Source::Sitting,
            reception.held_on,
            content,
        )?;
        row.reception_id = Some(reception.id);
        row.guest_id = Some(guest.id);
        row.contact_name = guest.representative;
        row.contact_phone = guest.phone;
        row.quotes = vec![quote];
        let row = save_demand(tx, None, row)?;
        sitting_demand(context, tx, row)
    })
}

/// Checks that the words stand in the record of this sitting.
pub(super) fn check_quote(
    connection: &Connection,
    reception: &ReceptionId,
    quote: &Quote,
) -> Result<QuoteRow, UseCaseError> {
    let refuse = || UseCaseError::field("quote", "引文不在这次记录里，请重新选一句。");
    let entry = entries::find(connection, &quote.entry_id)?.ok_or_else(refuse)?;
    let length = u32::try_from(entry.text.chars().count()).unwrap_or(u32::MAX);
    let is_inside = quote.from < quote.to && quote.to <= length;
    if entry.reception_id != *reception || entry.void_reason.is_some() || !is_inside {
        return Err(refuse());
    }
    Ok(QuoteRow { entry_id: quote.entry_id.clone(), from: quote.from, to: quote.to })
}
