//! Writes the PDFs of the papers after the slip into a folder, to be viewed beside `papers/*.png`.
//!
//! `cargo run -p papers --example later_specimens -- FOLDER`

#[path = "../tests/common/bulletins.rs"]
mod bulletins;
#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/later.rs"]
mod later;
#[path = "../tests/common/work.rs"]
mod work;

use std::error::Error;
use std::ops::ControlFlow;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("FOLDER is missing")?);
    let typesetter = common::typesetter();
    let write = |name: &str, pdf: Vec<u8>| std::fs::write(folder.join(format!("{name}.pdf")), pdf);
    write("06-chase", typesetter.chase_pdf(&later::chase())?)?;
    write("07-letter", typesetter.chase_pdf(&later::letter())?)?;
    let mut alone = later::letter();
    alone.has_answer_sheet = false;
    write("07-letter-alone", typesetter.chase_pdf(&alone)?)?;
    write("06-hard", typesetter.chase_pdf(&later::hard_chase())?)?;
    write("07-hard", typesetter.chase_pdf(&later::hard_letter())?)?;
    write("08-reply", typesetter.reply_pdf(&later::reply())?)?;
    write("08-rating", typesetter.rating_pdf(&later::rating())?)?;
    write("17-refusal", typesetter.notice_pdf(&later::refusal())?)?;
    write("17-referral", typesetter.notice_pdf(&later::referral())?)?;
    let clue = papers::Form::Clue(Box::new(later::clue()));
    let letter = typesetter.forms_pdf(&[clue], &mut |_| ControlFlow::Continue(()))?;
    write("f18-clue", letter.pdf)?;
    for (name, paper) in [
        ("f16-bulletin", bulletins::quarterly()),
        ("f16-charted", bulletins::charted()),
        ("f4-summary", bulletins::summary()),
    ] {
        std::fs::write(folder.join(format!("{name}.docx")), paper.docx(typesetter.fonts())?)?;
        let form = papers::Form::Bulletin(Box::new(paper));
        write(name, typesetter.forms_pdf(&[form], &mut |_| ControlFlow::Continue(()))?.pdf)?;
    }
    for (name, paper) in [
        ("f8-asked", work::asked()),
        ("f8-granted", work::granted()),
        ("f9-objection", work::objection()),
        ("f9-reassignment", work::reassignment()),
        ("f11-completion", work::completion()),
        ("f11-hard", work::hard()),
    ] {
        write(name, typesetter.work_pdf(&paper)?)?;
    }
    Ok(())
}
