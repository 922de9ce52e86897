# First minute, subscription and settings.

welcome = Бот читает новости за вас: коротко, без повторов, с источниками.
welcome-choose-topics = О чём присылать новости?
welcome-finished = { $times ->
    [none] Готово. Дайджест придёт, когда вы напишете /digest.
   *[other] Готово. Дайджест будет приходить { $days } в { $times }.
}

welcome-topics-how = Отметьте темы или читайте всё подряд.
topics-choose = Темы вашего дайджеста
topics-how = Отмечайте нажатием.
topics-none-means-all = Сейчас ничего не отмечено, поэтому приходят все новости.
topics-chosen = Сейчас: { $topics }.
topics-unknown = Темы «{ $name }» нет. Выберите из списка.
button-all-topics = Все темы

times-choose = Когда присылать дайджест?
times-how = Можно получать его несколько раз в день.
times-zone = Часовой пояс: { $zone }, сейчас там { $clock }.
times-now = Дайджест приходит { $days } в { $times }.
times-chosen = Выбрано: { $days } в { $times }.
times-none = Сейчас по расписанию ничего не приходит.
days-daily = каждый день
days-weekdays = по будням
days-weekends = по выходным
certain-day-1 = понедельникам
certain-day-2 = вторникам
certain-day-3 = средам
certain-day-4 = четвергам
certain-day-5 = пятницам
certain-day-6 = субботам
certain-day-7 = воскресеньям
certain-days = по { $days }
short-days = по { $days }
counted-days = { $count ->
    [one] { $count } день в неделю
    [few] { $count } дня в неделю
   *[many] { $count } дней в неделю
}
weekday-1 = пн
weekday-2 = вт
weekday-3 = ср
weekday-4 = чт
weekday-5 = пт
weekday-6 = сб
weekday-7 = вс
chosen-days-ask = В какие дни присылать?
chosen-days-now = Сейчас: { $days }.
times-confirm = Присылать дайджест { $days } в { $times }?
button-times-confirm = Да, присылать
times-one-schedule = Дни недели одни для всех дайджестов, поэтому двух расписаний сразу не бывает. Какое поставить?
button-times-offer = { $days } в { $times }
stop-ask = Остановить рассылку?
stop-how = На паузе ничего не приходит, но время и темы сохраняются. Если отключить, забудется и время.
without-ask = Убрать тему «{ $topic }» из дайджеста?
without-left = Останутся: { $topics }.
without-not-chosen = Темы «{ $topic }» в вашем дайджесте нет.
button-without = Убрать «{ $topic }»
scheduled-first = Готово, первый выпуск { $day } в { $time }.
scheduled-next = Готово, ближайший выпуск { $day } в { $time }.
run-today = сегодня
run-tomorrow = завтра
run-on-1 = в понедельник, { $date },
run-on-2 = во вторник, { $date },
run-on-3 = в среду, { $date },
run-on-4 = в четверг, { $date },
run-on-5 = в пятницу, { $date },
run-on-6 = в субботу, { $date },
run-on-7 = в воскресенье, { $date },
times-ask = Напишите время, например «9 утра» или «21:30 по будням».
times-not-understood = Не получилось понять время «{ $text }». Напишите, например, «9 утра» или «21:30 по будням».
times-too-many = Дайджест может приходить не чаще { $limit } раз в день. Сначала уберите лишнее время.
times-chat-off = Рассылка в этот чат отключена, остальные настройки сохранены.
times-off = Рассылка отключена. Дайджест по-прежнему можно получить командой /digest.
button-other-time = Другое время
button-every-day = Каждый день
button-weekdays = По будням
button-weekends = По выходным
button-days = Дни: { $days }
button-unsubscribe = Отключить рассылку
button-subscribe = Включить снова

zones-choose = Выберите часовой пояс
zones-how = Или напишите город, например «Астана» или «Берлин».
zones-now = Сейчас: { $zone }, на часах { $clock }.
zones-not-found = Город «{ $text }» не нашёлся. Напишите ближайший крупный город или пояс в виде Europe/Berlin.
zones-set = Часовой пояс: { $zone }, сейчас там { $clock }.
button-zone = Пояс: { $zone }

languages-choose = На каком языке с вами говорить?
languages-unknown = Такого языка пока нет. Выберите один из трёх.
news-languages-choose = На каких языках присылать новости?
news-languages-mostly-ru = Сейчас большинство новостей на русском языке.
news-languages-mostly-kk = Сейчас большинство новостей на казахском языке.
news-languages-mostly-en = Сейчас большинство новостей на английском языке.
news-languages-none-means-all = Сейчас ничего не отмечено, поэтому приходят новости на всех языках.
news-languages-chosen = Сейчас: { $languages }.
button-all-languages = Все языки

settings-title = Настройки
settings-how = На кнопках — то, что выбрано сейчас. Нажмите, чтобы изменить.
settings-paused = Рассылка на паузе: ничего не приходит, пока вы её не возобновите.
settings-topics = Темы: { $topics }
settings-all-topics = все
settings-more-topics = { $first } и ещё { $count }
settings-time = Время: { $times }
settings-time-days = Время: { $times }, { $days }
settings-no-time = не выбрано
settings-zone = Пояс: { $zone }
settings-language = Язык бота: русский
settings-news-languages = Язык новостей: { $languages }
settings-all-languages = любой
settings-adds-asked = Присланное: спросить и добавить
settings-adds-at-once = Присланное: добавить сразу
button-pause = Поставить на паузу
button-resume = Возобновить
pause-done = Рассылка на паузе. Настройки сохранены, /digest работает как обычно.
resume-done = Рассылка снова включена. { $times ->
    [none] Время ещё не выбрано.
   *[other] Дайджест приходит { $days } в { $times }.
}
