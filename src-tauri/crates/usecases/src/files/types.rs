//! Inputs and outputs: attached files (附件).

use chrono::{DateTime, Utc};
use domain::ids::{ActId, AttachmentId, RowId, UnitId};

use crate::wire::wire;

wire! {
    /// A stored file; its content is named by its SM3 hash and never changes.
    pub struct Attachment {
        pub id: AttachmentId,
        pub name: String,
        /// `image/png`, `application/pdf`…, by content, not by name.
        pub media_type: String,
        pub bytes: i64,
        pub sm3: String,
        pub added_at: DateTime<Utc>,
        pub added_by: String,
        /// The paper of which it is a scan, in words; empty where nobody said.
        pub paper: String,
        /// Whose receipt it shows.
        pub unit_id: Option<UnitId>,
        /// The act whose paper it shows.
        pub act_id: Option<ActId>,
    }

    /// Takes a copy of a file on this machine.
    pub struct AttachFile {
        pub path: String,
        /// `reception`, `demand`, `slip`, `guest`; with the row's id.
        pub owner: domain::attachment::AttachmentOwner,
        pub owner_id: RowId,
    }

    /// The pictures of a sitting (现场照片).
    pub struct PhotoList {
        pub photos: Vec<Attachment>,
    }

    /// A picture as the window draws it.
    pub struct PhotoView {
        /// A `data:` address; none where the window cannot draw it, or it is too large.
        pub data: Option<String>,
    }

    /// A checked copy for the system's viewer.
    pub struct AttachmentFile {
        pub path: String,
    }
}
