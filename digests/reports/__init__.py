"""Media reviews: what the press wrote about a subject in a period, as a document."""
