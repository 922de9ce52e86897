"""Messages and buttons for editors."""
