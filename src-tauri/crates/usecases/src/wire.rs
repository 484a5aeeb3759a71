//! The shape of everything that crosses the contract.

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
        pub id: String,
        pub version: i64,
    }

    /// Voids or cancels a row for a typed reason.
    pub struct Reasoned {
        pub id: String,
        pub version: i64,
        pub reason: String,
    }

    /// Asks for one row.
    pub struct ById {
        pub id: String,
    }
}
