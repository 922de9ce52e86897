# A message of the newsroom to all readers.

broadcast-title = Сообщение читателям
broadcast-ask = Напишите текст сообщения, можно с выделением и ссылками. Его получат все, кто пишет боту в личной переписке, кроме тех, кто поставил паузу. Сначала вы увидите, как оно выглядит.
broadcast-readers = { $count ->
    [0] Так увидели бы сообщение читатели, но сейчас его некому получить.
    [one] Так сообщение увидит { $count } читатель.
    [few] Так сообщение увидят { $count } читателя.
   *[many] Так сообщение увидят { $count } читателей.
}
broadcast-how = У кого сейчас ночь, тому оно придёт без звука. Что не дойдёт за сутки, отправляться больше не будет.
broadcast-too-long = Это не помещается в одно сообщение Telegram: в нём не больше { $limit } знаков и { $marks } выделений. Сократите текст и пришлите ещё раз.
broadcast-dropped = Сообщение не отправлено.
broadcast-gone = Этого сообщения больше нет.
broadcast-sent = Доставлено: { $count }
broadcast-waiting = Ждут отправки: { $count }
broadcast-refused = Не дошло: { $count }
broadcast-left = Не отправлено: { $count }
broadcast-goes = Сообщение отправляется.
broadcast-ended = Отправка закончена.
broadcast-stopped = Отправка остановлена.
progress-live = Сообщение обновляется само.
button-broadcast = Сообщение читателям
button-broadcast-new = Написать другое
button-broadcast-send = Отправить
button-broadcast-look = Как идёт отправка
button-broadcast-stop = Остановить
