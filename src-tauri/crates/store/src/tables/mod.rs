//! One file per table: row type, `get`, `find`, `list`, `insert`, `update`.
