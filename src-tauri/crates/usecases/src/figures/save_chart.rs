//! A chart of the screen as a picture of its own.

use std::path::Path;

use serde::Serialize;

use super::{ChartSaved, SaveChart};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::publish;
use crate::fields::Fields;
use crate::printing::write_whole;

/// Many times what a chart takes.
const SVG_MAX: usize = 400_000;

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported {
    path: String,
}

/// Writes the picture where the clerk wants it and notes it in the journal.
pub(crate) fn save_chart(
    context: &Context<'_>,
    input: SaveChart,
) -> Result<ChartSaved, UseCaseError> {
    let mut fields = Fields::new();
    let path = fields.target("path", &input.path, (context.office().root(), "svg"));
    fields.shorter("svg", &input.svg, SVG_MAX);
    let is_picture = input.svg.starts_with("<svg") && input.svg.ends_with("</svg>");
    if !is_picture {
        fields.reject("svg", "这不是图表，没有保存。");
    }
    fields.finish()?;
    let make = |beside: &Path| {
        write_whole(beside, input.svg.as_bytes()).map_err(UseCaseError::io(beside))?;
        Ok(ChartSaved { path: path.display().to_string() })
    };
    publish(context, "save_chart", &path, make, |saved| Exported { path: saved.path.clone() })
}
