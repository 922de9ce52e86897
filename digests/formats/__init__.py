"""What files, feeds and web pages hold, read into plain values."""
