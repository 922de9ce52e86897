-- The window of stories goes by when an article came in or, of an archived one, by when it was published: an
-- archive of years must not join an event with the next year's. The terms are kept in the order of that moment.

ALTER TABLE articles ADD COLUMN told_at INTEGER
    GENERATED ALWAYS AS (iif(archived, coalesce(published_at, added_at), added_at)) VIRTUAL;

CREATE TABLE article_moments (
    term TEXT NOT NULL,
    told_at INTEGER NOT NULL,           -- of its article
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (term, told_at, article_id)
) STRICT, WITHOUT ROWID;
INSERT INTO article_moments
    SELECT term, told_at, article_id FROM article_terms JOIN articles ON articles.id = article_id
    ORDER BY term, told_at, article_id;
DROP TABLE article_terms;
ALTER TABLE article_moments RENAME TO article_terms;
CREATE INDEX article_terms_by_article ON article_terms (article_id);
