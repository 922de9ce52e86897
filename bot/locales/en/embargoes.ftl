# Articles that no reader sees before their time.

hold-preview = Embargoed until { $when }?
hold-preview-no-time = The text is under an embargo, but until when is not clear.
hold-line = Embargoed until { $when }: readers do not see it yet
hold-line-no-time = Embargoed without a time: readers do not see it until you publish it
hold-mark = embargoed until { $when }
hold-mark-no-time = embargoed
hold-ask = When should article { $number } be published? Write a time, for example: 15:00, tomorrow 10:00, 28 September 15:00
hold-ask-draft = When should this text be published? Write a time, for example: 15:00, tomorrow 10:00, 28 September 15:00
hold-wrong = The bot did not understand that time, or it has passed.
hold-came = { $count ->
    [one] { $count } text came in under an embargo. Readers do not see it.
   *[other] { $count } texts came in under an embargo. Readers do not see them.
}
hold-elsewhere = A text under embargo is out already, published by { $source }. The bot keeps it closed; it is for you to decide.
hold-found = Embargoed, shown to the newsroom only
button-hold = Publish later
button-hold-until = Hold until { $when }
button-publish-now = Publish now
log-embargo = changed the embargo, which was: { $former }
log-until-let-go = without a time
