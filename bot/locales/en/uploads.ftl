# Several files at once, for editors.

uploads-title = Files: { $count }
uploads-draft = Can be added: { $count }
uploads-added = Added: { $count }
uploads-archived = Added to the archive: { $count }
uploads-old = Over three days old: { $count }. The digest will show their dates; in the archive, search finds them.
uploads-known = Already here: { $count }
uploads-retracted = Retracted before: { $count }. To restore: /article and the number.
uploads-dropped = Not added: { $count }
uploads-more = and { $count } more
uploads-reading = Reading the rest…
uploads-gone = This list is out of date. What was added is in /articles; send the rest again.
button-add-all = { $count ->
    [one] Add { $count } article
   *[other] Add { $count } articles
}
button-digest-all = All into the digest ({ $count })
button-archive-old = { $count ->
    [one] Archive { $count } old article
   *[other] Archive { $count } old articles
}
