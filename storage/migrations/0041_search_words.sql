-- The words of the search's index, each place where one stands a row: to learn whether there is one, by its stem.

CREATE VIRTUAL TABLE search_words USING fts5vocab(article_search, instance);
