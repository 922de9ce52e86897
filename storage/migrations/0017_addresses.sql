-- One article under many addresses is known by the one that they have in common (digests.links.address_of).

ALTER TABLE origins ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE INDEX origins_by_address ON origins (address) WHERE address <> '';
