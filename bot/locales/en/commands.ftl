# Help, the command menu, answers to what was not understood.

command-start = Main menu
command-digest = News of the last 24 hours
command-topics = Pick topics
command-subscribe = When the digest comes
command-settings = All settings
command-help = What this bot can do

bot-description = This bot reads the news for you and sends a digest on your topics at your own hour. Every sentence has its source.
bot-about = News in short, without repeats, with sources.

help-title = What this bot can do
help-reader =
    /digest — news of the last 24 hours, /digest week — of the week
    /topics — topics
    /topic culture — what happened on a topic in a week, /topic UNESCO 30 days — what was written about it in a month
    /follow Tlendiev — follow a word or a name, /unfollow Tlendiev — stop following
    /mute sport, /mute Golovkin — no more of a topic or a word, /unmute Golovkin — take it back
    /search bridge March 2026 — find a story by words, date, topic, source
    /saved — saved stories, /history — past digests
    /subscribe 09:00 — get the digest at this time
    /time 21:30 — change the time
    /timezone Astana — time zone
    /language — language
    /pause and /resume — stop digests for a while and go on
    /unsubscribe — turn scheduled digests off
    /chats — the digest for your channel or group
    /settings — all of this with buttons
help-editor-title = For the newsroom
help-editor =
    Send an article as text, as a link, as a forwarded message or as a .txt, .md, .html, .docx or .pdf file: the bot shows what it will become and asks whether to add it.
    /add TEXT — add at once
    /articles — all articles
    /article 12 — an article by its number
    /edit 12 — correct an article
    /feeds — feeds of sites whose news comes in by itself
    /retract 12 — retract an article
    /topic_new BRIDGES: bridge, ferry — a new topic, /topic_edit — newsroom topics
    /preview — the digest as readers would get it now
    /clip culture 7d — a media review as a .docx, now or on a schedule
    /log — who changed what, /log 12 — in one article
    To have what you send added without asking, choose that in /settings.

unknown-command = There is no such command. Here is what you can do:
unknown-command-like = Did you mean { $command }?
unknown-text = Write what to look for, or ask “what’s new?”
unknown-content = This bot doesn’t read voice messages, photos or stickers. Write what to look for, or open /digest.
plain-number = To open a story, tap its number below the digest.
plain-nothing = Nothing was found for “{ $words }”. Try other words, or ask “what’s new?”
plain-talk = This bot can only tell you the news. Ask “what’s new?” or write what to look for.
plain-short-article = If this is an article, send all of it: it needs at least { $words ->
    [one] { $words } word
   *[other] { $words } words
}.
question-taken-back = All right, nothing has changed.
greet-hello = Hello! This bot reads the news for you. Ask “what’s new?” or write what to look for.
greet-thanks = You’re welcome!
greet-bye = Goodbye!
greet-ok = All right. Just write if you need anything.
greet-rude = Sorry that it didn’t work out. Write what to look for, or ask “what can you do?”
edited = The bot does not see edits of what you have sent. Send the corrected version as a new message.
stale-button = This button is out of date. Here is a fresh menu.
menu = Here is what you can do:
menu-help = All commands: /help
link-unknown = This link leads nowhere. Here is what you can do:
failed = That did not work: the bot ran into an error, and it has been logged. Please try again a little later.
group-private-only = This works in a private chat with the bot.
group-help = In a group the bot answers /digest, /topic and /search. To have the digest come here by itself, an administrator writes /here. Everything is set up in a private chat.
button-open-chat = Open the chat
