# When somebody is too quick; what each person can do here.

too-fast = That is a little too fast for the bot. Wait half a minute, then go on.
help-data = /privacy — what the bot keeps about you
help-owner-title = For your channels and groups
help-owner =
    /chats — topics, times and looks of the digest in each of them
    /here — in a group or a forum topic: have the digest come here
help-admin-title = For admins
help-admin =
    /admin — messages, topics, feeds, people and how the bot is doing
    /broadcast TEXT — write to all readers
group-help-reader = In a group the bot answers /digest, /topic and /search. Everything else is in a private chat.
