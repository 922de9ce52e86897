-- Who may use the bot: links that let people in, for a time, and people who are kept out.

ALTER TABLE invitations ADD COLUMN role TEXT NOT NULL DEFAULT 'admin' CHECK (role IN ('reader', 'editor', 'admin'));
ALTER TABLE invitations ADD COLUMN expires_at INTEGER;  -- NULL: the console's link, until the next one

CREATE TABLE banned (
    person_id INTEGER PRIMARY KEY,      -- they may never have written
    banned_at INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_role ON people (role) WHERE role <> 'reader';
