# Corrections: what editors see of them, and what stands in digests instead.

correction-ask = Send the whole new text of article { $number }, in several messages if need be. It takes the place of the old one; the number stays.
correction-choose = Which article do you want to correct?
correction-ask-number = Write the article’s number, for example: /edit 12
correction-revised = Article { $number } is corrected
correction-unchanged = Article { $number } has this text already.
correction-taken = Another article has this text: { $number }.
correction-missing = This correction is gone.
correction-looking = The bot is still looking through the editions that were sent.
correction-nowhere = { $days ->
    [one] It was in no edition of the last day.
   *[other] It was in no edition of the last { $days } days.
}
correction-before = Changed before sending: { $count }
correction-done = Changed where it had arrived: { $done } of { $all }
correction-gone = Deleted by readers: { $count }
correction-refused = Could not be changed: { $count }. They will get a separate message.
correction-withdrawn = Withdrawn by the newsroom
correction-withdrawn-story = The newsroom has withdrawn this story: “{ $headline }”
correction-note = A correction to a story you have received
correction-note-withdrawn = The newsroom has withdrawn a story you have received: { $headline }
button-edit = Correct
button-take-back = Previous text

report-ask = What is wrong with this story?
report-reason-facts = The facts are wrong
report-reason-outdated = It is out of date
report-reason-mixed = Different events are mixed up
report-reason-advert = It is an advertisement
report-reason-other = Something else
report-taken = Thank you. The newsroom will check the story, and the bot will tell you what they decide.
report-outcome-corrected = You reported an error. The story has been corrected:
report-outcome-retracted = You reported an error. The newsroom has withdrawn the article.
report-outcome-split = You reported an error. An article about another event has been taken out of the story:
report-outcome-rejected = You reported an error. The newsroom checked the story and left it as it is:
report-card = A reader reports: { $reason }
report-rejected = { $count ->
    [one] The story stays as it is. { $count } reader will be told.
   *[other] The story stays as it is. { $count } readers will be told.
}
report-settled-before = This has already been settled.
button-report = Report an error
report-how = To report an error, open the whole story and press “{ $button }”. The newsroom will check it and answer you.
button-reject-reports = Leave as it is

# One part of an article, and who did what.

headline-ask = Send the new headline of article { $number } in one message. This is what it is now:
headline-ask-draft = Send the headline in one message. This is what it is now:
topics-of-draft-ask = Press a topic that is missing, or one that does not belong:
headline-empty = A headline needs words.
headline-long = The headline is too long: { $limit } characters at most.
headline-unchanged = Article { $number } has this headline already.
headline-made = The bot made this headline
headline-of-editors = The newsroom gave it this headline
topics-of-ask = The topics of article { $number }. Press what is missing, or what does not belong:
date-ask = When was article { $number } published? Write the day, with a time if you like: 2 March, or yesterday 14:05.
date-wrong = Write one day that is not in the future.
date-unchanged = Article { $number } has this date already.
correction-date = Article { $number } has a new date
button-edit-date = Date
summary-ask = Which sentences make the summary of article { $number }? Press a number to take a sentence in or leave it out:
summary-limits = { $most ->
    [one] A summary has one sentence.
   *[other] A summary has one to { $most } sentences.
}
button-edit-summary = Summary
correction-headline = Article { $number } has a new headline
changed-meanwhile = The article was changed while you were at it. { $entry }
changed-before = The article had been changed just before. { $entry }
log-title = Who changed what
log-title-article = Article { $number }: who changed what
log-empty = Nothing has been changed yet.
log-ask = Write the article’s number, for example: /log 12
button-log = Changes
button-log-all = All changes
log-entry = { $when }, { $who }: { $what }
log-somebody = an editor
log-source-itself = its source
log-none = none
log-text = a new text
log-headline = a new headline; it was “{ $former }”
log-topics = other topics; they were: { $former }
log-date = another date; it was: { $former }
log-source = another source; it was: { $former }
log-story = moved the article out of story { $former }
log-did-added = added the article
log-did-merged = merged story { $other } into story { $story }
log-did-unmerged = took story { $other } out of story { $story } again
log-did-placed-first = put story { $story } first
log-did-placed-last = put story { $story } last
log-did-placed-free = put story { $story } back in its place
log-did-model-off = took the model’s choice off story { $story }
log-did-model-on = gave story { $story } the model’s choice again
log-did-feed-added = added the feed “{ $words }”
log-did-feeds-added = added a list of feeds, new ones: { $words }
log-did-feed-on = switched the feed “{ $words }” on again
log-did-feed-off = switched the feed “{ $words }” off
log-did-feed-pages = changed where the feed “{ $words }” takes its texts from
log-did-feed-removed = removed the feed “{ $words }”
log-did-channel-added = connected the channel “{ $words }”
log-did-channel-removed = removed the channel “{ $words }”
log-did-topic-added = made the topic “{ $words }”
log-did-topic-name = changed the name of the topic “{ $words }”
log-did-topic-words = changed the words of the topic “{ $words }”
log-did-topic-removed = removed the topic “{ $words }”
log-sentences = other sentences in the summary
log-archived = put the article into the archive
log-from-archive = took the article from the archive
log-retracted = retracted the article
log-restored = restored the article
button-edit-headline = Headline
button-edit-text = Text
button-former-headline = Previous headline
button-edit-source = Source
button-edit-story = Story
button-own-story = Story of its own
button-story-by-bot = Let the bot decide
source-choose = Which source of article { $number } is to change?
source-ask = What are readers to see as the source of article { $number }? Send a name, a link, or both. A dash at the end takes the link away. Now it is:
source-ask-draft = What are readers to see as the source? Send a name, a link, or both. A dash at the end takes the link away. Now it is:
source-wrong = Send a name of up to { $limit } characters and one link at most, for example: Herald https://example.org/1
source-unchanged = Article { $number } has this source already.
source-link = link
source-of-editors = The newsroom named this source
correction-source = Article { $number } has a new source
date-ask-draft = When was this published? Write the day, with a time if you like: 2 March, or yesterday 14:05.
summary-ask-draft = Which sentences make the summary? Press a number to take a sentence in or leave it out:
story-of-ask = Which story does article { $number } belong to?
story-of-draft-ask = Which story does this article belong to?
story-of-now = Now:
story-of-draft-new = a story of its own
story-of-done = Article { $number } is in this story now. Nobody who was sent either story will get it again.
preview-story = Story { $number }: { $headline }
preview-story-new = Story: of its own
article-in-story = Story: { $number }
draft-overtaken = Somebody added this text while you were at it. What you changed is not in the article: open it and change it there.
