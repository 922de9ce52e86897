# Digests and stories.

digest-update = New: { $headline }
digest-followed = You follow: { $headline }
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
digest-top-day = Today’s top story:
digest-top-week = Top story of the week:
digest-top-period = Top story of this period:
digest-other-day = Today’s top story on other topics:
digest-other-week = Top story of the week on other topics:
digest-other-period = Top story of this period on other topics:
digest-more = More news
digest-gone = This digest is gone. Here is what you can do:
digest-wrong-period = Write the period like this: /digest 3 days, /digest week. The longest is 30 days.
kept-back-title = News of sources that you have hidden
kept-back-none = These stories are gone.
button-kept-back = Hidden: { $count }, show
button-more = More
button-to-more = Back to list
button-tune = Settings
button-receive = Get your own digest
button-whole-story = Whole story
button-to-digest = Back to digest
button-week = Past week

story-adds = { $source } adds:
story-timeline = Who reported it, and when
story-page = Page { $page } of { $pages }
story-gone = There is no such story, or the newsroom has removed it.
story-similar = Similar stories

button-less = Less like this
copy-source = Copy the source link
button-to-story = Back to the story

preview-mark = { $count ->
    [one] Preview · in the next 24 hours the digest goes to { $count } reader
   *[other] Preview · in the next 24 hours the digest goes to { $count } readers
}
preview-empty = There was no news { $period }, so there is nothing to show: without news no digest is sent.
preview-wrong-period = Write the period like this: /preview 3 days, /preview week. The longest is 30 days.
button-to-preview = Back to the preview
