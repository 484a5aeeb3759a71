//! Typed identifiers. Each is a UUIDv7 in text; the domain only carries them.

use serde::{Deserialize, Deserializer};

/// The longest identifier taken from outside; a UUID has 36 characters.
pub const ID_MAX: usize = 64;

/// Reads an identifier: at most [`ID_MAX`] printable ASCII characters, empty where nothing was
/// chosen. What it names, or whether anything, is for the reader to find out.
fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.len() > ID_MAX || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        let found = serde::de::Unexpected::Other("something else");
        return Err(serde::de::Error::invalid_value(found, &"up to 64 printable characters"));
    }
    Ok(text)
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        pub struct $name(String);

        impl $name {
            /// Takes an identifier as it is stored.
            #[must_use]
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Returns the stored text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read(deserializer).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )+};
}

ids! {
    /// A table that was taken over (导入).
    ImportId;
    /// A person working in the office (经办人 and colleagues).
    ClerkId;
    /// A leader (领导).
    LeaderId;
    /// A responsible unit (承办单位).
    UnitId;
    /// An enterprise or chamber (企业).
    EnterpriseId;
    /// One of an enterprise's people.
    PersonId;
    /// A reception (接待活动).
    ReceptionId;
    /// An enterprise's place in one reception (到会企业).
    GuestId;
    /// One entry of the running record (记录).
    EntryId;
    /// A demand (诉求).
    DemandId;
    /// An assignment slip (交办单).
    SlipId;
    /// One demand at one unit (承办任务).
    TaskId;
    /// One dated fact of a demand's handling (办理事项).
    ActId;
    /// A referred clue (线索).
    ClueId;
    /// An issue of what the office tells its superiors (专报).
    BulletinId;
    /// What a leader wrote upon one (专报批示).
    BulletinInstructionId;
    /// A unit's work packet (承办单位工作包).
    PacketId;
    /// A 监督员 in the directory.
    SupervisorId;
    /// A stored file (附件).
    AttachmentId;
    /// A saved view of the ledger (视图).
    ViewId;
    /// An imported holiday notice (放假安排).
    NoticeId;
    /// The rota of a year (年度安排).
    RotaId;
    /// A month's turn in a rota.
    TurnId;
    /// A change of a turn: who, when, why.
    TurnChangeId;
    /// The notice of a reception (通告).
    AnnouncementId;
    /// A leader's or service officer's link to an enterprise (联系).
    LinkId;
    /// A visit under a link (走访).
    LinkVisitId;
    /// An entry of the directory of fast lanes (快捷通道).
    ChannelId;
    /// A common issue (共性问题).
    CommonIssueId;
    /// A row of the table that the use case speaks of.
    RowId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_printable_identifiers_are_read() {
        let read = |text: String| serde_json::from_value::<RowId>(text.into()).is_ok();
        assert!(read(String::new()));
        assert!(read("a".repeat(ID_MAX)));
        assert!(!read("a".repeat(ID_MAX + 1)));
        for text in ["甲", "a b", "a\0", "a\n"] {
            assert!(!read(text.to_owned()), "{text:?}");
        }
    }
}
