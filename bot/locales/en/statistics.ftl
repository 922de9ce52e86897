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
