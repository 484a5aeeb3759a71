//! Inputs and outputs: what the desktop tells of lights.

use crate::wire::wire;

wire! {
    /// Whether the desktop tells of lights.
    pub struct AlertSettings {
        pub is_on: bool,
        /// 0 while never saved.
        pub version: i64,
    }

    /// Asks what is to be told now.
    pub struct TakeAlert {
        /// The machine slept since the look before.
        pub has_woken: bool,
    }

    /// One notification of the desktop; it holds nothing of a firm that asked not to be named.
    pub struct Alert {
        pub title: String,
        pub words: String,
    }

    pub struct AlertTaken {
        /// None: nothing that was not told before.
        pub alert: Option<Alert>,
    }
}
