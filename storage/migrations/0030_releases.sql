-- What is news has a number, given in the commit that made it news; an edition covers numbers, not times. What a
-- destination was told is the very articles that each story had.

CREATE TABLE releases (                 -- a row for each time that an article became news
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    released_at INTEGER NOT NULL
) STRICT;
INSERT INTO releases (number, released_at) SELECT id, added_at FROM articles WHERE archived = 0;
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'releases', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'releases');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'articles'), 0))
    WHERE name = 'releases';
CREATE INDEX releases_by_time ON releases (released_at);

ALTER TABLE articles ADD COLUMN release INTEGER NOT NULL DEFAULT 0;  -- 0: it is no news
UPDATE articles SET release = id WHERE archived = 0;

ALTER TABLE stories ADD COLUMN newest_release INTEGER NOT NULL DEFAULT 0;  -- of its live articles
ALTER TABLE stories ADD COLUMN began INTEGER NOT NULL DEFAULT 0;  -- the newest release before it
UPDATE stories SET
    newest_release = coalesce(
        (SELECT max(release) FROM articles WHERE story_id = stories.id AND retracted_at IS NULL), 0),
    began = coalesce((SELECT min(id) - 1 FROM articles WHERE story_id = stories.id), 0);
CREATE INDEX stories_by_newest_release ON stories (newest_release) WHERE article_count > 0;

-- An edition covers the releases after `after_release` up to `up_to_release`.
ALTER TABLE editions ADD COLUMN after_release INTEGER;  -- NULL: it is the first
ALTER TABLE editions ADD COLUMN up_to_release INTEGER NOT NULL DEFAULT 0;
UPDATE editions SET up_to_release = coalesce(
    (SELECT max(newest_article_id) FROM issue_stories WHERE issue_id = editions.issue_id), 0);
CREATE INDEX editions_told ON editions (destination_id, up_to_release, issue_id) WHERE told;

ALTER TABLE destinations ADD COLUMN covered INTEGER;  -- its editions cover releases up to this; NULL: it had none
CREATE TEMP TABLE last_runs AS
    SELECT destination_id, max(scheduled_at) AS at FROM editions WHERE told AND NOT breaking GROUP BY destination_id;
CREATE TEMP TABLE covered_then (at INTEGER PRIMARY KEY, number INTEGER NOT NULL);
INSERT INTO covered_then SELECT at, coalesce(
        (SELECT min(id) - 1 FROM articles WHERE added_at >= at),
        (SELECT seq FROM sqlite_sequence WHERE name = 'articles'), 0)
    FROM (SELECT DISTINCT at FROM last_runs);
UPDATE destinations SET covered = last_runs_number.number
    FROM (SELECT destination_id, number FROM last_runs JOIN covered_then USING (at)) AS last_runs_number
    WHERE last_runs_number.destination_id = destinations.id;
DROP TABLE last_runs;
DROP TABLE covered_then;
ALTER TABLE editions DROP COLUMN period_start;

ALTER TABLE issue_stories ADD COLUMN articles TEXT NOT NULL DEFAULT '[]';  -- JSON: those that it told
UPDATE issue_stories SET articles = (
    SELECT json_group_array(id) FROM (
        SELECT id FROM articles
        WHERE articles.story_id = issue_stories.story_id AND id <= newest_article_id
            AND (retracted_at IS NULL OR retracted_at
                > (SELECT min(created_at) FROM editions WHERE editions.issue_id = issue_stories.issue_id))
        ORDER BY id));
ALTER TABLE issue_stories DROP COLUMN newest_article_id;

ALTER TABLE proofs ADD COLUMN after_release INTEGER;  -- as the destination's `covered` was
ALTER TABLE proofs ADD COLUMN up_to_release INTEGER NOT NULL DEFAULT 0;
UPDATE proofs SET
    up_to_release = coalesce((SELECT max(json_extract(value, '$[1]')) FROM json_each(stories)), 0),
    stories = (
        SELECT json_group_array(json(story)) FROM (
            SELECT json_array(
                json_extract(value, '$[0]'),
                json((SELECT json_group_array(id) FROM articles
                    WHERE story_id = json_extract(value, '$[0]') AND id <= json_extract(value, '$[1]'))),
                json_extract(value, '$[2]')) AS story
            FROM json_each(stories) ORDER BY key));
ALTER TABLE proofs DROP COLUMN period_start;
