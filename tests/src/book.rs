//! A packet as a unit's program holds it: cells by place, changed and saved anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};

/// The cells of the sheet 工作包.
#[derive(Clone)]
pub struct Book {
    cells: BTreeMap<(u32, u32), Data>,
    columns: BTreeMap<String, u32>,
}

/// Returns the one workbook of a unit's folder.
pub fn workbook(folder: &Path) -> PathBuf {
    let files = std::fs::read_dir(folder).expect("a unit's folder");
    let mut books = files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
    let book = books.next().expect("a workbook");
    assert!(books.next().is_none(), "one workbook a unit");
    book
}

/// Returns every text of a list workbook, joined.
pub fn list(path: &Path) -> String {
    let mut workbook: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = workbook.worksheet_range("清单").expect("its sheet");
    let cells = range.used_cells().map(|(_, _, data)| data.to_string());
    cells.collect::<Vec<_>>().join("|")
}

impl Book {
    /// The row of the first task, counted from 0.
    pub const FIRST: u32 = 6;

    pub fn open(path: &Path) -> Self {
        let mut workbook: Xlsx<_> = open_workbook(path).expect("a workbook");
        let range = workbook.worksheet_range("工作包").expect("its sheet");
        let (top, left) = range.start().expect("cells");
        let place = |row: usize, column: usize| {
            let at = |offset: usize| u32::try_from(offset).expect("a small sheet");
            (top + at(row), left + at(column))
        };
        let cells: BTreeMap<_, _> = range
            .used_cells()
            .map(|(row, column, data)| (place(row, column), data.clone()))
            .collect();
        let columns = cells
            .iter()
            .filter(|((row, _), _)| *row == Self::FIRST - 2)
            .map(|((_, column), data)| (data.to_string(), *column))
            .collect();
        Self { cells, columns }
    }

    fn at(&self, row: u32, title: &str) -> (u32, u32) {
        let column = self.columns.get(title).unwrap_or_else(|| panic!("no column {title}"));
        (Self::FIRST + row, *column)
    }

    /// Fills in cells of a task, counted from 0.
    pub fn fill(&mut self, row: u32, cells: &[(&str, &str)]) -> &mut Self {
        for (title, text) in cells {
            let at = self.at(row, title);
            self.cells.insert(at, Data::String((*text).to_owned()));
        }
        self
    }

    /// Fills in a number, such as a day whose format was lost.
    pub fn fill_number(&mut self, row: u32, title: &str, number: f64) -> &mut Self {
        let at = self.at(row, title);
        self.cells.insert(at, Data::Float(number));
        self
    }

    /// Returns the text of a cell of a task.
    pub fn text(&self, row: u32, title: &str) -> String {
        self.cells.get(&self.at(row, title)).map(ToString::to_string).unwrap_or_default()
    }

    /// How many tasks it holds.
    pub fn tasks(&self) -> usize {
        let column = self.columns["任务编号"];
        self.cells.keys().filter(|(row, at)| *row >= Self::FIRST && *at == column).count()
    }

    /// Empties a cell wherever a text stands that begins so.
    pub fn wipe(&mut self, beginning: &str) -> &mut Self {
        self.cells.retain(|_, data| !data.to_string().starts_with(beginning));
        self
    }

    /// Pastes a row of another packet below the tasks.
    pub fn paste(&mut self, other: &Self, row: u32) -> &mut Self {
        let below = Self::FIRST + u32::try_from(self.tasks()).expect("a small sheet");
        for ((at, column), data) in &other.cells {
            if *at == Self::FIRST + row {
                self.cells.insert((below, *column), data.clone());
            }
        }
        self
    }

    /// Puts something into the last cell of the sheet.
    pub fn far(&mut self) -> &mut Self {
        self.cells.insert((1_048_575, 16_383), Data::String("到底了".to_owned()));
        self
    }

    /// Saves it as another program would: nothing but the cells is carried over.
    pub fn save(&self, path: &Path) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("工作包").expect("a name");
        let date = Format::new().set_num_format("yyyy-mm-dd");
        for ((row, column), data) in &self.cells {
            let column = u16::try_from(*column).expect("a small sheet");
            match data {
                Data::DateTime(at) => {
                    sheet.write_number_with_format(*row, column, at.as_f64(), &date)
                }
                Data::Float(number) => sheet.write_number(*row, column, *number),
                other => sheet.write_string(*row, column, other.to_string()),
            }
            .expect("a cell");
        }
        workbook.save(path).expect("the workbook is saved");
    }
}
