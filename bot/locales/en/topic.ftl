# What happened with a topic or with words.

command-topic = What happened on a topic
overview-choose = Which topic would you like to hear about?
overview-how = You can also type it: /topic sport, /topic UNESCO, /topic culture 30 days.
overview-in-group = Type a topic or a word: /topic sport, /topic UNESCO 30 days. Topics: { $topics }.
overview-title = { $subject }: what happened { $period }
overview-period-day = in the last 24 hours
overview-period-week = in the past week
overview-period-month = in the past month
overview-hours = { $hours ->
    [one] in the last hour
   *[other] in the last { $hours } hours
}
overview-days = { $days ->
    [one] in the last day
   *[other] in the last { $days } days
}
overview-timeline = Timeline
overview-names = Most mentioned: { $names }
overview-sources = Sources:
overview-footer = { $first } – { $last } · { $stories ->
    [one] { $stories } story
   *[other] { $stories } stories
} from { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
overview-footer-many = { $first } – { $last } · the most important
overview-quiet-topic = There was no news on “{ $subject }” { $period }.
overview-quiet-words = Nothing was found for “{ $subject }” { $period }.
overview-latest = The latest, { $date }:
overview-never-topic = There is no news on “{ $subject }” yet.
overview-never-words = Nothing was found for “{ $subject }”. Check the spelling or choose a topic:
overview-gone = This overview is gone. Which topic would you like to hear about?
button-period-day = Day
button-period-week = Week
button-period-month = Month
button-other-topic = Another topic
button-subscribe-topic = Subscribe to this topic
button-overview = Topic overview
button-to-overview = Back to topic
