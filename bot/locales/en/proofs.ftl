# An edition that its chat's owner sees before it goes.

proof-goes-unless = A draft for “{ $title }”. It goes out at { $time } unless you stop it.
proof-goes-if = A draft for “{ $title }”. It goes out only if you publish it.
proof-goes-now = The edition for “{ $title }” is being published.
proof-goes-surely = The edition for “{ $title }” goes out at { $time }.
proof-published = The edition for “{ $title }” has been published.
proof-late = The time for this edition of “{ $title }” has passed. Its stories come with the next one.
proof-left = The { $time } edition for “{ $title }” does not go out. Its stories come with the next one.
button-proof-now = Publish now
button-proof-publish = Publish at { $time }
button-proof-skip = Skip
button-proof-drop = Drop a story
button-proof-restore = Bring all back
button-proof = Draft for { $time }
proof-ask-time = At what time should it go? Write one before { $until }, for example 10:30.
proof-time-wrong = That time will not do: it has passed, is not clear, or the edition would be too old by then.
button-proof-other-time = At another time
