"""The values that flow from a text to a digest, by subject. Every time is aware UTC."""
