# Words that several screens share.

date-pattern-weekday = EEEE, d MMMM
date-pattern-day = d MMMM
date-pattern-year = d MMMM y

button-back = Back
button-done = Done
button-skip = Skip
button-next = Next
button-previous = Previous
button-digest = Digest
button-settings = Settings
button-topics = Topics
button-time = Time
chosen = ✓ { $name }

# News in another language than the reader's first one are labelled so.
label-ru = in Russian
label-kk = in Kazakh
label-en = in English

language-own = English
language-ru = Russian
language-kk = Kazakh
language-en = English
language-unknown = not recognised

topic-politics = Politics
topic-economy = Economy
topic-society = Society
topic-world = World
topic-incidents = Accidents and crime
topic-science = Science
topic-technology = Technology
topic-health = Health
topic-culture = Culture
topic-sport = Sport
