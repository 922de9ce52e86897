# A media review as a document: what stands in it, and how it is asked for.

review-kicker = Media review
review-all = All news
review-words = “{ $words }”
review-period = Period: { $since } – { $until }, { $zone }
review-header = Media review · { $subject } · { $days }
review-page = Page { $page } of { $pages }
review-contents = Contents
review-figures = In figures
review-stories = What happened
review-sources = By source
review-appendix = Appendix. All publications
review-count-mentions = { $count ->
    [one] publication
   *[other] publications
}
review-count-stories = { $count ->
    [one] story
   *[other] stories
}
review-count-sources = { $count ->
    [one] source
   *[other] sources
}
review-before-day = the day before: { $figure }
review-before-days = the { $days ->
    [one] { $days } day
   *[other] { $days } days
} before: { $figure }
review-capped = There was more than a review can hold: it covers the newest { $count ->
    [one] { $count } article
   *[other] { $count } articles
}.
review-by-day = By day
review-by-source = By source
review-by-language = By language
review-col-day = Day
review-col-mentions = Publications
review-col-sources = Sources
review-col-source = Source
review-col-share = Share
review-col-language = Language
review-col-kk = Kaz.
review-col-ru = Rus.
review-col-en = Eng.
review-col-when = When
review-col-headline = Headline
review-col-story = Story
review-total = Total
review-other-sources = { $count ->
    [one] { $count } more source
   *[other] { $count } more sources
}
review-first = First published by { $source }, { $when }
review-seen = seen on { $when }
review-volume = { $mentions ->
    [one] { $mentions } publication
   *[other] { $mentions } publications
}, { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
}
review-role-first = first published
review-role-reprinted = reprint
review-more-mentions = { $count ->
    [one] { $count } more publication of this story is
   *[other] { $count } more publications of this story are
} in the appendix.
review-untold-stories = { $count ->
    [one] { $count } more story is
   *[other] { $count } more stories are
} in the appendix alone.
review-untold-mentions = { $count ->
    [one] { $count } more publication is
   *[other] { $count } more publications are
} in the appendix alone.
review-source-count = { $source } ({ $count })
review-text-of = Full text: { $source }
review-text-gone = The full text is kept no longer; the link leads to it.
review-file = Media review { $subject }

clip-refused = Media reviews are made by editors and by owners of connected chats. /topic shows what was written about a subject.
clip-choose = What should the media review be about?
clip-choose-how = Choose a topic or something you follow. Or type: /clip UNESCO 7d.
clip-what = Media review: { $subject }
clip-how = Choose what it should be like. The file will come here.
clip-found = { $count ->
    [0] Nothing was published in this period.
    [one] { $count } article in this period.
   *[other] { $count } articles in this period.
}
clip-found-many = Over { $count } articles in this period: the review will hold the newest.
clip-days-1 = Period: one day
clip-days-7 = Period: one week
clip-days-30 = Period: 30 days
clip-language = Language: { $language }
clip-by-story = Order: stories
clip-by-source = Order: sources
clip-texts-off = Full texts: no
clip-texts-on = Full texts: yes
clip-make-docx = Make a .docx
clip-make-html = To print: .html
clip-plan = On a schedule
clip-under-way = The review of { $subject } is being made and will come here soon.
clip-busy = Many reviews are being made already. Wait for them and try again.
clip-caption = Media review: { $subject }
clip-nothing = Media review of { $subject }: nothing was published from { $since } to { $until }.
clip-failed = The media review of { $subject } could not be made. Choose a shorter period or leave out the full texts: /clip
clip-gone = These words are kept no longer. Type them again: /clip UNESCO 7d
clip-plan-where = Where should the review of { $subject } come?
clip-plan-here = To me here
clip-plan-when = When should the review of { $subject } come?
clip-plan-daily = Every day at { $time }
clip-plan-weekly = On Mondays at { $time }
clip-planned-daily = The review of { $subject } will come every day at { $time }: { $where }. /clip lets you remove it.
clip-planned-weekly = The review of { $subject } will come on Mondays at { $time }: { $where }. /clip lets you remove it.
clip-too-many = { $count } reviews come there on a schedule, which is the most there can be. First remove one in /clip.
clip-plans = On a schedule:
clip-plan-line-daily = { $subject }: every day at { $time }, { $where }
clip-plan-line-weekly = { $subject }: on Mondays at { $time }, { $where }
clip-remove = Remove: { $subject }
clip-removed = The review of { $subject } does not come on a schedule any more.
clip-here = here
clip-topic-gone = There is no such topic any more, so no media review was made. Choose another: /clip
