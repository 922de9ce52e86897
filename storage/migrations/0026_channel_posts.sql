-- Which message of an album an article was made of, and which version of it; 0 where that was not kept.
-- A text that the apps cut into several posts keeps each part, with the number of the first.

ALTER TABLE channel_posts ADD COLUMN message_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_posts ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_posts ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_posts ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_posts ADD COLUMN part TEXT NOT NULL DEFAULT '';
