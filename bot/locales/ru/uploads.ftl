# Several files at once, for editors.

uploads-title = Файлы: { $count }
uploads-draft = Можно добавить: { $count }
uploads-added = Добавлено: { $count }
uploads-archived = Добавлено в архив: { $count }
uploads-old = Старше трёх дней: { $count }. В дайджест они войдут со своей датой, в архиве их найдут поиском.
uploads-known = Уже есть: { $count }
uploads-retracted = Уже были и сняты: { $count }. Вернуть: /article и номер.
uploads-dropped = Не добавлено: { $count }
uploads-more = и ещё { $count }
uploads-reading = Читаю остальные…
uploads-gone = Этот список устарел. Что добавлено, есть в /articles, остальное пришлите ещё раз.
button-add-all = { $count ->
    [one] Добавить { $count } статью
    [few] Добавить { $count } статьи
   *[many] Добавить { $count } статей
}
button-digest-all = Все в дайджест ({ $count })
button-archive-old = { $count ->
    [one] { $count } старую в архив
    [few] { $count } старые в архив
   *[many] { $count } старых в архив
}
