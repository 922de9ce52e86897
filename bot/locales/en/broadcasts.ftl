# A message of the newsroom to all readers.

broadcast-title = A message to readers
broadcast-ask = Write the text of the message; it may have formatting and links. Everybody who uses the bot in private will get it, except those who have paused digests. First you see how it looks.
broadcast-readers = { $count ->
    [0] This is how readers would see the message, but nobody can get it now.
    [one] This is how { $count } reader will see the message.
   *[other] This is how { $count } readers will see the message.
}
broadcast-how = Where it is night, it arrives without a sound. What is not delivered within a day is not sent any more.
broadcast-too-long = This does not fit into one Telegram message, which holds at most { $limit } characters and { $marks } pieces of formatting. Shorten the text and send it again.
broadcast-dropped = The message was not sent.
broadcast-gone = This message is no longer kept.
broadcast-sent = Delivered: { $count }
broadcast-waiting = Waiting to be sent: { $count }
broadcast-refused = Did not arrive: { $count }
broadcast-left = Not sent: { $count }
broadcast-goes = The message is being sent.
broadcast-ended = Sending has finished.
broadcast-stopped = Sending was stopped.
progress-live = This message updates by itself.
button-broadcast = Message to readers
button-broadcast-new = Write another one
button-broadcast-send = Send
button-broadcast-look = Progress
button-broadcast-stop = Stop
