# Warnings that far more than usual is written.

surge-heading = Surge: { $about } · { $counted }, { $usual } · { $first }
surge-counted = { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
} in { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
} within { $hours ->
    [one] an hour
   *[other] { $hours } hours
}
surge-usual = usually { $mentions }
surge-usual-none = usually none
surge-first = first: { $source }, { $time }
surge-on = If far more than usual is written about this within an hour or three, you get a warning: how many, against how many, and who was first. At most once a day about the same story.
surge-on-topics = If far more than usual is written on a topic within an hour or three, a warning comes.
button-surge = Warn of a surge
