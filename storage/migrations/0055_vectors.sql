-- What articles mean to a model, as vectors: of one model at a time.

CREATE TABLE vector_model (             -- no row: none was ever set, and no article waits for a vector
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    samples TEXT NOT NULL,              -- JSON: its vectors of the sample texts, in hexadecimal digits
    questions TEXT NOT NULL             -- the same of the sample questions
) STRICT;

CREATE TABLE article_vectors (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    vector BLOB,                        -- a byte a number; empty: the model takes none; NULL: it waits for one
    signs BLOB                          -- a bit a number: whether it is over the sample texts' mean
) STRICT;
CREATE INDEX article_vectors_waiting ON article_vectors (article_id) WHERE vector IS NULL;

CREATE TRIGGER article_vector_wanted AFTER INSERT ON articles WHEN EXISTS (SELECT 1 FROM vector_model) BEGIN
    INSERT OR IGNORE INTO article_vectors (article_id) VALUES (new.id);
END;
CREATE TRIGGER article_vector_outdated AFTER UPDATE OF headline, text_hash ON articles
WHEN old.headline IS NOT new.headline OR old.text_hash IS NOT new.text_hash BEGIN
    UPDATE article_vectors SET vector = NULL, signs = NULL WHERE article_id = new.id;
END;
