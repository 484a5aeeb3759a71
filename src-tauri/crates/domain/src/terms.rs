//! Closed vocabularies of the trade: each value has a stored code and a Chinese term.

use std::fmt;

/// A closed vocabulary. Codes are what the database and the wire hold; labels are what people read.
pub trait Term: Sized + Copy + 'static {
    /// Every value, in the order the trade lists them.
    const ALL: &'static [Self];

    /// Returns the stored code, lower snake case.
    fn code(self) -> &'static str;

    /// Returns the Chinese term printed on papers and screens.
    fn label(self) -> &'static str;

    /// Returns the value with this code.
    ///
    /// # Errors
    /// [`UnknownTerm`] when no value has it.
    fn from_code(code: &str) -> Result<Self, UnknownTerm> {
        Self::ALL
            .iter()
            .copied()
            .find(|term| term.code() == code)
            .ok_or_else(|| UnknownTerm(code.to_owned()))
    }
}

/// A code outside its vocabulary: the row was written by something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown term {0:?}")]
pub struct UnknownTerm(pub String);

impl UnknownTerm {
    /// Returns the code nobody knows.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// Shows a term by its Chinese label.
pub fn write_label(term: impl Term, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(term.label())
}

/// Declares a vocabulary: `Variant = "code", "中文";`.
macro_rules! terms {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $code:literal, $label:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        $vis enum $name {
            $(
                $(#[$variant_meta])*
                #[doc = $label]
                #[serde(rename = $code)]
                $variant,
            )+
        }

        impl $crate::terms::Term for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::terms::write_label(*self, f)
            }
        }
    };
}
pub(crate) use terms;
