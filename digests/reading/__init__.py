"""A raw text taken apart into headline, date, byline and body."""
