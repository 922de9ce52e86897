"""What a web page holds: its article, headline and day, and what stands around them."""
