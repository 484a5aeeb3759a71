//! Registering a demand outside a sitting (登记诉求), transition 1.

use domain::ids::DemandId;
use store::tables::{enterprises, receptions};

use super::content::checked;
use super::detail::demand_detail;
use super::following;
use super::origin::{checked_origin, set_origin};
use super::saving::{new_demand, save_demand};
use super::{DemandDetail, DemandOrigin, RegisterDemand};
use crate::context::Context;
use crate::directory::refuse_merged;
use crate::error::UseCaseError;
use crate::fields::Fields;

/// Registers a demand as a draft.
pub(crate) fn register_demand(
    context: &Context<'_>,
    input: RegisterDemand,
) -> Result<DemandDetail, UseCaseError> {
    let mut fields = Fields::new();
    let mut content = checked(&mut fields, "fields.", &input.fields);
    if content.title.is_empty() {
        fields.required_line("fields.title", &input.fields.title);
    }
    if let Some(before) = &input.follows {
        content = following::with_news(&mut fields, before, content);
    }
    let origin = DemandOrigin {
        source: input.source,
        raised_on: input.raised_on,
        contact_name: input.contact_name,
        contact_phone: input.contact_phone,
        origin_unit_id: input.origin_unit_id,
        supervisor_id: input.supervisor_id,
    };
    let origin = checked_origin(&mut fields, "", context.today(), origin);
    fields.finish()?;
    context.write("register_demand", |tx| {
        let Some(enterprise) = enterprises::find(tx, &input.enterprise_id)? else {
            return Err(UseCaseError::field("enterprise_id", "请选择企业，或先新建。"));
        };
        refuse_merged(tx, &enterprise)?;
        if let Some(reception) = &input.reception_id
            && receptions::find(tx, reception)?.is_none()
        {
            return Err(UseCaseError::field("reception_id", "没有这次接待活动，请重新选择。"));
        }
        if let Some(before) = &input.follows {
            following::check(tx, before, &input.enterprise_id, &content)?;
        }
        let id = DemandId::new(store::new_id());
        let mut row = new_demand(
            tx,
            id,
            input.enterprise_id.clone(),
            input.source,
            input.raised_on,
            content,
        )?;
        set_origin(tx, &mut row, origin)?;
        row.reception_id = input.reception_id.clone();
        let row = save_demand(tx, None, row)?;
        if let Some(before) = input.follows {
            following::link(tx, &row.id, before)?;
        }
        demand_detail(context, tx, &row.id)
    })
}
