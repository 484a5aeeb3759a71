//! Registering a demand outside a sitting (登记诉求), transition 1.

use domain::ids::DemandId;
use store::tables::{enterprises, receptions};

use super::content::checked;
use super::detail::demand_detail;
use super::following;
use super::saving::{new_demand, save_demand};
use super::{DemandDetail, RegisterDemand};
use crate::context::Context;
use crate::directory::refuse_merged;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::handling::origin_unit;
use crate::supervisors::standing;

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
    let contact_name = fields.optional_name("contact_name", &input.contact_name);
    let contact_phone = fields.line("contact_phone", &input.contact_phone);
    fields.date("raised_on", input.raised_on);
    if input.raised_on > context.today() {
        fields.reject("raised_on", "登记日期不能晚于今天。");
    }
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
        if let Some(unit) = &input.origin_unit_id {
            row.origin.origin_unit_id = Some(origin_unit(tx, unit, "origin_unit_id")?.id);
        }
        if let Some(id) = &input.supervisor_id {
            row.origin.supervisor_id = Some(standing(tx, id, input.raised_on)?.id);
        }
        row.reception_id = input.reception_id.clone();
        row.contact_name = contact_name;
        row.contact_phone = contact_phone;
        let row = save_demand(tx, None, row)?;
        if let Some(before) = input.follows {
            following::link(tx, &row.id, before)?;
        }
        demand_detail(context, tx, &row.id)
    })
}
