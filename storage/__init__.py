"""SQLite: rows in, the dataclasses of `digests.models` out."""
