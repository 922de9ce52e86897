-- What operators were told lately, so that a restart does not tell it again.

CREATE TABLE operator_words (
    kind TEXT PRIMARY KEY,              -- 'week': its figures; 'silence': no article comes in, until one does
    last_told_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
