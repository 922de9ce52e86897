"""What people ask for in words of their own: pure, by word lists and stems."""
