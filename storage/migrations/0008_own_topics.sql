-- Topics that editors define, and work on stored articles that goes on after a restart.

CREATE TABLE own_topics (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    words TEXT NOT NULL,                -- JSON: words and phrases, any of which is enough
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE chores (
    name TEXT PRIMARY KEY,
    version TEXT NOT NULL,              -- of what the articles are brought up to
    below INTEGER                       -- articles under this number are still to be done; NULL: all are done
) STRICT, WITHOUT ROWID;
