# Search in the archive, saved stories, past digests.

command-search = Find a story
search-ask = What are you looking for?
search-how =
    Type words in any form; Kazakh words may be typed in Latin letters.
    An exact phrase goes in quotes: "central bank". A word to leave out gets a minus: Almaty -sport.
    You can add a date, a topic and a source: bridge March 2026, Tlendiev topic:culture, flood 7d source:gov.kz.
search-in-group = Type what to look for: /search Tlendiev, /search bridge March 2026.
search-found = { $words }: { $stories ->
    [one] { $stories } story found
   *[other] { $stories } stories found
}
search-found-many = { $words }: many stories, the best matches first
search-near = Close in meaning
search-near-only = No exact matches for “{ $words }”. Close in meaning:
search-instead = Nothing was found for “{ $said }”. Showing results for “{ $words }”.
search-left-out = No story has all the words. Showing results without “{ $words }”.
search-any-day = Nothing was found for those days. Showing all dates.
search-nothing = Nothing was found for “{ $words }”.
search-try = What you can try:
search-tip = You can { $hint }.
search-try-spelling = check the spelling or use another word
search-try-fewer = use fewer words
search-try-phrase = leave out the quotes
search-try-without = leave out the words with a minus
search-try-wider = search without a date and a topic
search-try-source = type another part of the source’s name, or search in all
search-gone = That search was too long ago. Please type the words again.
button-search-words = Search for these words
button-search-other = Search again
button-search-all = All results
button-to-found = Back to results

saved-title = Saved stories ({ $stories })
saved-none = Nothing is saved yet. Open a story and press “Save”: it will be here.
saved-full = You can save up to { $most } stories. Remove those that you no longer need.
button-save = Save
button-unsave = Remove from saved
button-saved = Saved
button-to-saved = Back to saved

history-title = Past digests
history-none = No digest has come to you yet. Choose a time, and it will come by itself.
button-history = Past digests
