# Who may use the bot; what its admins see of it.

access-invite = This bot is invitation-only. Ask one of its admins or editors for a link and open it: each link lets one person in.
access-group = This bot is invitation-only. In a group it answers once somebody with access has connected it.
editor-welcome = You are an editor now: you can add and correct articles. How: /help

button-stats = Statistics
button-health = Bot status
button-all-chats = Channels and groups
button-editors = Editors
button-banned = Blocked people

editors-title = The newsroom
editors-how = A new editor appears here after opening an invitation link.
staff-admin = admin { $name }
staff-editor = editor { $name }
button-dismiss = Remove { $name }
button-dismiss-yes = Yes, remove
dismiss-ask = Remove { $name } from the newsroom? The rights end at once, the articles stay.
button-invite-editor = Invite an editor
button-invite-reader = Invite a reader
invitation-editor = { $days ->
    [one] Forward this link to the future editor. It works once and is good for { $days } day.
   *[other] Forward this link to the future editor. It works once and is good for { $days } days.
}
invitation-reader = { $days ->
    [one] Forward this link to the person you want to invite. It works once and is good for { $days } day.
   *[other] Forward this link to the person you want to invite. It works once and is good for { $days } days.
}

banned-title = Blocked people
banned-some = The bot neither answers these people nor sends them anything.
banned-none = Nobody is blocked.
banned-how = To block somebody, write /ban and their number, or answer a message forwarded from them with /ban.
button-unban = Unblock { $id }
ban-done = { $id } is blocked.
ban-already = { $id } is blocked already.
ban-staff = { $id } is an admin of the bot and cannot be blocked.
ban-nobody = It is not clear whom to block: Telegram does not say whose message this is. Write /ban and the number.
unban-done = { $id } is unblocked and can turn their digests on again.

stats-title = Statistics
stats-readers = Readers: { $count }, of whom { $active } receive the digest
stats-chats = Connected channels and groups: { $count }
stats-today = Editions today: { $editions }, messages delivered: { $messages }
stats-articles = Articles: { $count }, added today: { $today }
stats-feeds = Feeds: { $count }, failing: { $failing }
stats-size = The database takes { $size }
size-megabytes = { $count } MB
size-gigabytes = { $count } GB

button-backup = Backup
backup-done = The backup is ready, { $size }:
backup-stays = It stays there until you delete it.
backup-not-daily = It stays there until you delete it. The bot makes no backups by itself: for one a day, set a folder in BACKUP_DIR.
backup-failed = The backup could not be made. Check the free disk space and the folder’s permissions; the reason is in the log.

health-title = Bot status
health-tick = The schedule was checked at { $at }.
health-tick-late = The schedule was last checked at { $at }, too long ago. Check the log.
health-tick-none = The schedule has not been checked since the start.
health-worker-busy = Text analysis: working.
health-worker-ready = Text analysis: ready.
health-worker-asleep = Text analysis: asleep until the next text.
health-disk = Free disk space: { $free }.
health-disk-little = Disk space is low: { $free } left. Free some up.
health-meaning = Search by meaning: { $known } articles ready, { $waiting } waiting.
health-meaning-away = The model server does not answer now: search goes by words only.
