//! Which fonts set which role. The list and its reasons: `FONTS.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use fontdb::{Database, Source};
use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use crate::PaperError;

/// A face we know: the families it may call itself, and the weights we take of it (empty: any).
struct Known {
    families: &'static [&'static str],
    weights: &'static [u16],
}

const LATIN: Known = Known { families: &["Liberation Serif"], weights: &[400] };
const SERIF: Known = Known { families: &["Noto Serif CJK SC"], weights: &[400, 700] };
const SANS: Known = Known { families: &["Noto Sans CJK SC"], weights: &[500] };
/// Only Light: with Regular on the path the typesetter takes it, and it prints too dark.
const WENKAI: Known = Known { families: &["LXGW WenKai", "LXGW WenKai Light"], weights: &[300] };
const HANA: Known = Known { families: &["HanaMinB"], weights: &[] };
const TITLE: Known = Known {
    families: &["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "方正小标宋简体"],
    weights: &[],
};
/// What 仿宋 may call itself, best first.
pub(crate) const FANG_FAMILIES: &[&str] =
    &["FangSong", "FangSong_GB2312", "仿宋", "仿宋_GB2312", "FandolFang", "FandolFang R"];
const FANG: Known = Known { families: FANG_FAMILIES, weights: &[] };
const KAI: Known = Known {
    families: &["KaiTi", "KaiTi_GB2312", "楷体", "楷体_GB2312", "FandolKai"],
    weights: &[],
};
const HEI: Known = Known { families: &["SimHei", "黑体", "FandolHei"], weights: &[400] };
const SONG: Known = Known { families: &["SimSun", "宋体", "FandolSong"], weights: &[400] };

const ALL: [&Known; 10] = [&LATIN, &SERIF, &SANS, &WENKAI, &HANA, &TITLE, &FANG, &KAI, &HEI, &SONG];

/// The families of each role that are really there, best first; what the templates are given.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Chains {
    latin: Vec<String>,
    sans: Vec<String>,
    title: Vec<String>,
    fang: Vec<String>,
    kai: Vec<String>,
    hei: Vec<String>,
    song: Vec<String>,
    tail: Vec<String>,
}

/// The fonts of the papers. Cheap to clone; the outlines are read from disk on first use.
#[derive(Clone)]
pub struct Fonts(Arc<Inner>);

struct Inner {
    book: LazyHash<FontBook>,
    slots: Vec<Slot>,
    chains: Chains,
    coverage: Coverage,
    faces: OnceLock<Arc<Database>>,
}

/// The characters of all our fonts together, one bit each: a font's own list is run-length coded
/// and asked in linear time, too slow for every character of every paper.
struct Coverage(Vec<u64>);

impl Coverage {
    fn new() -> Self {
        Self(vec![0; (char::MAX as usize + 1).div_ceil(64)])
    }

    fn add(&mut self, c: u32) {
        if let Some(word) = self.0.get_mut(c as usize / 64) {
            *word |= 1 << (c % 64);
        }
    }

    fn contains(&self, c: char) -> bool {
        let c = u32::from(c);
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c % 64) & 1 == 1)
    }
}

struct Slot {
    path: PathBuf,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl Fonts {
    /// Finds the known faces (see `FONTS.md`) in `dirs` and their sub-folders. A folder that does
    /// not exist is skipped; of two files with the same face the one in the earlier folder wins.
    ///
    /// Reads names and character tables only, some tens of milliseconds: call it off the window's
    /// thread.
    ///
    /// # Errors
    /// [`PaperError::NoFont`] when 仿宋, 楷体, 黑体, 宋体, the title face or the digits have none.
    pub fn load(dirs: &[PathBuf]) -> Result<Self, PaperError> {
        let mut book = FontBook::new();
        let mut slots = Vec::new();
        let mut coverage = Coverage::new();
        let mut seen: Vec<(String, u16)> = Vec::new();
        for dir in dirs {
            for (path, index, info) in known_faces(dir) {
                let face = (info.family.clone(), info.variant.weight.to_number());
                if seen.contains(&face) {
                    continue;
                }
                seen.push(face);
                info.coverage.iter().for_each(|c| coverage.add(c));
                book.push(info);
                slots.push(Slot { path, index, font: OnceLock::new() });
            }
        }
        let chains = Chains::of(&seen)?;
        Ok(Self(Arc::new(Inner {
            book: LazyHash::new(book),
            slots,
            chains,
            coverage,
            faces: OnceLock::new(),
        })))
    }

    /// The characters of `text` that no font of the papers has, each once, in order of appearance.
    /// To be asked when a name is entered: such a character would print as a box.
    #[must_use]
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for c in text.chars().filter(|c| !matches!(c, '\n' | ' ' | '\u{3000}')) {
            if !missing.contains(&c) && !self.0.coverage.contains(c) {
                missing.push(c);
            }
        }
        missing
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.0.book
    }

    pub(crate) fn chains(&self) -> &Chains {
        &self.0.chains
    }

    /// The fonts as the renderer of pictures knows them, read at the first picture; `face` stands in
    /// for families that are not there.
    pub(crate) fn faces(&self, face: &str) -> &Arc<Database> {
        self.0.faces.get_or_init(|| {
            let mut faces = Database::new();
            let slots = &self.0.slots;
            for (at, slot) in slots.iter().enumerate() {
                // A file of several faces comes once.
                if slots[..at].iter().all(|other| other.path != slot.path) {
                    faces.load_font_source(Source::File(slot.path.clone()));
                }
            }
            faces.set_sans_serif_family(face);
            // The last family the renderer tries.
            faces.set_serif_family(face);
            Arc::new(faces)
        })
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        let slot = self.0.slots.get(index)?;
        let read = || Font::new(Bytes::new(fs::read(&slot.path).ok()?), slot.index);
        slot.font.get_or_init(read).clone()
    }
}

/// The known faces under one folder, ordered by path so that the result does not depend on the
/// order in which the file system lists them.
fn known_faces(dir: &Path) -> Vec<(PathBuf, u32, FontInfo)> {
    let mut database = Database::new();
    database.load_fonts_dir(dir);
    let mut faces: Vec<_> = database
        .faces()
        .filter(|face| {
            face.families
                .iter()
                .any(|(name, _)| ALL.iter().any(|known| known.families.contains(&name.as_str())))
        })
        .filter_map(|face| {
            let path = match &face.source {
                Source::File(path) | Source::SharedFile(path, _) => path.clone(),
                Source::Binary(_) => return None,
            };
            let info = database.with_face_data(face.id, FontInfo::new)??;
            is_known(&info).then_some((path, face.index, info))
        })
        .collect();
    faces.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    faces
}

fn is_known(info: &FontInfo) -> bool {
    let weight = info.variant.weight.to_number();
    info.variant.style == typst::text::FontStyle::Normal
        && ALL.iter().any(|known| {
            known.families.contains(&info.family.as_str())
                && (known.weights.is_empty() || known.weights.contains(&weight))
        })
}

impl Chains {
    fn of(seen: &[(String, u16)]) -> Result<Self, PaperError> {
        let found = |known: &Known| -> Vec<String> {
            let here = |name: &&&str| seen.iter().any(|(family, _)| family == **name);
            known.families.iter().filter(here).map(|&name| name.to_owned()).collect()
        };
        let need = |role: &'static str, known: &Known| {
            let families = found(known);
            if families.is_empty() {
                Err(PaperError::NoFont { role, wanted: known.families })
            } else {
                Ok(families)
            }
        };
        let bold =
            seen.iter().any(|(family, weight)| family == SERIF.families[0] && *weight == 700);
        let mut title = found(&TITLE);
        if bold {
            title.extend(need("小标宋", &SERIF)?);
        } else if title.is_empty() {
            return Err(PaperError::NoFont { role: "小标宋", wanted: SERIF.families });
        }
        let tail = [WENKAI, SERIF, HANA].iter().flat_map(found).collect();
        Ok(Self {
            latin: need("西文", &LATIN)?,
            sans: found(&SANS),
            title,
            fang: need("仿宋", &FANG)?,
            kai: need("楷体", &KAI)?,
            hei: need("黑体", &HEI)?,
            song: need("宋体", &SONG)?,
            tail,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_fonts_is_an_error_that_names_the_role() {
        let nowhere = [PathBuf::from("no-such-folder")];
        assert!(matches!(Fonts::load(&nowhere), Err(PaperError::NoFont { .. })));
    }

    #[test]
    fn coverage_knows_its_bits_only() {
        let mut coverage = Coverage::new();
        coverage.add(u32::from('𬭊'));
        coverage.add(u32::MAX);
        assert!(coverage.contains('𬭊') && !coverage.contains('𬭋') && !coverage.contains('a'));
    }
}
