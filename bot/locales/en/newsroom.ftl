# For editors: adding, listing and retracting articles.

preview-title = This is what it will be:
preview-known = Article { $number } already has this text. If you add it, the article gains a source.
preview-old = This article is over three days old. It can go into the digest with its date, or stay in the archive, where search finds it.
preview-dropped = Not added.
preview-gone = This draft is gone. Send the text again.
added-title = Added, article { $number }
added-again = This text is already here: article { $number }.
added-origin = It has one more source now: { $source }.
added-nothing-new = This source is already listed, too.
added-retracted = That article was retracted. Restore it?
added-old = This article is over three days old; the digest will show its date.
article-title = Article { $number }
article-language = Language: { $language }
article-date = Date: { $date }
article-no-date = Date: not given
article-source = Source: { $source }
article-sources = Sources:
article-topics = Topics: { $topics }
article-story = Story { $number }: { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
}
article-added = Added on { $date } at { $time }
article-added-by = Added by { $name }
article-retracted = Retracted: readers do not see it
article-archived = In the archive: search finds it, digests leave it out
article-thinned = The full text is no longer kept: only the headline, the links and the sentences of the summary are
article-advertising = Advertising: it is in no digest. If it is news, press “Restore”.
article-not-found = There is no article { $number }.
article-ask = Write the article’s number, for example: /article 12
articles-title = Articles
articles-none = There are no articles yet. Send the first one as text or as a file.
articles-retracted = retracted
articles-archived = archived
articles-advertising = advertising
retract-ask-number = Write the article’s number, for example: /retract 12
retract-choose = Which article do you want to retract?
retract-ask = Retract article { $number }? It leaves the digests; you can restore it at any time.
retract-done = Article { $number } is retracted.
restore-done = Readers see article { $number } again.
archive-done = Article { $number } is in the archive: search finds it, digests leave it out.
archive-undone = Article { $number } will be in the next digests.
add-ask = Type a text or a link after the command: /add TEXT. Or just send an article as a message, a link or a file.
button-add = Add
button-to-digest-now = Into the digest
button-archive = Archive
button-cancel = Cancel
button-undo = Undo
button-restore = Restore
button-retract = Retract
button-articles = All articles

admin-welcome = You are an admin now: you can edit the news and run the bot. What you can do: /help, running the bot: /admin, where news come from: /feeds
admin-link-used = This link has been used or is out of date.

refusal-file-not-editor = Only the newsroom can send files.
refusal-not-editor = Only the newsroom can add, correct and retract articles.
refusal-empty = There is no text here. Send the whole article.
refusal-too-short = This is too short for an article: it takes at least { $words } words.
refusal-too-long = The text is too long: { $limit } characters at most.
refusal-unknown-language = The language was not recognised. The bot reads Russian, Kazakh and English.
refusal-unreadable = This text could not be read. Please check it and send it again.
refusal-past = This text was here before and its time in the archive is over. It cannot be added again.
refusal-file-too-big = The file is too big: { $limit } MB at most.
refusal-unsupported = The bot doesn’t read such files. Send .txt, .md, .html, .docx or .pdf.
refusal-old-word = The bot doesn’t read such documents. Save it as .docx and send it again.
refusal-too-large = The file is too large to read. Save its text alone and send it again.
refusal-broken-document = The document can’t be opened: it is damaged or locked with a password. Save it again and resend it.
refusal-binary = This is not a text file. Send .txt, .md, .html, .docx or .pdf.
refusal-broken-encoding = The file’s encoding was not recognised. Save it as UTF-8 and send it again.
refusal-file-gone = The file could not be fetched. Please send it again.
refusal-own = This is the bot’s own message and cannot become an article.
