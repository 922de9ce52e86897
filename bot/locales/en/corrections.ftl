# Corrections: what editors see of them, and what stands in digests instead.

correction-ask = Send the whole new text of article { $number }, in several messages if need be. It takes the place of the old one; the number stays.
correction-choose = Which article is to be corrected?
correction-ask-number = Write the article’s number, for example: /edit 12
correction-revised = Article { $number } is corrected
correction-unchanged = Article { $number } has this text already.
correction-taken = Another article has this text: { $number }.
correction-missing = This correction is gone.
correction-looking = The bot is still looking through the editions that were sent.
correction-nowhere = { $days ->
    [one] It was in no edition of the last day.
   *[other] It was in no edition of the last { $days } days.
}
correction-before = Changed before sending: { $count }
correction-done = Changed where it had arrived: { $done } of { $all }
correction-gone = Deleted by readers: { $count }
correction-refused = Could not be changed: { $count }. A separate message goes there.
correction-withdrawn = Withdrawn by the newsroom
correction-note = A correction to a story you have received
correction-note-withdrawn = The newsroom has withdrawn a story you have received: { $headline }
button-edit = Correct
button-refresh = Refresh
button-take-back = Previous text
