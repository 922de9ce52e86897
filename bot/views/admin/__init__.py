"""Messages and buttons for admins."""
