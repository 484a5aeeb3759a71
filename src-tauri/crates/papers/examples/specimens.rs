//! Writes the specimens' PDFs into a folder, to be viewed beside `papers/*.png`.
//!
//! `cargo run -p papers --example specimens -- FOLDER`

#[path = "../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("FOLDER is missing")?);
    let typesetter = common::typesetter();
    let mut void = common::signed();
    void.state = papers::SlipState::Void { reason: "承办单位调整，另行交办。".into() };
    let mut corrected = common::signed();
    corrected.corrected = true;
    corrected.strip.print = 2;
    let mut provisional = common::long_dates();
    provisional.items[0].limit.provisional = true;
    let slips = [
        ("one", common::one_item()),
        ("eight", common::eight_items()),
        ("dates", common::long_dates()),
        ("provisional", provisional),
        ("01-draft", common::draft()),
        ("02-signed", common::signed()),
        ("03-four", common::four_items()),
        ("04-hard", common::hard()),
        ("void", void),
        ("corrected", corrected),
    ];
    for (name, paper) in slips {
        std::fs::write(folder.join(format!("{name}.pdf")), typesetter.slip_pdf(&paper)?)?;
    }
    for (index, svg) in typesetter.slip_svg(&common::signed())?.iter().enumerate() {
        std::fs::write(folder.join(format!("02-signed-{}.svg", index + 1)), svg)?;
    }
    std::fs::write(folder.join("05-receipt.pdf"), typesetter.receipt_pdf(&common::receipt())?)?;
    for count in [1, 2, 3, 4, 5] {
        let pdf = typesetter.receipt_pdf(&common::receipt_of(count))?;
        std::fs::write(folder.join(format!("05-receipt-{count}.pdf")), pdf)?;
    }
    Ok(())
}
