"""Messages and buttons for whoever connected a channel or a group."""
