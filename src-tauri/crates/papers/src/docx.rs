//! The second printer of a bulletin: an editable docx of the same value, in the look of GB/T
//! 9704-2012. Written here and not through a library: what such a library brings (comments,
//! a container and an XML writer of its own) is not needed, and each byte follows from the paper.

mod package;
mod words;

use package::package;
use words::{Align, Face, Line, Table, TableLook};

use crate::bulletin::{BulletinLine, BulletinPaper, BulletinTable};
use crate::chart::{self, Chart};
use crate::{Fonts, PaperError, draw_chart, letter, sheet};

/// 二号, 三号, 四号, 小四 and 五号 in half points, and the pitches in twentieths of a point.
const TITLE: u32 = 44;
const BODY: u32 = 32;
const FOURTH: u32 = 28;
const CELL: u32 = 24;
const NOTE: u32 = 21;
const PITCH: u32 = 580;
/// Two characters, in twentieths of a point.
const INDENT: u32 = 632;
/// The type area, 156 mm, in twentieths of a point.
const WIDTH: u32 = 8845;
/// One character in from its right edge.
const RIGHT: u32 = WIDTH - 316;
/// 年月日 for the pen.
const BLANK_DATE: &str = "　　年　　月　　日";

impl BulletinPaper {
    /// Writes the bulletin as a docx. Equal papers give equal bytes. `fonts` draw its charts; its
    /// texts name theirs, who opens it has their own.
    ///
    /// # Errors
    /// As the typesetter's, without regard to what fonts lack.
    pub fn docx(&self, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
        sheet::check(self)?;
        let mut body = String::new();
        let mut pictures = Vec::new();
        self.head(&mut body);
        if self.has_instruction {
            instruction_box(&mut body);
        }
        let title = self.title_lines();
        if title.is_empty() {
            Line::new(Face::Fang, BODY).write(&mut body);
        }
        for (at, line) in title.iter().enumerate() {
            let before = if at == 0 { PITCH / 2 } else { 0 };
            let after = if at + 1 == title.len() { PITCH } else { 0 };
            Line::new(Face::Title, TITLE)
                .align(Align::Centre)
                .space(before, after)
                .kept()
                .run(Face::Title, line)
                .write(&mut body);
        }
        prose(&mut body, &self.opening);
        for (head, part) in self.shown() {
            Line::new(Face::Hei, BODY)
                .indent(INDENT)
                .kept()
                .outlined()
                .run(Face::Hei, &head)
                .write(&mut body);
            prose(&mut body, &part.text);
            if let Some(table) = &part.table {
                figures(&mut body, table);
                if let Some(chart) = Chart::of(table) {
                    pictures.push(draw_chart(&chart.svg(), fonts)?);
                    bars(&mut body, &chart, pictures.len());
                }
            }
        }
        self.present(&mut body);
        self.imprint(&mut body);
        package(&body, &self.mark, self.strip.made_at, &pictures)
    }

    fn date_words(&self) -> String {
        self.date.map_or_else(|| BLANK_DATE.to_owned(), |day| day.to_string())
    }

    /// Mark, 期号, 编印单位 and date over the red rule.
    fn head(&self, body: &mut String) {
        // 150 mm hold so many characters of a size.
        let count = self.mark.chars().count().max(1) as u32;
        let most = if self.is_low { 64 } else { 72 };
        let size = (850 / (count + 1)).clamp(26, most);
        // The red head of a 纪要 stands 35 mm under the head of the type area.
        let before = if self.is_low { 1900 } else { 60 };
        Line::new(Face::Title, size)
            .pitch(size * 12)
            .align(Align::Centre)
            .space(before, 100)
            .red()
            .run(Face::Title, &self.mark)
            .write(body);
        Line::new(Face::Fang, BODY)
            .align(Align::Centre)
            .space(if self.is_low { 160 } else { 0 }, if self.is_low { 240 } else { 0 })
            .run(Face::Fang, &self.number)
            .write(body);
        Line::new(Face::Fang, BODY)
            .pitch(500)
            .inset(316)
            .tab(RIGHT)
            .ruled()
            .run(Face::Fang, &self.issuer)
            .tabbed(Face::Fang, &self.date_words())
            .write(body);
    }

    /// 出席, 列席, 请假.
    fn present(&self, body: &mut String) {
        for (at, line) in said(&self.attendance).enumerate() {
            let before = if at == 0 { PITCH } else { 0 };
            Line::new(Face::Fang, BODY)
                .hanging(INDENT, 948)
                .space(before, 0)
                .run(Face::Hei, &line.label)
                .run(Face::Fang, &format!("：{}", line.words))
                .write(body);
        }
    }

    /// 版记, at the foot of the last page; where a program does not float it, whole on one page.
    fn imprint(&self, body: &mut String) {
        let mut table = Table::new(&[WIDTH], TableLook::Foot);
        for line in said(&self.copies) {
            let hang = 280 * (line.label.chars().count() as u32 + 1);
            let text = format!("{}：{}。", line.label, line.words);
            let line = Line::new(Face::Fang, FOURTH).pitch(400).hanging(280, hang).kept();
            table.row(false, &[line.run(Face::Fang, &text)]);
        }
        let last = Line::new(Face::Fang, FOURTH).pitch(400).inset(280).tab(WIDTH - 280);
        let last = last.run(Face::Fang, &self.imprint);
        table.row(false, &[last.tabbed(Face::Fang, &format!("{}印发", self.date_words()))]);
        table.write(body);
        // A table that floats hangs on the paragraph after it.
        Line::new(Face::Fang, 2).pitch(20).write(body);
    }
}

fn said(lines: &[BulletinLine]) -> impl Iterator<Item = &BulletinLine> {
    lines.iter().filter(|line| !line.words.trim().is_empty())
}

/// Paragraphs two characters in; a run-in heading is 楷体 (7.3.3).
fn prose(body: &mut String, text: &str) {
    for (head, rest) in letter::pieces(text) {
        Line::new(Face::Fang, BODY)
            .indent(INDENT)
            .align(Align::Both)
            .run(Face::Kai, head)
            .run(Face::Fang, rest)
            .write(body);
    }
}

/// Room for the leader's 批示 (F16).
fn instruction_box(body: &mut String) {
    Line::new(Face::Fang, 2).pitch(140).write(body);
    let mut table = Table::new(&[WIDTH], TableLook::Box);
    table.tall_row(&[
        Line::new(Face::Hei, FOURTH).pitch(400).run(Face::Hei, "领导批示").run(Face::Fang, "："),
        Line::new(Face::Fang, CELL)
            .pitch(320)
            .align(Align::Right)
            .space(1000, 0)
            .run(Face::Fang, "签名：　　　　　　　　　年　　　月　　　日"),
    ]);
    table.write(body);
}

/// The table of figures with its 口径.
fn figures(body: &mut String, table: &BulletinTable) {
    let count = table.columns.len() as u32;
    let first = WIDTH * 30 / 156;
    let rest = (WIDTH - first) / (count - 1);
    let widths: Vec<u32> = (0..count).map(|at| if at == 0 { first } else { rest }).collect();
    let mut made = Table::new(&widths, TableLook::Grid);
    let cells = |row: &[String], face: Face| -> Vec<Line> {
        let cell = |text: &String| {
            Line::new(face, CELL).pitch(320).align(Align::Centre).space(50, 50).run(face, text)
        };
        row.iter().map(cell).collect()
    };
    made.row(true, &cells(&table.columns, Face::Hei));
    for (at, row) in table.rows.iter().enumerate() {
        let is_total = at + 1 == table.rows.len();
        made.row(false, &cells(row, if is_total { Face::Hei } else { Face::Fang }));
    }
    made.write(body);
    Line::new(Face::Fang, NOTE)
        .pitch(300)
        .space(60, 90)
        .align(Align::Both)
        .run(Face::Fang, &format!("注：{}", table.note))
        .write(body);
}

/// A chart, the picture of this number, with what stands under it.
fn bars(body: &mut String, chart: &Chart<'_>, number: usize) {
    let caption = chart.caption();
    let size = (chart::WIDTH, chart.height());
    // A line of no fixed height: it grows with the picture.
    Line::new(Face::Fang, CELL)
        .pitch(0)
        .align(Align::Centre)
        .space(60, 40)
        .kept()
        .picture(number, size, &caption)
        .write(body);
    Line::new(Face::Fang, CELL)
        .pitch(320)
        .align(Align::Centre)
        .space(0, 120)
        .run(Face::Fang, &caption)
        .write(body);
}
