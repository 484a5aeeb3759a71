//! Forms made from the records as they stand now, or blank for the pen: F2 企业诉求登记表, F3 接待记录,
//! F7 进展反馈表; 会前简报 and 诉求确认单 of a guest.

mod brief;
mod confirmation;
mod progress;
mod record;
mod registration;
mod types;

pub(crate) use record::attendance;
pub use types::*;

use papers::{Form, Strip};
use rusqlite::Connection;

use crate::context::Context;
use crate::error::UseCaseError;
use crate::office::{OfficeSettings, read_settings};
use crate::printing::{self, made, on_screen, place};
use crate::slip::{PaperPreview, PrintedPaper, check_code, paper_time};

/// What a line of a form holds; the rest is cut, visibly.
const LINE_MAX: usize = 120;

/// Shows a form as it prints.
pub(crate) fn preview_form(
    context: &Context<'_>,
    input: PreviewForm,
) -> Result<PaperPreview, UseCaseError> {
    let (form, _) = context.read(|connection| form(context, connection, &input.form))?;
    on_screen(context, &form)
}

/// Makes the PDF of a form as of now.
pub(crate) fn print_form(
    context: &Context<'_>,
    input: PrintForm,
) -> Result<PrintedPaper, UseCaseError> {
    let target = place(context, &input.job, input.path.as_deref())?;
    let (form, name) = context.read(|connection| form(context, connection, &input.form))?;
    let made = made(context, &[form], &input.job, target, &name)?;
    made.put_in_place(None)
}

/// The form and what its file is called.
fn form(
    context: &Context<'_>,
    connection: &Connection,
    choice: &FormChoice,
) -> Result<(Form, String), UseCaseError> {
    let desk = Desk { context, settings: read_settings(connection)? };
    let work = |(paper, name): (papers::WorkPaper, String)| (Form::Work(Box::new(paper)), name);
    Ok(match choice {
        FormChoice::Registration { demand_id } => {
            work(registration::of_demand(&desk, connection, demand_id)?)
        }
        FormChoice::EnterpriseRegistration { enterprise_id } => {
            work(registration::of_enterprise(&desk, connection, enterprise_id)?)
        }
        FormChoice::BlankRegistration {} => work(registration::blank(&desk)),
        FormChoice::Record { reception_id } => {
            let (paper, name) = record::paper(&desk, connection, reception_id)?;
            (Form::Record(Box::new(paper)), name)
        }
        FormChoice::Brief { guest_id } => work(brief::paper(&desk, connection, guest_id)?),
        FormChoice::Confirmation { guest_id } => {
            work(confirmation::paper(&desk, connection, guest_id)?)
        }
        FormChoice::Progress { task_id } => work(progress::of_task(&desk, connection, task_id)?),
        FormChoice::BlankProgress {} => work(progress::blank(&desk)),
    })
}

/// What every form is made with.
struct Desk<'c, 's> {
    context: &'c Context<'s>,
    settings: OfficeSettings,
}

impl Desk<'_, '_> {
    /// The strip of a form that goes by this code.
    fn strip(&self, code: String) -> Strip {
        Strip {
            check: check_code(&[&code]),
            code,
            version: 1,
            made_at: paper_time(self.context.now()),
            print: 1,
        }
    }

    /// 退回：川江区工商业联合会，联系人：何静，电话：0830-5550126.
    fn return_to(&self) -> Option<String> {
        let named = [
            ("", &self.settings.name),
            ("联系人：", &self.settings.contact_name),
            ("电话：", &self.settings.contact_phone),
        ];
        let words: Vec<String> = named
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| format!("{label}{value}"))
            .collect();
        (!words.is_empty()).then(|| format!("交回：{}", words.join("　")))
    }
}

/// Puts a text on one line and cuts it to what a form holds; the cut shows.
fn within(text: &str) -> String {
    printing::within(&text.replace('\n', "　"), LINE_MAX)
}
