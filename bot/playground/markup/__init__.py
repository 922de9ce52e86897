"""Text with entities: parsed from HTML, found by itself, written as HTML."""
