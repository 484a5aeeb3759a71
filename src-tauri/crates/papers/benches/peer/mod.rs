//! Plain typst with `slips.typ`.

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

/// The slips as one tagged PDF, a page or more each.
pub(crate) fn pdf(slips: &[SlipPaper]) -> Vec<u8> {
    let world = Peer { data: Bytes::new(serde_json::to_vec(slips).unwrap()) };
    let document: PagedDocument = typst::compile(&world as &dyn World).output.unwrap();
    assert_eq!(document.pages().len(), slips.len());
    let pdf = typst_pdf::pdf(&document, &PdfOptions::default()).unwrap();
    comemo::evict(10);
    pdf
}

/// Reads the fonts.
pub(crate) fn load() {
    shared();
}

struct Peer {
    data: Bytes,
}

struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    data: FileId,
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let id =
            |path| RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).unwrap()).intern();
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
            main: Source::new(id("peer.typ"), include_str!("slips.typ").to_owned()),
            data: id("data.json"),
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
        shared().main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(shared().main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == shared().data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        shared().fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
