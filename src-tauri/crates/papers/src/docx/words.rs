//! Paragraphs and tables as WordprocessingML (ISO/IEC 29500-1, 17). Lengths are twentieths of a
//! point, sizes half points, as the format has them.

use super::package::picture_id;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// A face by its role on official papers; by name the fonts of the standard, which offices have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Title,
    Fang,
    Kai,
    Hei,
    Song,
}

impl Face {
    pub(super) const ALL: [Self; 5] = [Self::Title, Self::Fang, Self::Kai, Self::Hei, Self::Song];

    /// Its name, and what stands in for it where it is not installed.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("方正小标宋简体", "Noto Serif CJK SC"),
            Self::Fang => ("仿宋", "FandolFang R"),
            Self::Kai => ("楷体", "LXGW WenKai Light"),
            Self::Hei => ("黑体", "Noto Sans CJK SC"),
            Self::Song => ("宋体", "Noto Serif CJK SC"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Both,
    Centre,
    Right,
}

impl Align {
    fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Both => "both",
            Self::Centre => "center",
            Self::Right => "right",
        }
    }
}

/// Writes a text so that it is a text in XML, whatever it holds: what XML 1.0 cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => safe.push(c),
        }
    }
    safe
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Line {
    size: u32,
    pitch: u32,
    /// What stands in it may be taller than its pitch.
    is_growing: bool,
    align: Align,
    before: u32,
    after: u32,
    /// Left, first line, hanging.
    indents: (u32, u32, u32),
    tab: Option<u32>,
    is_kept: bool,
    is_outlined: bool,
    is_red: bool,
    is_ruled: bool,
    runs: String,
    face: Face,
}

impl Line {
    pub(super) fn new(face: Face, size: u32) -> Self {
        Self {
            size,
            pitch: super::PITCH,
            is_growing: false,
            align: Align::Left,
            before: 0,
            after: 0,
            indents: (0, 0, 0),
            tab: None,
            is_kept: false,
            is_outlined: false,
            is_red: false,
            is_ruled: false,
            runs: String::new(),
            face,
        }
    }

    pub(super) fn pitch(self, pitch: u32) -> Self {
        Self { pitch, ..self }
    }

    pub(super) fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(super) fn space(self, before: u32, after: u32) -> Self {
        Self { before, after, ..self }
    }

    /// The first line this far in.
    pub(super) fn indent(self, first: u32) -> Self {
        Self { indents: (0, first, 0), ..self }
    }

    /// The whole paragraph this far in, from the left.
    pub(super) fn inset(self, left: u32) -> Self {
        Self { indents: (left, 0, 0), ..self }
    }

    /// The first line `from` in, the others `hang` further, behind the label.
    pub(super) fn hanging(self, from: u32, hang: u32) -> Self {
        Self { indents: (from + hang, 0, hang), align: Align::Both, ..self }
    }

    /// Aligned to a side and this far in from it.
    pub(super) fn beside(self, align: Align, room: u32) -> Self {
        Self { align, indents: (room, 0, 0), ..self }
    }

    pub(super) fn tab(self, at: u32) -> Self {
        Self { tab: Some(at), ..self }
    }

    /// It stands on the page of what follows.
    pub(super) fn kept(self) -> Self {
        Self { is_kept: true, ..self }
    }

    /// It stands in the outline of the document.
    pub(super) fn outlined(self) -> Self {
        Self { is_outlined: true, ..self }
    }

    pub(super) fn red(self) -> Self {
        Self { is_red: true, ..self }
    }

    /// The red rule of 1.5 pt stands under it.
    pub(super) fn ruled(self) -> Self {
        Self { is_ruled: true, ..self }
    }

    /// Adds a run of text.
    pub(super) fn run(mut self, face: Face, text: &str) -> Self {
        if !text.is_empty() {
            let words = format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(text));
            self.push(face, &words);
        }
        self
    }

    /// Adds a run behind the tab.
    pub(super) fn tabbed(mut self, face: Face, text: &str) -> Self {
        self.push(face, "<w:tab/>");
        self.run(face, text)
    }

    /// Adds the picture of this number, `wide` × `high` points; `words` say what it shows. The line
    /// grows with it.
    pub(super) fn picture(mut self, number: usize, (wide, high): (u32, u32), words: &str) -> Self {
        // 12,700 units of a drawing are a point.
        let (wide, high) = (wide * 12_700, high * 12_700);
        let (id, words) = (picture_id(number), escaped(words));
        let face = self.face;
        self.is_growing = true;
        self.push(
            face,
            &format!(
                "<w:drawing><wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" \
                 distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
                 <wp:extent cx=\"{wide}\" cy=\"{high}\"/>\
                 <wp:docPr id=\"{number}\" name=\"图{number}\" descr=\"{words}\"/>\
                 <a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/picture\">\
                 <pic:pic xmlns:pic=\"{DRAWING}/picture\"><pic:nvPicPr>\
                 <pic:cNvPr id=\"{number}\" name=\"图{number}\"/><pic:cNvPicPr/></pic:nvPicPr>\
                 <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch>\
                 </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
                 <a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm>\
                 <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
                 </a:graphicData></a:graphic></wp:inline></w:drawing>"
            ),
        );
        self
    }

    /// Adds the number of the page.
    pub(super) fn page_number(mut self, face: Face) -> Self {
        self.push(face, "<w:fldChar w:fldCharType=\"begin\"/>");
        self.push(face, "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>");
        self.push(face, "<w:fldChar w:fldCharType=\"separate\"/>");
        self.push(face, "<w:t>1</w:t>");
        self.push(face, "<w:fldChar w:fldCharType=\"end\"/>");
        self
    }

    fn push(&mut self, face: Face, inner: &str) {
        let properties = self.properties(face);
        self.runs.push_str(&format!("<w:r>{properties}{inner}</w:r>"));
    }

    fn properties(&self, face: Face) -> String {
        let (name, _) = face.names();
        // 标题 and numbers in it stay of one face; elsewhere Latin is Times New Roman.
        let latin = match face {
            Face::Title | Face::Hei => name,
            Face::Fang | Face::Kai | Face::Song => "Times New Roman",
        };
        let bold = if face == Face::Title { "<w:b/>" } else { "" };
        let red = if self.is_red { "<w:color w:val=\"FF3333\"/>" } else { "" };
        // 28 characters of 16 pt in 156 mm.
        let tight = if self.size == super::BODY && !self.is_ruled {
            "<w:spacing w:val=\"-4\"/>"
        } else {
            ""
        };
        let size = self.size;
        format!(
            "<w:rPr><w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{name}\" \
             w:cs=\"{latin}\" w:hint=\"eastAsia\"/>{bold}{red}{tight}<w:sz w:val=\"{size}\"/>\
             <w:szCs w:val=\"{size}\"/></w:rPr>"
        )
    }

    pub(super) fn write(&self, out: &mut String) {
        out.push_str("<w:p><w:pPr>");
        if self.is_kept {
            out.push_str("<w:keepNext/>");
        }
        if self.is_ruled {
            out.push_str(
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"6\" \
                 w:color=\"FF3333\"/></w:pBdr>",
            );
        }
        if let Some(at) = self.tab {
            out.push_str(&format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{at}\"/></w:tabs>"));
        }
        let Self { before, after, pitch, .. } = self;
        let rule = if self.is_growing { "atLeast" } else { "exact" };
        out.push_str(&format!(
            "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>\
             <w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"{before}\" w:after=\"{after}\" \
             w:line=\"{pitch}\" w:lineRule=\"{rule}\"/>"
        ));
        let (left, first, hanging) = self.indents;
        // A border runs as far as its paragraph: the rule is 156 mm, the words one character in.
        if self.is_ruled {
            out.push_str(&format!("<w:ind w:firstLine=\"{left}\"/>"));
        } else if hanging > 0 {
            out.push_str(&format!("<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>"));
        } else if self.align == Align::Right && left > 0 {
            out.push_str(&format!("<w:ind w:right=\"{left}\"/>"));
        } else if left > 0 || first > 0 {
            out.push_str(&format!("<w:ind w:left=\"{left}\" w:firstLine=\"{first}\"/>"));
        }
        out.push_str(&format!("<w:jc w:val=\"{}\"/>", self.align.code()));
        if self.is_outlined {
            out.push_str("<w:outlineLvl w:val=\"0\"/>");
        }
        out.push_str(&self.properties(self.face));
        out.push_str("</w:pPr>");
        out.push_str(&self.runs);
        out.push_str("</w:p>");
    }
}

/// What is drawn of a table, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableLook {
    /// All rules.
    Grid,
    /// A frame of 33 mm.
    Box,
    /// Rules above, between and under its rows, at the foot of the type area (7.4).
    Foot,
}

/// A table of paragraphs.
pub(super) struct Table {
    widths: Vec<u32>,
    look: TableLook,
    rows: String,
}

impl Table {
    pub(super) fn new(widths: &[u32], look: TableLook) -> Self {
        Self { widths: widths.to_vec(), look, rows: String::new() }
    }

    /// Adds a row, one paragraph a cell; a head row is repeated on each page. No row is split.
    pub(super) fn row(&mut self, is_head: bool, cells: &[Line]) {
        let head = if is_head { "<w:tblHeader/>" } else { "" };
        self.rows.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
        for (width, line) in self.widths.iter().zip(cells) {
            Self::cell(&mut self.rows, *width, std::slice::from_ref(line));
        }
        self.rows.push_str("</w:tr>");
    }

    /// Adds a row of one cell with several paragraphs, 33 mm high.
    pub(super) fn tall_row(&mut self, lines: &[Line]) {
        self.rows.push_str(
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"1871\" w:hRule=\"atLeast\"/></w:trPr>",
        );
        let width = self.widths[0];
        Self::cell(&mut self.rows, width, lines);
        self.rows.push_str("</w:tr>");
    }

    fn cell(out: &mut String, width: u32, lines: &[Line]) {
        out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        ));
        lines.iter().for_each(|line| line.write(out));
        out.push_str("</w:tc>");
    }

    pub(super) fn write(&self, out: &mut String) {
        let total: u32 = self.widths.iter().sum();
        let place = match self.look {
            TableLook::Foot => {
                "<w:tblpPr w:horzAnchor=\"margin\" w:vertAnchor=\"margin\" w:tblpXSpec=\"left\" \
                 w:tblpYSpec=\"bottom\"/>"
            }
            TableLook::Grid | TableLook::Box => "",
        };
        let rule = |side: &str, size: u32| {
            format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"000000\"/>")
        };
        let borders = match self.look {
            TableLook::Foot => [rule("top", 8), rule("bottom", 8), rule("insideH", 6)].concat(),
            TableLook::Grid | TableLook::Box => [
                rule("top", 6),
                rule("left", 6),
                rule("bottom", 6),
                rule("right", 6),
                rule("insideH", 4),
                rule("insideV", 4),
            ]
            .concat(),
        };
        let side = if self.look == TableLook::Box { 113 } else { 0 };
        let room = if self.look == TableLook::Grid { 0 } else { 80 };
        out.push_str(&format!(
            "<w:tbl><w:tblPr>{place}<w:tblW w:w=\"{total}\" w:type=\"dxa\"/>\
             <w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
             <w:top w:w=\"{room}\" w:type=\"dxa\"/><w:left w:w=\"{side}\" w:type=\"dxa\"/>\
             <w:bottom w:w=\"{room}\" w:type=\"dxa\"/><w:right w:w=\"{side}\" w:type=\"dxa\"/>\
             </w:tblCellMar></w:tblPr><w:tblGrid>"
        ));
        for width in &self.widths {
            out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        out.push_str("</w:tblGrid>");
        out.push_str(&self.rows);
        out.push_str("</w:tbl>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        assert_eq!(escaped("<w:p>&\"\u{0}\u{b}甲\u{ffff}"), "&lt;w:p&gt;&amp;&quot;甲");
    }
}
