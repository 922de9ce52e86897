-- What is marked as advertising comes in retracted, and editors see why.

ALTER TABLE articles ADD COLUMN advertising INTEGER NOT NULL DEFAULT 0;
