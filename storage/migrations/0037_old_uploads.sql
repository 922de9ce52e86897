-- Whether a file's article is old, so that its editor chooses between the digest and the archive.

ALTER TABLE uploads ADD COLUMN old INTEGER NOT NULL DEFAULT 0;
