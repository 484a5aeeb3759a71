//! What a file is, told by its first bytes: a name proves nothing.

/// A kind the office keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileKind {
    pub(crate) media_type: &'static str,
    /// For the viewer, when the name has another ending.
    pub(super) extension: &'static str,
}

/// What may be handed to the system's programs: papers, workbooks and scans, nothing that runs.
/// Holds the ending of every kind the office keeps.
pub const OPENABLE: &[&str] = &[
    "pdf", "ofd", "xlsx", "xls", "et", "docx", "doc", "wps", "txt", "png", "jpg", "jpeg", "tif",
    "tiff", "bmp", "webp", "gif",
];

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Returns the kind of a file by its first bytes; `name` only chooses among the office formats,
/// which share one container. None = not a kind the office keeps.
pub(super) fn kind(head: &[u8], name: &str) -> Option<FileKind> {
    let plain = |media_type, extension| Some(FileKind { media_type, extension });
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match head {
        [0x89, b'P', b'N', b'G', ..] => plain("image/png", "png"),
        [0xFF, 0xD8, 0xFF, ..] => plain("image/jpeg", "jpg"),
        [b'G', b'I', b'F', b'8', ..] => plain("image/gif", "gif"),
        [b'B', b'M', ..] if head.len() > 26 => plain("image/bmp", "bmp"),
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => plain("image/tiff", "tif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            plain("image/webp", "webp")
        }
        _ if head.windows(5).any(|part| part == b"%PDF-") => plain("application/pdf", "pdf"),
        _ if head.starts_with(ZIP) => match ending.as_deref() {
            Some("docx") => plain(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "docx",
            ),
            Some("xlsx") => {
                plain("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
            }
            Some("ofd") => plain("application/ofd", "ofd"),
            _ => None,
        },
        _ if head.starts_with(COMPOUND) => match ending.as_deref() {
            Some("doc" | "wps") => plain("application/msword", "doc"),
            Some("xls" | "et") => plain("application/vnd.ms-excel", "xls"),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_can_be_opened() {
        let heads: [&[u8]; 8] = [
            b"\x89PNG",
            b"\xFF\xD8\xFF",
            b"GIF89a",
            b"BM..........................",
            b"II\x2A\0",
            b"RIFF....WEBP",
            b"%PDF-1.7",
            ZIP,
        ];
        for head in heads {
            let found = kind(head, "表.xlsx").unwrap();
            assert!(OPENABLE.contains(&found.extension), "{found:?}");
        }
    }

    #[test]
    fn content_decides_not_the_name() {
        let media_type = |head: &[u8], name| kind(head, name).map(|kind| kind.media_type);
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n", "扫描.pdf"), Some("image/png"));
        assert_eq!(media_type(b"\xFF\xD8\xFF\xE0", "扫描"), Some("image/jpeg"));
        assert_eq!(media_type(b"%PDF-1.7", "扫描.jpg"), Some("application/pdf"));
        assert_eq!(media_type(b"MZ\x90\0", "委托书.pdf"), None);
        assert_eq!(media_type(b"<svg onload=", "图.png"), None);
        assert_eq!(media_type(b"", "空.pdf"), None);
        assert_eq!(media_type(b"PK\x03\x04", "压缩.zip"), None);
        assert!(media_type(b"PK\x03\x04", "表.XLSX").is_some());
        assert_eq!(media_type(COMPOUND, "函.doc"), Some("application/msword"));
    }
}
