-- The long parts of articles, in a table of their own: past their time they go, and their pages with them.

CREATE TABLE article_texts (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    fingerprint TEXT NOT NULL           -- JSON of digests.models.texts.Fingerprint
) STRICT;
INSERT INTO article_texts (article_id, body, fingerprint) SELECT id, body, fingerprint FROM articles ORDER BY id;
ALTER TABLE articles DROP COLUMN body;
ALTER TABLE articles DROP COLUMN fingerprint;
