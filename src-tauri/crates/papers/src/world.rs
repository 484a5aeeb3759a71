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
}

/// What all papers of a program share: library, fonts, parsed templates.
pub(crate) struct Shared {
    library: LazyHash<Library>,
    fonts: Fonts,
    chains: Bytes,
    sources: [Source; 5],
}

impl Shared {
    pub(crate) fn new(fonts: Fonts) -> Self {
        let source = |id: FileId, text: &str| Source::new(id, text.to_owned());
        Self {
            library: LazyHash::new(Library::default()),
            chains: Bytes::new(json!(fonts.chains()).to_string().into_bytes()),
            fonts,
            sources: [
                source(*BASE, include_str!("../templates/base.typ")),
                source(*SLIP, include_str!("../templates/slip.typ")),
                source(*RECEIPT, include_str!("../templates/receipt.typ")),
                source(
                    *SLIP_MAIN,
                    "#import \"slip.typ\": slip\n#slip(json(\"data.json\"), json(\"page.json\"))",
                ),
                source(
                    *RECEIPT_MAIN,
                    "#import \"receipt.typ\": receipt\n#receipt(json(\"data.json\"))",
                ),
            ],
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
    let path = VirtualPath::new(path).expect("the paths below are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

static BASE: LazyLock<FileId> = LazyLock::new(|| id("base.typ"));
static SLIP: LazyLock<FileId> = LazyLock::new(|| id("slip.typ"));
static RECEIPT: LazyLock<FileId> = LazyLock::new(|| id("receipt.typ"));
/// The only sources that read a paper's data: all else is evaluated once and remembered.
static SLIP_MAIN: LazyLock<FileId> = LazyLock::new(|| id("slip-main.typ"));
static RECEIPT_MAIN: LazyLock<FileId> = LazyLock::new(|| id("receipt-main.typ"));
static FONTS: LazyLock<FileId> = LazyLock::new(|| id("fonts.json"));
static DATA: LazyLock<FileId> = LazyLock::new(|| id("data.json"));
static PAGE: LazyLock<FileId> = LazyLock::new(|| id("page.json"));

/// The page whose machine code is asked for: `qr-1.svg` and so on.
fn code_page(id: FileId) -> Option<usize> {
    let path = id.get().vpath().get_without_slash();
    path.strip_prefix("qr-")?.strip_suffix(".svg")?.parse().ok()
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
        match self.form {
            Form::Slip => *SLIP_MAIN,
            Form::Receipt => *RECEIPT_MAIN,
        }
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared
            .sources
            .iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            Ok(self.data.clone())
        } else if id == *PAGE {
            Ok(self.page.clone())
        } else if id == *FONTS {
            Ok(self.shared.chains.clone())
        } else {
            let page = code_page(id).ok_or(FileError::AccessDenied)?;
            self.codes.svg(page).map_err(|error| FileError::Other(Some(error.to_string().into())))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
