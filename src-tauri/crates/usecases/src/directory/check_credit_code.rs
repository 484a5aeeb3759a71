//! The credit code while it is typed: form, district, duplicate.

use domain::credit_code::{CreditCode, CreditCodeFault};
use domain::enterprise::NameKind;
use store::tables::enterprises;

use super::{CheckCreditCode, CreditCodeCheck, NameHit};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::Fields;
use crate::office::read_settings;

/// Checks a credit code (GB 32100) and looks for another enterprise that has it.
pub(crate) fn check_credit_code(
    context: &Context<'_>,
    input: CheckCreditCode,
) -> Result<CreditCodeCheck, UseCaseError> {
    let mut fields = Fields::new();
    fields.query("code", &input.code);
    fields.finish()?;
    let code = match CreditCode::parse(&input.code) {
        Ok(code) => code,
        Err(fault) => {
            return Ok(CreditCodeCheck {
                normalised: input.code.trim().to_uppercase(),
                is_valid: false,
                fault: Some(fault),
                is_registered_elsewhere: false,
                duplicate: None,
            });
        }
    };
    context.read(|connection| {
        let office = read_settings(connection)?;
        let other = enterprises::find_by_credit_code(connection, code.as_str())?
            .filter(|other| Some(&other.id) != input.except.as_ref());
        Ok(CreditCodeCheck {
            normalised: code.as_str().to_owned(),
            is_valid: true,
            fault: None,
            is_registered_elsewhere: is_elsewhere(
                &office.district_code,
                code.registration_district(),
            ),
            duplicate: other.map(|other| NameHit {
                kind: NameKind::Enterprise,
                id: other.id.to_string(),
                name: other.name,
                short_name: other.short_name,
                note: other.street,
                spans: Vec::new(),
            }),
        })
    })
}

/// Tells whether a registration lies outside the office's district; unknown is not outside.
pub(crate) fn is_elsewhere(office: &str, registered: &str) -> bool {
    !office.is_empty() && !registered.is_empty() && office != registered
}

/// Says at the field what is wrong with a code and what to look at.
pub(super) fn message(fault: CreditCodeFault) -> String {
    match fault {
        CreditCodeFault::Length { found, missing_check: Some(check) } => {
            format!("统一社会信用代码共 18 位，现有 {found} 位；可能漏了末位“{check}”。")
        }
        CreditCodeFault::Length { found, missing_check: None } => {
            format!("统一社会信用代码共 18 位，现有 {found} 位。")
        }
        CreditCodeFault::Character { position, found, suggestion: Some(meant) } => {
            format!("第 {position} 位“{found}”不会出现在代码里，是不是“{meant}”？")
        }
        CreditCodeFault::Character { position, found, suggestion: None } => {
            format!("第 {position} 位“{found}”不会出现在代码里，请对照营业执照核对。")
        }
        CreditCodeFault::Check { found, expected } => {
            format!("校验不符：末位是“{found}”，按前 17 位应为“{expected}”。请对照营业执照核对。")
        }
    }
}
