# How editions come and look.

post-languages-choose = In which language should it post?
post-languages-how = Pick one language, or two for two posts one after the other.

sources-all = Sources: all
sources-hidden = { $count ->
    [one] { $count } source hidden
   *[other] { $count } sources hidden
}
sources-only = { $count ->
    [one] Only { $count } source
   *[other] Only { $count } sources
}
sources-choose = Which sources should the news come from?
sources-none = There are no sources yet: they appear with the first news.
sources-now-all = All of them now. Select sources, then choose whether to hide them or to read only them.
sources-now-hidden = Selected sources won’t appear. A story still shows if others report it.
sources-now-only = You only get what the selected sources report.
button-sources-hide = Hide these
button-sources-only = Only these

week-review-off = Week in review: no
week-review-on = Week in review: Sun { $time }
choice-silent-off = Sound: on
choice-silent-on = Sound: off
choice-pinned-off = Pin: no
choice-pinned-on = Pin: yes
pin-no-right = First allow the bot to pin messages, or in a channel to edit them, then tap again.
choice-length = Length: { $value }
choice-model = Model’s choice: { $value }
choice-least = Minimum stories: { $value }
choice-useful = If late: keep trying { $value }
choice-breaking = Breaking news: { $value }
choice-draft = Draft: { $value }
choice-picture = Picture: { $value }
choice-repeat = If in doubt: { $value }

choose-length = How long should a digest be?
explain-length =
    Short: two main stories in a sentence each and three in a line.
    Normal: three main stories in more detail and four in a line.
    Long: five main stories and six in a line.
value-length-short = short
value-length-normal = normal
value-length-long = long
choose-model = Should a language model choose the sentences?
explain-model =
    The model chooses which sentences of the sources tell a story, and in which order. It adds no words of its own.
    Without it the bot chooses by itself.
value-model-on = yes
value-model-off = no
choose-least = How many stories make an edition?
explain-least = With fewer, no edition goes out and the stories wait for the next one.
value-least = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
choose-useful = How long should the bot try to send a late edition?
explain-useful = If the bot could not send an edition on time, it keeps trying for this long. Two hours are usually enough.
value-useful = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
choose-breaking = Send breaking news?
explain-breaking = News that several independent sources report within an hour. It comes right away, once, and the next digest does not repeat it.
value-breaking-off = no
value-breaking = from { $start } to { $end }
value-breaking-always = at any time
quiet-how = The digest comes only at the times you chose. Besides it there is breaking news: change its hours and the sound here.
choose-draft = Show each edition before it is posted?
explain-draft = Half an hour before, the chat’s owner gets a draft. Choose what happens when there is no answer.
value-draft-none = not needed
value-draft-publish = posted if no answer
value-draft-skip = not posted if no answer
choose-repeat = What if it is unclear whether an edition arrived?
explain-repeat = That happens when the connection breaks. The bot can send it again, so that a post sometimes comes twice, or not, so that one is sometimes missed.
value-repeat-twice = send again
value-repeat-miss = leave it
choose-picture = Which picture above an edition?
explain-picture = If the top story of an edition has a picture, it stands above the text. Telegram takes it from the source's site; when the story is withdrawn, the picture goes with it.
value-picture-none = none
value-picture-story = of the top story
value-picture-week = top story; figures in reviews
