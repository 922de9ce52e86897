# First minute, subscription and settings.

welcome = This bot reads the news for you: short, without repeats, with sources.
welcome-choose-topics = What would you like to read about?
welcome-finished = { $times ->
    [none] Done. The digest comes when you send /digest.
   *[other] Done. The digest will come { $days } at { $times }.
}

welcome-topics-how = Pick topics, or read everything.
topics-choose = The topics of your digest
topics-how = Tap to pick.
topics-none-means-all = Nothing is picked now, so all news is sent.
topics-chosen = Now: { $topics }.
topics-unknown = There is no topic “{ $name }”. Pick one from the list.
button-all-topics = All topics

times-choose = When should the digest come?
times-how = It can come several times a day.
times-zone = Time zone: { $zone }, it is { $clock } there now.
times-now = The digest comes { $days } at { $times }.
times-chosen = Chosen: { $days } at { $times }.
times-none = Nothing is scheduled now.
days-daily = every day
days-weekdays = on weekdays
days-weekends = at weekends
certain-day-1 = Mondays
certain-day-2 = Tuesdays
certain-day-3 = Wednesdays
certain-day-4 = Thursdays
certain-day-5 = Fridays
certain-day-6 = Saturdays
certain-day-7 = Sundays
certain-days = on { $days }
short-days = on { $days }
counted-days = { $count } days a week
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
chosen-days-ask = On which days should it come?
chosen-days-now = Now: { $days }.
times-confirm = Send the digest { $days } at { $times }?
button-times-confirm = Yes, send it
times-one-schedule = All digests come on the same days of the week, so there cannot be two schedules at once. Which one do you want?
button-times-offer = { $days } at { $times }
stop-ask = Stop the digests?
stop-how = While paused, nothing comes, but times and topics are kept. Turning digests off forgets the times too.
without-ask = Leave “{ $topic }” out of your digest?
without-left = What stays: { $topics }.
without-not-chosen = Your digest doesn’t have “{ $topic }”.
button-without = Leave out “{ $topic }”
scheduled-first = Done, the first digest comes { $day } at { $time }.
scheduled-next = Done, the next digest comes { $day } at { $time }.
run-today = today
run-tomorrow = tomorrow
run-on-1 = on Monday, { $date },
run-on-2 = on Tuesday, { $date },
run-on-3 = on Wednesday, { $date },
run-on-4 = on Thursday, { $date },
run-on-5 = on Friday, { $date },
run-on-6 = on Saturday, { $date },
run-on-7 = on Sunday, { $date },
times-ask = Write a time, such as “9 am” or “21:30 on weekdays”.
times-not-understood = “{ $text }” is not a time this bot understands. Write, for example, “9 am” or “21:30 on weekdays”.
times-too-many = The digest can come { $limit } times a day at most. Remove a time first.
times-chat-off = Scheduled digests to this chat are off; the other settings are kept.
times-off = Scheduled digests are off. You can still get one with /digest.
button-other-time = Other time
button-every-day = Every day
button-weekdays = On weekdays
button-weekends = At weekends
button-days = Days: { $days }
button-unsubscribe = Turn off
button-subscribe = Turn on again

zones-choose = Pick a time zone
zones-how = Or write a city, such as “Astana” or “Berlin”.
zones-now = Now: { $zone }, it is { $clock } there.
zones-not-found = No city “{ $text }” was found. Write the nearest big city, or a zone such as Europe/Berlin.
zones-set = Time zone: { $zone }, it is { $clock } there now.
button-zone = Zone: { $zone }

languages-choose = Which language should the bot speak?
languages-unknown = That language is not available yet. Pick one of the three.
news-languages-choose = In which languages should the news come?
news-languages-mostly-ru = Most of the news is in Russian now.
news-languages-mostly-kk = Most of the news is in Kazakh now.
news-languages-mostly-en = Most of the news is in English now.
news-languages-none-means-all = Nothing is picked now, so you get news in all languages.
news-languages-chosen = Now: { $languages }.
button-all-languages = All languages

settings-title = Settings
settings-how = The buttons show what is chosen now. Tap one to change it.
settings-paused = Digests are paused: nothing comes until you resume.
settings-topics = Topics: { $topics }
settings-all-topics = all
settings-more-topics = { $first } and { $count } more
settings-time = Time: { $times }
settings-time-days = Time: { $times }, { $days }
settings-no-time = not chosen
settings-zone = Zone: { $zone }
settings-language = Bot’s language: English
settings-news-languages = News in: { $languages }
settings-all-languages = any language
settings-adds-asked = What I send: ask, then add
settings-adds-at-once = What I send: add at once
button-pause = Pause
button-resume = Resume
pause-done = Digests are paused. Your settings are kept, and /digest works as before.
resume-done = Digests are on again. { $times ->
    [none] No time is chosen yet.
   *[other] The digest comes { $days } at { $times }.
}
