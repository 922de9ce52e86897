"""Characters, words, sentences, dates and links of a text."""
