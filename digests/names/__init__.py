"""Names of people, places and organisations in a text."""
