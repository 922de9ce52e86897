-- What is typed finds articles by the stems that digests.folding makes of both. A row's id is its article's.

CREATE VIRTUAL TABLE article_search USING fts5(
    headline,
    about,                              -- the names and the summary
    body,
    tokenize = "unicode61 remove_diacritics 0"
);
CREATE TRIGGER article_search_goes AFTER DELETE ON articles BEGIN
    DELETE FROM article_search WHERE rowid = old.id;
END;

CREATE TABLE subjects (                 -- words that were asked about: a button carries their number
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL UNIQUE
) STRICT;
