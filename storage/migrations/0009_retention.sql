-- Stories whose articles are all gone are found when their time has come.

CREATE INDEX stories_without_articles ON stories (newest_added) WHERE article_count = 0;
