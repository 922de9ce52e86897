"""The web as bytes: what may be asked, within which bounds."""
