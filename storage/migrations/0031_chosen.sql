-- A digest's message keeps what was chosen for it, so that a correction makes it again and chooses nothing anew.

ALTER TABLE messages ADD COLUMN contents TEXT;  -- JSON of bot.views.common.kept_digest; NULL: none were kept
