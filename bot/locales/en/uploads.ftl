# Several files at once, for editors.

uploads-title = Files: { $count }
uploads-draft = Can be added: { $count }
uploads-added = Added: { $count }
uploads-known = Already here: { $count }
uploads-dropped = Not added: { $count }
uploads-more = and { $count } more
uploads-reading = Reading the rest…
uploads-gone = This list is out of date. Send the files again.
button-add-all = { $count ->
    [one] Add { $count } article
   *[other] Add { $count } articles
}
