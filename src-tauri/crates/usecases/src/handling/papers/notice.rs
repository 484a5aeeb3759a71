//! 不予受理 and 转介告知单 (F17).

use domain::act::Decline;
use domain::handling::DeclineReason;
use domain::terms::Term;
use papers::{NoticePaper, Referral};
use rusqlite::Connection;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::{enterprises, receptions};

use super::Desk;
use super::words;
use crate::error::UseCaseError;
use crate::printing::within;
use crate::slip::{date, occasion};

/// What the cell of 主要内容 holds, its line breaks taken out.
const SUMMARY_MAX: usize = 300;
const SOURCE_MAX: usize = 60;

/// Returns the notice of a demand that is not taken up.
///
/// # Errors
/// When something it names cannot be read.
pub(super) fn paper(
    desk: &Desk<'_, '_>,
    connection: &Connection,
    act: &ActRow,
    body: &Decline,
    demand: &DemandRow,
) -> Result<NoticePaper, UseCaseError> {
    let settings = &desk.settings;
    let content = &demand.content;
    let enterprise = enterprises::get(connection, &demand.enterprise_id)?;
    let reception =
        demand.reception_id.as_ref().map(|id| receptions::get(connection, id)).transpose()?;
    let is_referred = !body.referred_to.is_empty();
    let said = [content.facts.as_str(), content.request.as_str()]
        .into_iter()
        .flat_map(str::lines)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<String>();
    let or_none =
        |text: &str| if text.is_empty() { "（未填）".to_owned() } else { text.to_owned() };
    Ok(NoticePaper {
        mark: if is_referred {
            "民营企业诉求转介告知单"
        } else {
            "民营企业诉求不予受理告知单"
        }
        .to_owned(),
        number: desk.number(act),
        enterprise: enterprise.name,
        registered_on: date(demand.raised_on),
        source: within(&occasion(reception.as_ref(), Some(demand)), SOURCE_MAX),
        demand: demand.number(),
        category: content.category.map_or(content.kind.label(), Term::label).to_owned(),
        matter: or_none(&content.title),
        summary: or_none(&within(&said, SUMMARY_MAX)),
        referred: is_referred.then(|| Referral {
            unit: body.referred_to.clone(),
            contact: None,
            papers: None,
        }),
        reason: body.reason.label().to_owned(),
        explanation: body.words.clone(),
        basis: body.basis.clone(),
        advice: advice(body.reason, is_referred).to_owned(),
        issuer: settings.name.clone(),
        issued_on: Some(date(act.made_on)),
        contact: words::contact(settings),
        strip: desk.strip(act, demand),
    })
}

/// 告知事项: where the enterprise can turn.
fn advice(reason: DeclineReason, is_referred: bool) -> &'static str {
    if is_referred {
        return "转介后由接收单位与你单位联系；没有接到联系的，请告知我们，我们将跟踪办理情况。";
    }
    match reason {
        DeclineReason::NoClearFact => "补充具体事实和请求后，可以再次提出。",
        DeclineReason::PrivateDispute => "可以通过协商、调解、仲裁或者诉讼途径解决。",
        DeclineReason::InProceedings => {
            "请在已经进入的程序中主张权利。有新的事实和理由的，可以向我们书面提出。"
        }
        DeclineReason::OutOfDistrict => "请向有管辖权的地方或者部门提出。",
        DeclineReason::Repeated => "有新的事实和理由的，可以再次提出，并附相应材料。",
    }
}
