"""The sample newsroom, one text file an article."""
