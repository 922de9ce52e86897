"""What readers ask for and get at once: digests, searches, topics, saved stories, history."""
