# For editors: which articles are one story.

story-number = Story { $number }
button-merge = Merge
button-undo-join = Undo merge
button-split = Split off article
split-choose = Which article should become a story of its own?
split-single = This story has only one article, so there is nothing to split off.
split-ask = Split article { $article } off story { $story }?
split-means = The article becomes a story of its own. Whoever has received the present one will not get it again.
split-done = Article { $article } is now a story of its own, number { $story }.
merge-choose = Which story should story { $number } be merged with?
merge-similar = Similar stories, the nearest first:
merge-none = No similar story was found.
merge-how = You can also type a story’s number.
merge-not-number = Type the number of a story, for example: 12
merge-not-found = There is no story { $number }. Check the number and type it again.
merge-same = That is the same story. Type the number of another one.
merge-ask = Merge stories { $one } and { $other }?
merge-means = Number { $number } stays, and the other one will lead to it. Whoever has received either story will not get it again.
merge-done = Stories { $one } and { $other } are merged. Together they are story { $number }.
merge-undone = Stories { $one } and { $other } are separate again.
correction-over = That did not work: the story has been changed meanwhile. Open it again.
