# What happened with a topic or with words.

command-topic = Что было по теме
overview-choose = По какой теме рассказать?
overview-how = Можно и написать: /topic спорт, /topic ЮНЕСКО, /topic культура за месяц.
overview-in-group = Напишите тему или слово: /topic спорт, /topic ЮНЕСКО за месяц. Темы: { $topics }.
overview-title = { $subject }: что было { $period }
overview-period-day = за сутки
overview-period-week = за неделю
overview-period-month = за месяц
overview-hours = { $hours ->
    [one] за { $hours } час
    [few] за { $hours } часа
   *[many] за { $hours } часов
}
overview-days = { $days ->
    [one] за { $days } день
    [few] за { $days } дня
   *[many] за { $days } дней
}
overview-timeline = Хронология
overview-names = Чаще всего упоминаются: { $names }
overview-sources = Источники:
overview-footer = { $first } – { $last } · { $stories ->
    [one] { $stories } новость
    [few] { $stories } новости
   *[many] { $stories } новостей
} из { $articles ->
    [one] { $articles } статьи
   *[many] { $articles } статей
}
overview-footer-many = { $first } – { $last } · самое важное
overview-quiet-topic = По теме «{ $subject }» { $period } новостей не было.
overview-quiet-words = По запросу «{ $subject }» { $period } новостей не было.
overview-latest = Последняя новость — { $date }:
overview-never-topic = По теме «{ $subject }» новостей пока нет.
overview-never-words = По запросу «{ $subject }» новостей нет. Проверьте, нет ли опечатки, или выберите тему:
overview-gone = Этих итогов больше нет. О чём рассказать?
button-period-day = Сутки
button-period-week = Неделя
button-period-month = Месяц
button-other-topic = Другая тема
button-subscribe-topic = Подписаться на тему
button-overview = Что было по теме
button-to-overview = К теме
