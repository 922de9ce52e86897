"""Messages and buttons for readers."""
