//! The typesetter's world: our templates, one paper's data, our fonts. It has no clock, no file
//! system and no packages, so nothing but these decides what a page looks like.

use std::sync::{Arc, LazyLock};

use serde_json::json;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::Fonts;
use crate::strip::Codes;

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
    /// F8, F9, F11 and the short forms.
    Work,
    /// F19, F20 and the year's plan.
    Roll,
    /// F15, on one leaf.
    Report,
    /// F18 线索移送函.
    Clue,
    /// F3 接待记录.
    Record,
    /// F16 专报, the year's report, F4 纪要.
    Bulletin,
}

impl Form {
    const ALL: [Self; 13] = [
        Self::Slip,
        Self::Receipt,
        Self::Chase,
        Self::Supervise,
        Self::Reply,
        Self::Rating,
        Self::Notice,
        Self::Work,
        Self::Roll,
        Self::Report,
        Self::Clue,
        Self::Record,
        Self::Bulletin,
    ];

    /// Name and text of its template, which exports a function of that name.
    fn template(self) -> (&'static str, &'static str) {
        match self {
            Self::Slip => ("slip", include_str!("../templates/slip.typ")),
            Self::Receipt => ("receipt", include_str!("../templates/receipt.typ")),
            Self::Chase => ("chase", include_str!("../templates/chase.typ")),
            Self::Supervise => ("supervise", include_str!("../templates/supervise.typ")),
            Self::Reply => ("reply", include_str!("../templates/reply.typ")),
            Self::Rating => ("rating", include_str!("../templates/rating.typ")),
            Self::Notice => ("notice", include_str!("../templates/notice.typ")),
            Self::Work => ("work", include_str!("../templates/work.typ")),
            Self::Roll => ("roll", include_str!("../templates/roll.typ")),
            Self::Report => ("report", include_str!("../templates/report.typ")),
            Self::Clue => ("clue", include_str!("../templates/clue.typ")),
            Self::Record => ("record", include_str!("../templates/record.typ")),
            Self::Bulletin => ("bulletin", include_str!("../templates/bulletin.typ")),
        }
    }

    /// The only source of it that reads a paper's data: all else is evaluated once and remembered.
    fn main(self) -> Source {
        let (name, _) = self.template();
        // A slip is set again from what its first setting found out.
        let page = match self {
            Self::Slip => ", json(\"page.json\")",
            Self::Receipt
            | Self::Chase
            | Self::Supervise
            | Self::Reply
            | Self::Rating
            | Self::Notice
            | Self::Work
            | Self::Roll
            | Self::Report
            | Self::Clue
            | Self::Record
            | Self::Bulletin => "",
        };
        let text = format!("#import \"{name}.typ\": {name}\n#{name}(json(\"data.json\"){page})");
        Source::new(id(&format!("{name}-main.typ")), text)
    }
}

/// The parts that templates import.
const PARTS: [(&str, &str); 3] = [
    ("base", include_str!("../templates/base.typ")),
    ("letter", include_str!("../templates/letter.typ")),
    ("rating-sheet", include_str!("../templates/rating-sheet.typ")),
];

/// What all papers of a program share: library, fonts, parsed templates.
pub(crate) struct Shared {
    library: LazyHash<Library>,
    fonts: Fonts,
    chains: Bytes,
    /// The forms' entries, as [`Form::ALL`] orders them.
    mains: [Source; 13],
    /// Their templates and the parts.
    sources: Vec<Source>,
}

impl Shared {
    pub(crate) fn new(fonts: Fonts) -> Self {
        let sources = Form::ALL
            .map(Form::template)
            .into_iter()
            .chain(PARTS)
            .map(|(name, text)| Source::new(id(&format!("{name}.typ")), text.to_owned()))
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            chains: Bytes::new(json!(fonts.chains()).to_string().into_bytes()),
            fonts,
            mains: Form::ALL.map(Form::main),
            sources,
        }
    }

    /// The templates and the font chains, by name.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let name = |id: FileId| id.get().vpath().get_without_slash().to_owned();
        let mut files: Vec<_> = self
            .sources
            .iter()
            .map(|source| (name(source.id()), source.text().as_bytes().to_vec()))
            .collect();
        files.push((name(*FONTS), self.chains.to_vec()));
        files
    }

    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

static FONTS: LazyLock<FileId> = LazyLock::new(|| id("fonts.json"));
static DATA: LazyLock<FileId> = LazyLock::new(|| id("data.json"));
static PAGE: LazyLock<FileId> = LazyLock::new(|| id("page.json"));

/// The kind and page whose machine code is asked for: `qr-JBD-1.svg` and so on.
fn code_page(path: &str) -> Option<(&str, usize)> {
    let (kind, page) = path.strip_prefix("qr-")?.strip_suffix(".svg")?.split_once('-')?;
    Some((kind, page.parse().ok()?))
}

/// One paper to be set.
pub(crate) struct PaperWorld {
    shared: Arc<Shared>,
    form: Form,
    data: Bytes,
    page: Bytes,
    codes: Arc<Codes>,
}

impl PaperWorld {
    /// `data` is the paper, `page` what surrounds it and what its first settings found out.
    pub(crate) fn new(
        shared: Arc<Shared>,
        form: Form,
        data: Bytes,
        page: Bytes,
        codes: Arc<Codes>,
    ) -> Self {
        Self { shared, form, data, page, codes }
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
        self.shared.mains[self.form as usize].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let Shared { mains, sources, .. } = &*self.shared;
        let of = |source: &&Source| source.id() == id;
        mains.iter().chain(sources).find(of).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            Ok(self.data.clone())
        } else if id == *PAGE {
            Ok(self.page.clone())
        } else if id == *FONTS {
            Ok(self.shared.chains.clone())
        } else {
            let path = id.get().vpath().get_without_slash();
            let (kind, page) = code_page(path).ok_or(FileError::AccessDenied)?;
            let drawn = self.codes.svg(kind, page);
            drawn
                .map_err(|error| FileError::Other(Some(error.to_string().into())))?
                .ok_or(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
