-- The address of a picture that shows what an article tells.

ALTER TABLE articles ADD COLUMN picture TEXT;
CREATE INDEX articles_by_picture ON articles (picture) WHERE picture IS NOT NULL;
