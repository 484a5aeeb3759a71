-- SQLite only: full text by bigrams (see domain::search_text). PostgreSQL has tsvector instead.
CREATE VIRTUAL TABLE search USING fts5 (
    terms, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
-- Each target has its own range of rowids (see queries::search), so that one kind is counted and
-- listed, newest first, without leaving the full-text index.
CREATE TABLE search_rows (
    rowid INTEGER PRIMARY KEY,
    target TEXT NOT NULL,
    target_id TEXT NOT NULL,
    UNIQUE (target, target_id)
) STRICT;
