//! Plain typst: with `slips.typ`, and with our own templates.

use std::collections::HashMap;
use std::sync::OnceLock;

use papers::SlipPaper;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// The slips by the minimal template as one tagged PDF, a page each.
pub(crate) fn pdf(slips: &[SlipPaper]) -> Vec<u8> {
    static MAIN: OnceLock<Source> = OnceLock::new();
    let main = MAIN
        .get_or_init(|| Source::new(id("peer.typ"), include_str!("slips.typ").to_owned()))
        .clone();
    let data = Bytes::new(serde_json::to_vec(slips).unwrap());
    export(
        &Peer { main, sources: HashMap::new(), files: [(id("data.json"), data)].into() },
        slips.len(),
    )
}

/// One slip as our own typesetter hands it to typst, ready made; nothing is checked, and it is set
/// once where our typesetter may set it again.
pub(crate) struct Folder(Vec<(String, Vec<u8>)>);

impl Folder {
    pub(crate) fn of(slip: &SlipPaper) -> Self {
        Self(crate::common::typesetter().slip_files(slip).unwrap())
    }

    /// As tagged PDF.
    pub(crate) fn pdf(&self) -> Vec<u8> {
        let (mut sources, mut files) = (HashMap::new(), HashMap::new());
        for (name, bytes) in &self.0 {
            let id = id(name);
            if name.ends_with(".typ") {
                let text = String::from_utf8(bytes.clone()).unwrap();
                sources.insert(id, Source::new(id, text));
            } else {
                files.insert(id, Bytes::new(bytes.clone()));
            }
        }
        let main = sources[&id("slip-main.typ")].clone();
        export(&Peer { main, sources, files }, 1)
    }
}

fn export(world: &Peer, pages: usize) -> Vec<u8> {
    let document: PagedDocument = typst::compile(world as &dyn World).output.unwrap();
    assert_eq!(document.pages().len(), pages);
    let pdf = typst_pdf::pdf(&document, &PdfOptions::default()).unwrap();
    comemo::evict(10);
    pdf
}

/// Reads the fonts.
pub(crate) fn load() {
    shared();
}

struct Peer {
    main: Source,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn id(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).unwrap()).intern()
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let fonts: Vec<Font> = crate::common::font_dirs()
            .iter()
            .filter_map(|dir| std::fs::read_dir(dir).ok())
            .flatten()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end != "txt"))
            .filter_map(|path| std::fs::read(path).ok())
            .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
            .collect();
        Shared {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    })
}

impl World for Peer {
    fn library(&self) -> &LazyHash<Library> {
        &shared().library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &shared().book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        shared().fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
