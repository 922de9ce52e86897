# How the posts of a channel or group are read; statistics for admins.

button-chat-week = How it is read
chat-week-title = How the posts of the last 7 days were read
chat-week-none = There were no editions in the last 7 days. Once there are, taps on stories and reactions appear here.
chat-week-editions = Editions: { $count }
chat-week-taps = Taps on stories: { $count }
chat-week-reactions = Reactions: { $count }
chat-week-opened = Opened most
chat-week-posts = By edition
chat-week-how = A tap is a press of a story's link in a post. Somebody who presses twice counts twice. The bot does not record who pressed.
post-taps = { $count ->
    [one] { $count } tap
   *[other] { $count } taps
  }
post-reactions = { $count ->
    [one] { $count } reaction
   *[other] { $count } reactions
  }

stats-week = 7 days: { $days }
stats-before = In brackets: the 7 days before.
stats-articles-week = New articles: { $count } ({ $before })
stats-peak = Most articles: { $day }, { $count }
stats-languages = By language: { $names }
stats-topics = Topics: { $names }
stats-sources = Sources: { $names }
stats-other-sources = { $count ->
    [one] { $count } more source: { $articles }
   *[other] { $count } more sources: { $articles }
  }
stats-new-readers = New readers: { $count } ({ $before })
stats-taps = Taps on links of stories: { $count } ({ $before })
stats-done = Stories saved: { $saved }, unsubscribed: { $unsubscribed }, blocked the bot: { $blocked }
stats-deliveries = Messages: { $sent } delivered, { $failed } refused, { $unknown } unknown, { $late } too late, { $pending } waiting
stats-picture = The picture shows articles, topics, sources, taps and new readers by day. The same figures stand beside it in words.
stats-no-picture = To see these figures as a picture too, install newsdigest[charts] on the server.
stats-key-now = these 7 days
stats-key-before = 7 days earlier
stats-empty = nothing yet
stats-today-label = today
stats-chart-articles = New articles: { $count }
stats-chart-topics = Topics
stats-chart-sources = Sources
stats-chart-taps = Taps: { $count }
stats-chart-readers = New readers: { $count }
