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
    // Word and WeChat take dots; who draws further wants lines.
    let is_svg = input.path.to_ascii_lowercase().ends_with(".svg");
    let ending = if is_svg { "svg" } else { "png" };
    let path = fields.target("path", &input.path, (context.office().root(), ending));
    fields.shorter("svg", &input.svg, SVG_MAX);
    let is_picture = input.svg.starts_with("<svg") && input.svg.ends_with("</svg>");
    if !is_picture {
        fields.reject("svg", "这不是图表，没有保存。");
    }
    fields.finish()?;
    let drawn = match is_svg {
        true => None,
        false => Some(papers::draw_chart(&input.svg, context.typesetter()?.fonts())?),
    };
    let picture = drawn.as_deref().unwrap_or(input.svg.as_bytes());
    let make = |beside: &Path| {
        write_whole(beside, picture).map_err(UseCaseError::io(beside))?;
        Ok(ChartSaved { path: path.display().to_string() })
    };
    publish(context, "save_chart", &path, make, |saved| Exported { path: saved.path.clone() })
}
