//! What the command line shares with the window: the sample office.

pub mod demo;
