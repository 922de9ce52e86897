"""The page to chat in and the controls around it."""
