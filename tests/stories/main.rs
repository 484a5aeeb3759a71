//! Stories: use cases on a real data folder, told as the office lives them. One file per noun.

mod world;

mod directory;
mod files;
mod office;
mod reception;
