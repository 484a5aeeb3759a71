//! Stories: use cases on a real data folder, told as the office lives them. One file per noun.

#![expect(clippy::needless_pass_by_value, reason = "inputs are written where they are given")]

mod world;

mod answers;
mod architecture;
mod balance;
mod bounds;
mod bulletins;
mod clues;
mod contract;
mod directory;
mod due_dates;
mod figures;
mod files;
mod following;
mod forms;
mod handing;
mod handling;
mod hostile;
mod importing;
mod issuing;
mod kept_forms;
mod ledger;
mod links;
mod lists;
mod long_slip;
mod memory;
mod merging;
mod naxi;
mod numbers;
mod office;
mod packet;
mod reception;
mod record;
mod rota;
mod safekeeping;
mod scanning;
mod search;
mod shapes;
mod signing;
mod sitting;
mod walk;
