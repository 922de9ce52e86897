# Search in the archive, saved stories, past digests.

command-search = Найти новость
search-ask = Что найти?
search-how =
    Напишите слова в любой форме, можно без казахских букв или латиницей.
    Точная фраза — в кавычках: "аким области". Лишнее слово — с минусом: Алматы -спорт.
    Можно добавить дату, тему и источник: мост март 2026, Тлендиев тема:культура, паводок 7d источник:gov.kz.
search-in-group = Напишите, что найти: /search Тлендиев, /search мост март 2026.
search-found = { $words }: { $stories ->
    [one] нашлась { $stories } новость
    [few] нашлось { $stories } новости
   *[many] нашлось { $stories } новостей
}
search-found-many = { $words }: новостей много, сначала самые подходящие
search-near = Близко по смыслу
search-near-only = По запросу «{ $words }» точных совпадений нет. Близкое по смыслу:
search-instead = По запросу «{ $said }» ничего не нашлось. Показано по слову «{ $words }».
search-left-out = Новостей, где есть все слова, нет. Показано без «{ $words }».
search-any-day = За эти дни ничего не нашлось. Показано за всё время.
search-nothing = По запросу «{ $words }» ничего не нашлось.
search-try = Что можно попробовать:
search-tip = Попробуйте { $hint }.
search-try-spelling = проверить, нет ли опечатки, или написать другое слово
search-try-fewer = оставить меньше слов
search-try-phrase = убрать кавычки
search-try-without = убрать слова с минусом
search-try-wider = искать без даты и без темы
search-try-source = написать другую часть названия источника или искать во всех
search-gone = Этот поиск был слишком давно. Напишите слова ещё раз.
button-search-words = Искать эти слова
button-search-other = Искать другое
button-search-all = Все результаты
button-to-found = К найденному

saved-title = Сохранённые новости ({ $stories })
saved-none = Пока ничего не сохранено. Откройте новость и нажмите «Сохранить»: она будет здесь.
saved-full = Можно сохранить не больше { $most } новостей. Уберите те, что уже не нужны.
button-save = Сохранить
button-unsave = Не сохранять
button-saved = Сохранённое
button-to-saved = К сохранённым

history-title = Прошлые дайджесты
history-none = Вам ещё не приходил ни один дайджест. Выберите время, и он будет приходить сам.
button-history = Прошлые дайджесты
