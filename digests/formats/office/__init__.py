"""Word and PDF documents: what a reader of them sees, as plain text."""
