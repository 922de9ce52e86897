# Digests and stories.

digest-update = New: { $headline }
digest-brief = In brief
digest-further = { $count } more
digest-seen = You have already seen these
digest-only-seen = Nothing new yet. You have already seen these:
digest-week = The week: { $days }
digest-days = Top news: { $days }
digest-whole-story = { $sources ->
    [1] Whole story
    [one] Whole story, { $sources } source
   *[other] Whole story, { $sources } sources
}
digest-footer = { $date } · { $stories ->
    [one] { $stories } story
   *[other] { $stories } stories
} from { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
digest-newsroom = newsroom
digest-empty-topics = There was no news on your topics { $period }.
digest-empty-languages = There was no news in the languages you picked { $period }.
digest-empty-all = There was no news { $period }.
digest-latest = The latest came on { $date }.
digest-top-story = Today’s top story on other topics:
digest-top-of-day = Today’s top story:
digest-more = More news
digest-gone = This digest is gone. Here is what you can do:
digest-wrong-period = Write the period like this: /digest 24h or /digest 7d. The longest is 30 days.
button-more = More
button-to-more = To the list
button-tune = Settings
button-receive = Get it privately
button-whole-story = Whole story
button-to-digest = To the digest
button-week = Past week

story-adds = { $source } adds:
story-timeline = Who reported it, and when
story-page = Page { $page } of { $pages }
story-gone = There is no such story, or the newsroom has removed it.
story-similar = Similar stories

button-hide-source = Hide a source
copy-source = Copy the source link
hide-choose = Which sources should be hidden?
hide-how = The picked ones stay out of your digests. A story stays if others tell it.
button-to-story = Back to the story

preview-mark = { $count ->
    [one] Preview · in the next 24 hours { $count } reader has a digest scheduled
   *[other] Preview · in the next 24 hours { $count } readers have a digest scheduled
}
preview-empty = There was no news { $period }, so there is nothing to show: without news no digest is sent.
preview-wrong-period = Write the period like this: /preview 24h or /preview 7d. The longest is 30 days.
button-to-preview = Back to the preview
