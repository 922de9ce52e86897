-- The question that was open when the update was first handled: handled again, it answers the same.

ALTER TABLE updates ADD COLUMN question TEXT;
