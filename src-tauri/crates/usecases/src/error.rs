//! One funnel for every failure: a closed code, the fields at fault, a cause for the log.

use std::fmt::Display;

use papers::PaperError;
use serde::{Deserialize, Serialize};
use store::StoreError;

/// What the screen branches on. A code is added only when a screen acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ErrorCode {
    /// Fields are wrong; `fields` says which and how.
    Validation,
    NotFound,
    /// Somebody else changed the row; `hint` says who and when.
    Conflict,
    /// The state of things does not allow it; `hint` says why, in Chinese.
    PreconditionFailed,
    /// The data folder is open in another program.
    Busy,
    SchemaTooNew,
    Foreign,
    Damaged,
    DatabaseMissing,
    NetworkFolder,
    ReadOnly,
    DiskFull,
    /// A paper or sheet cannot be made; `hint` says why.
    DocumentFailed,
    /// A print was counted and then not handed out; `hint` says why.
    NotPrinted,
    /// The person cancelled the work; nothing was kept.
    Cancelled,
    /// Our fault; details are in the log.
    Internal,
}

/// A rule broken by one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FieldFault {
    /// Path of the field in the input: `record.people.0.phone`.
    pub field: String,
    /// Plain Chinese: what is wrong and what to do.
    pub message: String,
}

/// A failed use case, as the shells pass it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CommandError {
    pub code: ErrorCode,
    /// English detail for a log or a details pane.
    pub message: String,
    /// Plain Chinese for the person; empty when the code says it all.
    pub hint: String,
    pub fields: Vec<FieldFault>,
}

/// Said of an input no screen makes.
const MISSHAPEN: &str = "内容的格式不对，请重新填写或选择。";

/// Why a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    #[error("{} field(s) refused", .0.len())]
    Fields(Vec<FieldFault>),
    /// The state of things forbids it; the text is the Chinese reason.
    #[error("refused: {0}")]
    Refused(String),
    #[error("no use case {0:?}")]
    UnknownCommand(String),
    /// The input has not the shape of the use case; `field` is the first place where it differs,
    /// empty for the whole.
    #[error("input of {command}")]
    Input { command: &'static str, field: String, source: serde_json::Error },
    #[error("output")]
    Output(#[from] serde_json::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Paper(#[from] PaperError),
    #[error(transparent)]
    Sheet(#[from] sheets::SheetError),
    /// A workbook that came in is no packet, or out of bounds.
    #[error(transparent)]
    Returned(#[from] sheets::ReadError),
    /// A table of another program that cannot be read, or is out of bounds.
    #[error(transparent)]
    Unusable(#[from] sheets::import::Unusable),
    #[error("{path}")]
    Io { path: std::path::PathBuf, source: std::io::Error },
    /// A print of so many papers was counted, and then its file not put where it is printed from.
    #[error("{papers} paper(s) counted as printed, and not printed")]
    Counted { papers: usize, source: Box<UseCaseError> },
    #[error("cancelled")]
    Cancelled,
}

impl UseCaseError {
    /// Refuses one field.
    #[must_use]
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Fields(vec![FieldFault { field: field.into(), message: message.into() }])
    }

    /// Refuses because of the state of things, for a Chinese reason.
    #[must_use]
    pub fn refused(reason: impl Display) -> Self {
        Self::Refused(reason.to_string())
    }

    /// Returns a mapper from an I/O error at `path`.
    pub fn io(path: impl Into<std::path::PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    /// Returns the code the screen branches on.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Fields(_) | Self::Input { .. } => ErrorCode::Validation,
            Self::Refused(_) => ErrorCode::PreconditionFailed,
            Self::Store(error) => store_code(error),
            Self::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
                ErrorCode::DiskFull
            }
            Self::Paper(PaperError::Cancelled) => ErrorCode::Cancelled,
            Self::Returned(_) | Self::Unusable(_) => ErrorCode::PreconditionFailed,
            Self::Paper(_) | Self::Sheet(_) | Self::Io { .. } => ErrorCode::DocumentFailed,
            Self::Counted { .. } => ErrorCode::NotPrinted,
            Self::Cancelled => ErrorCode::Cancelled,
            Self::UnknownCommand(_) | Self::Output(_) => ErrorCode::Internal,
        }
    }

    /// Returns the Chinese words for the person, where the code alone does not say it.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::Refused(reason) => reason.clone(),
            Self::Store(StoreError::Conflict { by, at, .. }) => {
                let at = crate::clock::local(*at).format("%H:%M");
                format!("{by}在 {at} 改过这条记录。请先看新内容，再改一次。")
            }
            Self::Io { path, .. } => format!("写不进“{}”，请换一个位置。", path.display()),
            Self::Paper(error) => paper_hint(error),
            Self::Sheet(error) => error.to_string(),
            Self::Returned(error) => error.to_string(),
            Self::Unusable(error) => error.to_string(),
            Self::Counted { papers, source } => counted(*papers, source),
            Self::Input { .. } => MISSHAPEN.to_owned(),
            Self::Fields(_)
            | Self::Store(_)
            | Self::Cancelled
            | Self::UnknownCommand(_)
            | Self::Output(_) => String::new(),
        }
    }
}

/// Says that the count stays: a number once given to a paper is given to no other (scenario 49).
fn counted(papers: usize, source: &UseCaseError) -> String {
    let why = match source {
        UseCaseError::Io { path, .. } => format!("文书放不进“{}”。", path.display()),
        other => other.hint(),
    };
    let which = if papers == 1 { "这次".to_owned() } else { format!("这 {papers} 份") };
    format!("{why}{which}已计入打印次数，不再收回；重印时纸上的次数加一，不影响办理。")
}

/// Says in Chinese why a paper cannot be made.
fn paper_hint(error: &PaperError) -> String {
    match error {
        PaperError::MissingGlyph(characters) => {
            let list: Vec<String> = characters.iter().map(|c| format!("“{c}”")).collect();
            format!("{}没有字体可印，请换用通行字，或请管理员装入含此字的字体。", list.join("、"))
        }
        PaperError::TooLong { found, max, .. } => {
            format!("有一栏写了 {found} 个字，纸面最多容 {max} 个，请缩短。")
        }
        PaperError::Empty(_) => "纸面必填的栏目还空着，请先补齐。".to_owned(),
        PaperError::Text { .. } => "文字里有纸面不能印的符号，请删去后再试。".to_owned(),
        PaperError::BadInk => "签名笔迹读不出来，请重写。".to_owned(),
        PaperError::NoFont { role, .. } => format!("本机缺少{role}字体，请按说明安装。"),
        PaperError::Overflow { page } => format!("第 {page} 页排不下，请缩短文字。"),
        PaperError::BadPicture => "这张图画不出来，没有保存。".to_owned(),
        PaperError::Cancelled => String::new(),
        PaperError::BadCode(_)
        | PaperError::Template(_)
        | PaperError::Typesetter
        | PaperError::Container
        | PaperError::Data(_) => "纸面没有排成，内容都还在。请缩短文字后再试。".to_owned(),
    }
}

fn store_code(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::NotFound { .. } => ErrorCode::NotFound,
        StoreError::Conflict { .. } => ErrorCode::Conflict,
        StoreError::Locked(_) => ErrorCode::Busy,
        StoreError::SchemaTooNew { .. } => ErrorCode::SchemaTooNew,
        StoreError::Foreign(_) => ErrorCode::Foreign,
        StoreError::Damaged { .. } => ErrorCode::Damaged,
        StoreError::DatabaseMissing(_) => ErrorCode::DatabaseMissing,
        StoreError::NetworkFolder(_) => ErrorCode::NetworkFolder,
        StoreError::NotEmpty(_) => ErrorCode::PreconditionFailed,
        StoreError::ReadOnly(_) => ErrorCode::ReadOnly,
        StoreError::Cancelled => ErrorCode::Cancelled,
        StoreError::Term(_)
        | StoreError::Json(_)
        | StoreError::Time(_)
        | StoreError::Io { .. }
        | StoreError::Sqlite(_)
        | StoreError::Migration(_) => {
            if error.is_disk_full() {
                ErrorCode::DiskFull
            } else if error.is_damage() {
                ErrorCode::Damaged
            } else {
                ErrorCode::Internal
            }
        }
    }
}

impl From<&UseCaseError> for CommandError {
    fn from(error: &UseCaseError) -> Self {
        let mut message = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            message.push_str(": ");
            message.push_str(&cause.to_string());
            source = cause.source();
        }
        let fields = match error {
            UseCaseError::Fields(fields) => fields.clone(),
            UseCaseError::Input { field, .. } if !field.is_empty() => {
                vec![FieldFault { field: field.clone(), message: MISSHAPEN.to_owned() }]
            }
            _ => Vec::new(),
        };
        Self { code: error.code(), message, hint: error.hint(), fields }
    }
}
