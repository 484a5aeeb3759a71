//! 附件: files kept beside the database.

mod attach_file;
mod kind;
mod open_attachment;
mod photos;
mod types;

pub(crate) use attach_file::{
    all_attachments_of, attach_file, attachments_of, check as check_file,
};
pub use kind::OPENABLE;
pub(crate) use open_attachment::{is_unsafe_in_name, open_attachment, safe_name};
pub(crate) use photos::{count_photos, list_photos, view_photo};
pub use types::*;
