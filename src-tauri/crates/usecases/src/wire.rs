//! The shape of everything that crosses the contract.

use domain::ids::RowId;

/// Declares a structure of the contract: JSON by serde, TypeScript by ts-rs.
macro_rules! wire {
    ($($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* })+) => {$(
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        $(#[$meta])*
        pub struct $name { $($body)* }
    )+};
}
pub(crate) use wire;

wire! {
    /// An input without fields.
    #[derive(Default)]
    pub struct Nothing {}

    /// A row's identity with the version the caller read; a stale version is refused.
    pub struct Reference {
        pub id: RowId,
        pub version: i64,
    }

    /// Voids or cancels a row for a typed reason.
    pub struct Reasoned {
        pub id: RowId,
        pub version: i64,
        pub reason: String,
    }

    /// Starts long work that can be followed and stopped under the name `job`.
    pub struct LongWork {
        pub job: String,
    }

    /// Asks for one row.
    pub struct ById {
        pub id: RowId,
    }
}
