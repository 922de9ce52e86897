# Digests and stories.

digest-update = Новое: { $headline }
digest-brief = Коротко
digest-whole-story = { $sources ->
    [1] Вся новость
    [one] Вся новость, { $sources } источник
    [few] Вся новость, { $sources } источника
   *[many] Вся новость, { $sources } источников
}
digest-footer = { $date } · { $stories ->
    [one] { $stories } новость
    [few] { $stories } новости
   *[many] { $stories } новостей
} из { $articles ->
    [one] { $articles } статьи
   *[many] { $articles } статей
}
digest-newsroom = редакция
digest-empty = За последние сутки новостей по вашим темам не было.
digest-empty-days = { $days ->
    [one] За { $days } день новостей по вашим темам не было.
    [few] За { $days } дня новостей по вашим темам не было.
   *[many] За { $days } дней новостей по вашим темам не было.
}
digest-top-story = Главное за сутки в других темах:
digest-more = Ещё новости
digest-gone = Этого дайджеста больше нет. Вот что можно сделать:
digest-wrong-period = Напишите период так: /digest 24h или /digest 7d. Самый долгий — 30 дней.
button-more = Ещё
button-tune = Настроить
button-receive = Получать лично
button-whole-story = Вся новость
button-to-digest = К дайджесту
button-week = За неделю

story-adds = Добавляет { $source }:
story-timeline = Как писали об этом
story-page = Страница { $page } из { $pages }
story-gone = Такой новости нет или её убрала редакция.
