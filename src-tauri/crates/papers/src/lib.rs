//! Papers: typed `…Paper` values in, PDF bytes and SVG pages out; charts of the screen as pictures.
//!
//! Pure: the same paper and fonts give the same bytes. No clock, no files but the fonts, no
//! network; text enters the typesetter as data, never as markup. The geometry follows GB/T 9704-2012.

mod batch;
mod bulletin;
mod chart;
mod chase;
mod clue;
mod cores;
mod date;
mod docx;
mod error;
mod export;
mod field;
mod fonts;
mod ink;
mod inspect;
mod letter;
mod notice;
mod picture;
mod rating;
mod receipt;
mod record;
mod reply;
mod report;
mod roll;
mod sheet;
mod slip;
mod strip;
mod text;
mod title;
mod typeset;
mod view;
mod work;
mod world;

pub use batch::{Form, Printed};
pub use bulletin::{BulletinLine, BulletinPaper, BulletinPart, BulletinTable};
pub use chart::CHARTED_MAX;
pub use chase::{ChaseKind, ChasePaper, Deed, Light, Standing};
pub use clue::CluePaper;
pub use date::{PaperDate, PaperTime};
pub use domain::text::TextFault;
pub use error::PaperError;
pub use fonts::Fonts;
pub use ink::{InkStroke, SignatureInk};
pub use notice::{NoticePaper, Referral};
pub use picture::draw_chart;
pub use rating::RatingPaper;
pub use receipt::ReceiptPaper;
pub use record::{RecordItem, RecordPaper};
pub use reply::ReplyPaper;
pub use report::{ReportPaper, ReportTable};
pub use roll::{RollColumn, RollKind, RollPaper};
pub use slip::{Approval, Instruction, Limit, SlipItem, SlipPaper, SlipState};
pub use strip::{MachineCode, PaperNumber, PrintedForm, Strip};
pub use text::{MAX_TEXT_CHARS, check_text};
pub use typeset::Typesetter;
pub use work::{WorkCell, WorkChoice, WorkKind, WorkPaper, WorkRow, WorkSign};
