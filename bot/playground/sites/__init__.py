"""Web sites for the playground, good and harmful ones."""
