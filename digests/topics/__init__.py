"""The topics of a text: ours and a newsroom's own."""
