-- How often any story has changed, in one row: an answer made at the same number is still true.

CREATE TABLE changes (number INTEGER NOT NULL) STRICT;
INSERT INTO changes VALUES (0);
