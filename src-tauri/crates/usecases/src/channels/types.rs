//! Inputs and outputs: the directory of fast lanes (快捷通道).

use domain::demand::Category;
use domain::ids::{ChannelId, UnitId};

use crate::wire::wire;

wire! {
    /// Which fast lanes.
    #[derive(Default)]
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional_fields))]
    pub struct ChannelQuery {
        pub query: String,
        pub category: Option<Category>,
    }

    /// For one topic: the unit, who answers there, and the shorter limit.
    pub struct Channel {
        pub id: ChannelId,
        pub version: i64,
        pub topic: String,
        /// The category of demands it is proposed for.
        pub category: Option<Category>,
        pub unit_id: UnitId,
        pub unit_name: String,
        pub officer: String,
        pub post: String,
        pub phone: String,
        pub limit_workdays: u32,
        pub note: String,
    }

    pub struct ChannelList {
        pub channels: Vec<Channel>,
    }

    /// Adds (`id` none) or changes a fast lane.
    pub struct SaveChannel {
        pub id: Option<ChannelId>,
        pub version: i64,
        pub topic: String,
        pub category: Option<Category>,
        pub unit_id: UnitId,
        pub officer: String,
        pub post: String,
        pub phone: String,
        pub limit_workdays: u32,
        pub note: String,
    }
}
