# For owners of groups and channels, and for admins: what did not arrive, and why.

notice-untitled = untitled
notice-removed = Chat “{ $title }”: the bot is no longer there, so no editions are sent. Its schedule and topics are kept. To go on, add the bot again.
notice-rights = Chat “{ $title }”: the bot may not write there, so no editions are sent. Its schedule and topics are kept. To go on, give the bot the right to write.
notice-closed = Chat “{ $title }”: the forum topic that gets the editions is closed. Its schedule is kept; editions go on when the topic is opened again.
notice-deleted = Chat “{ $title }”: the forum topic that got the editions is gone. Choose another place for them.

alert-database-full = The disk is full: the bot cannot store anything. Free some space, and it will recover by itself.
alert-database-locked = Another program holds the database, and the bot waits. Check which one it is.
alert-database-read-only = The database cannot be written. Check the rights of the file and its folder.
alert-database-broken = The database cannot be used. Check the disk; a backup may be needed.
alert-clock-back = The server’s clock was set back. The bot has put its queue right and sends nothing twice. Check the server’s time.
alert-messages-failed = Telegram refused some messages. See which and why: /admin
alert-telegram-away = Telegram did not answer for a while. The messages were kept and are on their way.
alert-webhook-silent = People’s messages are not reaching the bot: Telegram cannot get through to its webhook. Check the proxy and its certificate.
alert-hook-away = What HOOK_URL leads to does not take events. They wait and go when it does; please check it.
alert-hook-lost = What HOOK_URL leads to has not taken an event for three days, and the bot has given it up. Its number is in the log.
alert-hook-gone = What HOOK_URL leads to answers 410: it expects nothing more, and the bot posts nothing there. To go on, restart the bot; to stop for good, empty HOOK_URL.

trouble-database-full = The disk is full
trouble-database-locked = The database is locked
trouble-database-read-only = The database is read-only
trouble-database-broken = The database does not work
trouble-clock-back = The clock was set back
trouble-messages-failed = Telegram refused a message
trouble-telegram-away = Telegram does not answer
trouble-webhook-silent = Updates do not reach the webhook
trouble-hook-away = Events are not being taken
trouble-hook-lost = An event was not delivered
trouble-hook-gone = The hook wants no more events
spell-goes-on = { $count ->
    [one] { $what }: once more in the last { $minutes } minutes.
   *[other] { $what }: { $count } more times in the last { $minutes } minutes.
}
spell-over = { $count ->
    [one] { $what }: it seems to be over. Nothing for { $minutes } minutes; it happened once in all.
   *[other] { $what }: it seems to be over. Nothing for { $minutes } minutes; it happened { $count } times in all.
}

week-calm = A calm week.
week-title = The week in figures.
week-editions = Editions: { $count }.
week-undelivered = { $count ->
    [0] Every message arrived.
    [one] { $count } message did not arrive.
   *[other] { $count } messages did not arrive.
}
week-backup = { $count ->
    [one] The last backup is { $count } hour old.
   *[other] The last backup is { $count } hours old.
}
week-backup-missing = There is no daily backup yet. Check the log.
week-no-backups = There are no daily backups: name a folder for them in BACKUP_DIR.
silence-told = No article has come in for a day.
silence-none = The bot has neither feeds nor channels: add some with /feeds.
silence-failing = { $count ->
    [one] { $count } of { $feeds } feeds does not answer: /feeds
   *[other] { $count } of { $feeds } feeds do not answer: /feeds
}
silence-quiet = The sources answer, but have nothing new.
silence-over = Articles are coming in again.

admin-title = Running the bot
admin-waiting = { $count ->
    [0] Nothing is waiting.
    [one] { $count } message is waiting.
   *[other] { $count } messages are waiting.
}
model-today = Calls to the model today: { $calls } of { $most }, tokens: { $tokens } of { $limit }.
model-waiting = Stories that wait for the model: { $count }.
model-troubles = What failed today: { $troubles }.
model-trouble = { $why } ({ $count })
model-rests = The model’s server is left alone for now: { $why }. Next try in { $minutes } min.
model-why-unreachable = no connection
model-why-slow = no answer in time
model-why-failing = an error at the server
model-why-limited = it asks to wait
model-why-no-money = no money left
model-why-not-let-in = wrong key, model name or address
model-why-not-taken = it did not take the question
model-why-unreadable = the answer cannot be read
model-why-not-json = an answer in another form
model-why-not-offered = it chose what was not offered
model-why-unknown = cut off or still going on
button-admin = Admin
button-failures = Not delivered: { $count }
button-newest = To the top
button-send-all-again = Send all again
refusal-not-admin = Only an admin of the bot can do this.
failures-title = Not delivered
failures-none = Everything was delivered.
failures-how = Press a number to send it again.
failures-gone = There is nothing to send again: the message is no longer on the list, or it has expired.
failures-reader = reader { $id }
failures-sent-again = { $count ->
    [one] { $count } message is being sent again.
   *[other] { $count } messages are being sent again.
}
cause-unknown = The connection broke; it may or may not have arrived
cause-markup = Telegram did not understand the markup
cause-long = The message is too long
cause-empty = The message has no text
cause-gone = The message to be corrected is gone
cause-rights = The bot lacks rights in the chat
cause-other = Telegram did not take the message
