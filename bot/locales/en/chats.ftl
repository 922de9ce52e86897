# Groups, forum topics and channels: connecting them, their settings.

button-chats = My chats
chats-title = Your channels and groups
chats-how = Pick a chat to set it up.
chats-none = The bot can post the digest to your channel, group or forum topic by itself. Connect a chat in which you are an administrator.
button-connect = Connect a chat
connect-how = Pick a channel or a group with the keys below. For a forum topic, write /here in that topic.
key-channel = Pick a channel
key-group = Pick a group
key-cancel = Cancel
connect-cancelled = All right, nothing was connected.
connect-done = “{ $title }” is connected. Only you can change its settings. Now choose when the digest should come.
connect-not-admin = Only an administrator who may post there can connect “{ $title }”.
connect-bot-absent = The bot is not in “{ $title }”. Add it there and try again.
connect-bot-rights = The bot may not post in “{ $title }”. Make it an administrator who may post, then try again.
connect-taken = Another administrator has connected “{ $title }”. Ask them to change its settings.
connect-ask = Send the digest to “{ $title }”?
button-claim = Connect
here-proposed = The digest can come here. An administrator connects and sets it up in a private chat with the bot.
here-not-admin = Only administrators of this group can connect the bot.
button-here = Connect

chat-no-time = No time is chosen yet, so nothing comes.
chat-paused-asked = Digests to this chat are paused.
chat-paused-blocked = The bot may not write here: let it back in and tap “Resume”.
chat-paused-closed = The bot cannot write in this topic: open it and tap “Resume”.
chat-languages = Posts in: { $languages }
chat-nothing = none
chat-words-now = Now: { $words }
wording-heading = Heading: { $words }
wording-signature = Signature: { $words }
ask-heading = Write a heading: the first line of every edition. Up to { $limit } characters.
ask-signature = Write a signature: the last line of every edition. Up to { $limit } characters.
button-clear = Remove
button-disconnect = Disconnect
button-disconnect-yes = Yes, disconnect
disconnect-ask = Disconnect “{ $title }”? The bot stops posting there and its settings are reset.
