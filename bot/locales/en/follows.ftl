# Words and names that a reader follows, and what they mute.

command-follow = What to follow
follows-title = What you follow
follows-how = Stories with these words come first in your digest, whatever their topic. The form of a word does not matter.
follows-none = Nothing yet. Add a word or a name, and stories about it will come first in your digest.
follows-typed = You can also type: /follow Tlendiev or /follow Almaty -sport. A minus before a word leaves out stories that have it.
follow-title = You follow: { $words }
follow-except = Except: { $words }
follow-in-digest = These stories come first in your digest.
follow-alert = You’ll get these right away, from { $start }:00 to { $end }:00 your time. What is found at other hours comes at { $start }:00 in the morning.
follow-alert-always = You’ll get these right away, at any time, day or night.
follow-caught = { $stories ->
    [one] { $stories } story in the last week
   *[other] { $stories } stories in the last week
}:
follow-caught-none = There were no such stories in the last week.
follow-ask = Type a word or a name, several with commas between them. Put a minus before what you don’t want: Almaty -sport
follow-removed = You no longer follow: { $words }
follow-not-followed = You don’t follow “{ $words }”.
follow-problem-none = There is no word here.
follow-problem-long = “{ $words }” is too long. Keep it within { $limit } characters.
follow-problem-many-words = “{ $words }” has too many words. Keep at most { $limit }.
follow-problem-common = “{ $words }” is in nearly every story. Type a more specific word.
follow-problem-many = You can follow at most { $limit } words and names. Remove some first.
settings-follows = Following: { $words }
settings-follows-none = nothing yet
button-follows = What you follow
button-follow-new = Add
button-follow-alert = Tell me at once
button-follow-alerting = { $words } · right away
button-unfollow = Remove
button-follow-words = Follow
button-follow-name = Follow: { $name }
button-to-follow = Back to the words

follow-story-title = You follow this story: { $headline }
follow-story-how = What is new about a story comes first in your digest, whatever its topic, until it has been quiet for a week.
follow-story-tip = You can follow one story until it is quiet: open it and press “Follow this story”.
follow-story-ended = There was nothing new about it for a week, so you no longer follow it.
follow-story-on = What is new about this story comes first in your edition, until it has been quiet for a week.
follow-story-alerting = What is new about this story comes right away, until it has been quiet for a week.
follow-story-off = You no longer follow this story.
follow-story-removed = You no longer follow this story: { $headline }
follow-story-many = You can follow at most { $limit } stories. Remove some first: /follow
button-follow-story = Follow this story
button-followed-story = Story: { $headline }
button-ended-story = { $headline } · quiet

command-mute = What not to send
mutes-title = What not to send you
mutes-how = Such stories stay out of your digests, editions and alerts. /search and /topic still find them.
mutes-none = Nothing yet. Name a word, a person or a topic, and stories about it will stop coming.
mutes-typed = You can also type: /mute Golovkin or /mute sport.
mute-words-title = Not sent: { $words }
mute-topic-title = Topic not sent: { $topic }
mute-story-title = This story is not sent: { $headline }
mute-caught = Such stories in the last week: { $stories }
mute-confirm = Stop sending stories that mention “{ $words }”?
follow-confirm = Follow stories that mention “{ $words }”?
mute-ask = What do you want no news about? Type a word, a name or a topic, several with commas between them.
mute-removed = These stories come again: { $words }
mute-not-muted = “{ $words }” is not on the list of what not to send.
mute-problem-many = You can mute at most { $limit } words and topics. Take some back first.
settings-mutes = Don’t send: { $words }
button-muted = Not sent: { $words } · { $count }
button-mute = Don’t send
button-mute-new = Don’t send…
button-unmute = Send again
less-title = What should come less?
less-how = What you pick stops coming right away. A story of that source still shows if others report it. Take it back here or in /settings.
less-topic = Topic: { $topic }
less-name = Words: { $name }
less-source = Source: { $source }
less-story = Only this story
