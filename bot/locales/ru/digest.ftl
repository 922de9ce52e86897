# Digests and stories.

digest-update = Новое: { $headline }
digest-followed = Вы следите: { $headline }
digest-brief = Коротко
digest-further = ещё { $count }
digest-seen = Вы это уже видели
digest-only-seen = Нового пока нет. Эти новости вы уже видели:
digest-week = Неделя: { $days }
digest-days = Главное за { $days }
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
digest-empty-topics = Новостей по вашим темам { $period } не было.
digest-empty-languages = Новостей на выбранных вами языках { $period } не было.
digest-empty-all = Новостей { $period } не было.
digest-latest = Последняя новость — { $date }.
digest-top-day = Главное за сутки:
digest-top-week = Главное за неделю:
digest-top-period = Главное за это время:
digest-other-day = Главное за сутки в других темах:
digest-other-week = Главное за неделю в других темах:
digest-other-period = Главное за это время в других темах:
digest-more = Ещё новости
digest-gone = Этого дайджеста больше нет. Вот что можно сделать:
digest-wrong-period = Напишите период так: /digest 3 дня, /digest неделя. Самый долгий — 30 дней.
kept-back-title = Новости источников, которые вы скрыли
kept-back-none = Этих новостей больше нет.
button-kept-back = Скрыто: { $count }, показать
button-more = Ещё
button-to-more = К списку
button-tune = Настроить
button-receive = Получать лично
button-whole-story = Вся новость
button-to-digest = К дайджесту
button-week = За неделю

story-adds = Добавляет { $source }:
story-timeline = Кто и когда писал
story-page = Страница { $page } из { $pages }
story-gone = Такой новости нет или её убрала редакция.
story-similar = Похожие новости

button-less = Меньше такого
copy-source = Скопировать ссылку на источник
button-to-story = К новости

preview-mark = { $count ->
    [one] Предпросмотр · в ближайшие сутки дайджест придёт { $count } читателю
   *[many] Предпросмотр · в ближайшие сутки дайджест придёт { $count } читателям
}
preview-empty = Новостей { $period } не было, поэтому показывать нечего: без новостей дайджест не отправляется.
preview-wrong-period = Напишите период так: /preview 3 дня, /preview неделя. Самый долгий — 30 дней.
button-to-preview = К предпросмотру
