-- What an editor merged can be taken apart again.

ALTER TABLE stories ADD COLUMN gave TEXT;  -- JSON: the articles that moved to its successor
