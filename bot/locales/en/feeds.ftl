# Feeds and pages of the web, for editors.

feeds-title = Feeds
feeds-none = No feeds yet. Send the address of a site or a feed, and its news will come in by itself.
feeds-export-name = feeds
feed-ask = Type the address of a site or a feed, for example: tengrinews.kz
feed-added = The feed “{ $title }” is added. Its first news will be here in a minute.
feed-known = This feed is here already: “{ $title }”.
feed-choose = This page has several feeds. Which one do you want to add?
feed-offer-gone = This choice is out of date. Please send the address again.
feed-gone = This feed is gone.
feed-removed = The feed “{ $title }” is removed. Its articles stay.
feed-ask-remove = Remove the feed “{ $title }”? Its articles stay.
feed-on = Works
feed-off = Switched off
feed-failing = Does not answer
feed-new = Not checked yet
feed-last-success = Last answer: { $date } at { $time }
feed-next = Next check: { $date } at { $time }
feed-articles = This week: { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
feed-daily = A day: about { $count }
feed-skipped = Skipped this week: { $skipped }. Mostly these are entries without text.
feed-problem = What is wrong: { $problem }
feed-full-pages-on = The text is taken from the site’s pages
feed-full-pages-off = The text is taken from the feed
feed-checked = Checked.
feed-given-up = The feed “{ $title }” has not answered for a long time and is switched off. { $problem }
feed-ended = The site has removed the feed “{ $title }”. It is switched off.
refusal-no-feeds = This file has no feeds. Send an OPML list from another news reader.
feeds-listed = Feeds in the file: { $added } new, { $known } already here.
feeds-listed-left = No room for { $left } more: the bot keeps { $most } feeds at most.
button-feeds = Feeds
button-add-feed = Add a feed
button-check-now = Check now
button-try-again = Try again
button-full-pages = Text from pages
button-from-feed = Text from the feed
button-switch-off = Switch off
button-remove = Remove
button-remove-feed = Remove the feed
button-export-feeds = Save the list

fetch-bad-address = This address can’t be opened. An ordinary link that starts with http or https is needed.
fetch-credentials = The address holds a name or a password, and the bot keeps no passwords. Please send the link without them.
fetch-private = This address leads into a private network, where the bot doesn’t go.
fetch-no-such-host = There is no such site. Please check the address.
fetch-unreachable = The site doesn’t answer. Please try later.
fetch-certificate = The site’s certificate isn’t valid, so the bot doesn’t trust it. If it is an article, please copy its text and send it as a message.
fetch-timed-out = The site takes too long to answer. Please try later.
fetch-redirects = The site redirects in circles, so the page can’t be reached.
fetch-too-large = The page is too large.
fetch-wrong-type = There is no page with text at this address.
fetch-not-found = There is nothing at this address. Please check the link.
fetch-gone = The page was deleted.
fetch-denied = The site doesn’t let the bot in. Please copy the text and send it as a message.
fetch-busy = The site asks to wait. Please try later.
fetch-server-error = The site has an error. Please try later.
fetch-encoding = The site’s answer is compressed in a way that the bot doesn’t know. If it is an article, please copy its text and send it as a message.
fetch-broken = The site’s answer is damaged. Please try later.
feed-problem-no-feed = There is no feed here. Try the address of the feed itself: it often ends in rss or feed.
feed-problem-dangerous = This feed holds something that could harm the bot. It won’t be read.
feed-problem-no-preview = The posts of this channel can’t be seen in a browser. Check the name; if you run the channel, connect it: “Feeds”, then “Telegram channels”.
page-empty = The page has no article text. Please copy it and send it as a message.
page-script-only = The text of this page shows only in a browser. Please copy it and send it as a message.
page-paywall = The article is open to the site’s subscribers only. Send its text if you have it.
page-consent = Instead of the article the site shows the bot only a question about cookies. Please copy the article’s text and send it as a message.
page-list = This page is not one article but a list of many. Send the link of the article itself, or add the site’s feed: its news will come in by itself.
page-unreadable = This page couldn’t be read. Please copy the text and send it as a message.

source-channels-title = Telegram channels
source-channels-none = There are no channels yet whose posts become articles.
source-channels-how = The posts of these channels become articles. Press a channel to remove it.
source-channel-how = Press the button below and choose a channel. The bot becomes its administrator and takes new posts in as articles.
source-channel-done = The channel “{ $title }” is connected: its new posts become articles.
source-channel-unseen = The bot can’t see this channel. Make it an administrator there and try again.
button-source-channels = Telegram channels
button-connect-source = Connect a channel
button-publishers-kk = Kazakh publishers
button-publishers-ru = Russian publishers
button-publishers-all = Connect all ({ $count })
publishers-how = Publishers of Kazakhstan. Press a name: the bot asks for its feed and says whether it answers. Addresses change; where no feed is found, it can be added by the site’s address: /addfeed
publishers-connected = { $count ->
    [one] { $count } source is connected. Its first news will be here in a minute.
   *[other] { $count } sources are connected. Their first news will be here in a minute.
}
publishers-known = { $count ->
    [one] { $count } was connected before.
   *[other] { $count } were connected before.
}
publishers-silent = Without an answer, or moved: { $count }
