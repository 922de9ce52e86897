# Why a story stands where it stands.

reason-chosen = Why it is in the digest: { $reasons }
reason-sources = { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
}
reason-independent = { $sources ->
    [one] { $sources } independent source
   *[other] { $sources } independent sources
}
reason-topic = your topic: { $topics }
reason-topics = your topics: { $topics }
reason-placed = the editors’ choice
reason-follow = you follow: { $words }
# Why a story counts as important, as a list behind one word.
reason-values = important: { $values }
value-power = power
value-court = courts
value-harm = people’s lives
value-work = jobs and public money
value-science = medicine and space
value-life = everyday life
