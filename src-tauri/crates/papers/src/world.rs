//! The typesetter's world: our templates, one paper's data, our fonts. It has no clock, no file
//! system and no packages, so nothing but these decides what a page looks like.

use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::Fonts;

/// Which template makes the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// F5 交办单.
    Slip,
    /// F6 签收回执.
    Receipt,
    /// F10 催办单.
    Chase,
    /// F10 督办函.
    Supervise,
    /// F12 答复函.
    Reply,
    /// F13 评价表.
    Rating,
    /// F17 告知单.
    Notice,
}

impl Form {
    const ALL: [Self; 7] = [
        Self::Slip,
        Self::Receipt,
        Self::Chase,
        Self::Supervise,
        Self::Reply,
        Self::Rating,
        Self::Notice,
    ];

    fn template(self) -> (&'static str, &'static str) {
        match self {
            Self::Slip => ("slip.typ", include_str!("../templates/slip.typ")),
            Self::Receipt => ("receipt.typ", include_str!("../templates/receipt.typ")),
            Self::Chase => ("chase.typ", include_str!("../templates/chase.typ")),
            Self::Supervise => ("supervise.typ", include_str!("../templates/supervise.typ")),
            Self::Reply => ("reply.typ", include_str!("../templates/reply.typ")),
            Self::Rating => ("rating.typ", include_str!("../templates/rating.typ")),
            Self::Notice => ("notice.typ", include_str!("../templates/notice.typ")),
        }
    }
}

/// The parts that templates import.
const PARTS: [(&str, &str); 3] = [
    ("base.typ", include_str!("../templates/base.typ")),
    ("letter.typ", include_str!("../templates/letter.typ")),
    ("rating-sheet.typ", include_str!("../templates/rating-sheet.typ")),
];

/// What all papers of a program share: library, fonts, parsed templates.
pub(crate) struct Shared {
    library: LazyHash<Library>,
    fonts: Fonts,
    /// The forms' templates, as [`Form::ALL`] orders them, then the parts.
    sources: Vec<Source>,
}

impl Shared {
    pub(crate) fn new(fonts: Fonts) -> Self {
        let sources = Form::ALL
            .map(Form::template)
            .into_iter()
            .chain(PARTS)
            .map(|(path, text)| Source::new(id(path), text.to_owned()))
            .collect();
        Self { library: LazyHash::new(Library::default()), fonts, sources }
    }

    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

static DATA: LazyLock<FileId> = LazyLock::new(|| id("data.json"));

/// One paper to be set.
pub(crate) struct PaperWorld {
    shared: Arc<Shared>,
    form: Form,
    data: Bytes,
}

impl PaperWorld {
    pub(crate) fn new(shared: Arc<Shared>, form: Form, json: Vec<u8>) -> Self {
        Self { shared, form, data: Bytes::new(json) }
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shared.fonts.book()
    }

    fn main(&self) -> FileId {
        id(self.form.template().0)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let of = |source: &&Source| source.id() == id;
        self.shared.sources.iter().find(of).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
