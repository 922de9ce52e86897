-- A story that continues a followed one is followed with it: the follow that it goes on from, and ends with.

ALTER TABLE followed_stories ADD COLUMN continues INTEGER REFERENCES followed_stories (id) ON DELETE CASCADE;
CREATE INDEX followed_stories_on ON followed_stories (continues) WHERE continues IS NOT NULL;
