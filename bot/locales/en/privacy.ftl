# What is kept about a person: shown, sent, deleted.

button-privacy = My data
privacy-title = What the bot keeps about you
privacy-settings = Your Telegram number, your role in the bot and everything you chose: language, time zone, topics, times, what you follow and what you asked not to be sent, stories you saved and other settings. This is kept until you delete it.
privacy-name-not-kept = The bot does not keep your name, phone or picture.
privacy-name-kept = Your name in Telegram is kept while you are in the newsroom, so that colleagues know you. The bot does not keep your phone or picture.
privacy-sent-days = { $days ->
    [one] The messages of the newsroom and the digests sent to you and the list of stories in them, so that nothing is repeated. These are kept for { $days } day.
   *[other] The messages of the newsroom and the digests sent to you and the list of stories in them, so that nothing is repeated. These are kept for { $days } days.
}
privacy-sent-always = The messages of the newsroom and the digests sent to you and the list of stories in them, so that nothing is repeated. These are kept until you delete them.
privacy-seen = { $days ->
    [one] Which news you saw in answer to /digest, so that the next edition only reminds you of it. It is kept for { $days } day.
   *[other] Which news you saw in answer to /digest, so that the next edition only reminds you of it. It is kept for { $days } days.
}
privacy-said = { $days ->
    [one] The bot reads your messages to answer them and does not keep them. Words that people ask about in /topic and /search are kept for { $days } day, without who asked.
   *[other] The bot reads your messages to answer them and does not keep them. Words that people ask about in /topic and /search are kept for { $days } days, without who asked.
}
privacy-counted = How often stories are opened or saved, and how often people unsubscribe or block the bot, is only counted. Who did it is not recorded.
privacy-by-meaning = What is searched for goes to a language model’s server, to find what is close in meaning. The server is not told who asked.
privacy-editor = { $days ->
    [one] Articles that you added or corrected stay with the newsroom; your number is kept beside them. Drafts without an answer are kept for { $days } day; so are the names and headlines of the files you sent, and what became of them.
   *[other] Articles that you added or corrected stay with the newsroom; your number is kept beside them. Drafts without an answer are kept for { $days } days; so are the names and headlines of the files you sent, and what became of them.
}
privacy-broadcasts-days = { $days ->
    [one] The texts of messages that you sent to all readers stay with the bot, without your number. These are kept for { $days } day.
   *[other] The texts of messages that you sent to all readers stay with the bot, without your number. These are kept for { $days } days.
}
privacy-broadcasts-always = The texts of messages that you sent to all readers stay with the bot, without your number.
privacy-backups = Backups are made by whoever runs the bot. What you delete stays in older backups until those are deleted too.
privacy-copies = A backup is made every day, and { $count ->
    [one] only the newest is kept
   *[other] the newest { $count } are kept
}. What you delete stays in older backups until newer ones take their place, and in those an admin made by hand until they are deleted.
privacy-how = /export sends you all of this as a file, /forget deletes it.
button-export = Send me the file
button-forget = Delete my data
export-caption = Everything the bot keeps about you. Any text editor opens this file.
forget-ask = Delete everything the bot keeps about you? Your settings, schedule, history of digests and whatever has not been sent yet will be gone. They cannot be brought back.
forget-chats = { $count ->
    [one] You have connected { $count } channel or group. Its digest goes on, and another administrator can take over its settings: in /chats or with /here.
   *[other] You have connected { $count } channels and groups. Their digests go on, and another administrator can take over the settings: in /chats or with /here.
}
forget-editor = Articles that you added stay with the newsroom without your number, and you lose your rights in the bot.
forget-invited = To come back you will need a new invitation.
button-forget-yes = Yes, delete it all
button-forget-no = No, keep it
forget-done = Everything is deleted. The bot does not know you any more and sends nothing until you start again.
button-start-anew = Start again
