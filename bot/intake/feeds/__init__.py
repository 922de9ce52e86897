"""RSS, Atom and JSON feeds as sources: adding, checking, timing."""
