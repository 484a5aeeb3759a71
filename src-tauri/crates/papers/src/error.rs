//! What can go wrong between a paper and its pages.

use crate::TextFault;

/// Why a paper could not be made. Never a half-made file: either bytes or this.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A text field holds something a paper cannot show; see [`crate::check_text`].
    #[error("field {field} cannot be printed: {fault}")]
    Text {
        /// Name of the field of the paper, as in the struct.
        field: &'static str,
        /// What is wrong with its text.
        fault: TextFault,
    },
    /// A field is longer than its place on the form can ever take.
    #[error("field {field} has {found} characters, at most {max} fit")]
    TooLong {
        /// Name of the field of the paper, as in the struct.
        field: &'static str,
        /// Characters found; a line break counts as a full line.
        found: usize,
        /// Characters allowed.
        max: usize,
    },
    /// A field that must be filled is empty, or a list that needs an entry has none.
    #[error("field {0} is empty")]
    Empty(&'static str),
    /// No loaded font has these characters: they would print as boxes.
    #[error("no font has {0:?}")]
    MissingGlyph(Vec<char>),
    /// A signature whose numbers are not finite, out of its own bounds, or too many.
    #[error("the signature strokes are not drawable")]
    BadInk,
    /// A machine code that does not fit its QR code or is not plain ASCII.
    #[error("the machine code {0:?} cannot be encoded")]
    BadCode(String),
    /// Text ran off the sheet; nothing is printed rather than a cut page.
    #[error("text runs off page {page}")]
    Overflow {
        /// First page concerned, counted from 1.
        page: usize,
    },
    /// The template did not compile; the messages of the typesetter.
    #[error("the template failed: {}", .0.join("; "))]
    Template(Vec<String>),
    /// The typesetter broke off (a bug in it that this text met).
    #[error("the typesetter broke off")]
    Typesetter,
    /// Fewer fonts were found than a role needs.
    #[error("no font for {role} in the given folders, wanted one of {wanted:?}")]
    NoFont {
        /// The role without a font, e.g. 仿宋.
        role: &'static str,
        /// The families looked for, best first.
        wanted: &'static [&'static str],
    },
    /// The caller broke the work off.
    #[error("cancelled")]
    Cancelled,
    /// The container of a docx could not be written.
    #[error("the docx could not be packed")]
    Container,
    /// A chart that is no SVG or too large to be drawn.
    #[error("the chart cannot be drawn")]
    BadPicture,
    /// The data could not be handed to the template.
    #[error("the paper's data could not be written as JSON")]
    Data(#[from] serde_json::Error),
}
