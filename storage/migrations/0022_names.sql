-- Those of the newsroom are shown to each other by the name that Telegram gave; '' for readers, of whom none is kept.

ALTER TABLE people ADD COLUMN name TEXT NOT NULL DEFAULT '';
