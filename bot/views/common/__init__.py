"""What views share: HTML, buttons, the menu, where a screen was opened from."""
