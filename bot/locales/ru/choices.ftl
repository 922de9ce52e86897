# How editions come and look.

post-languages-choose = На каком языке публиковать?
post-languages-how = Отметьте один язык или два: тогда выходят два поста подряд.

sources-all = Источники: все
sources-hidden = { $count ->
    [one] Скрыт { $count } источник
    [few] Скрыто { $count } источника
   *[many] Скрыто { $count } источников
}
sources-only = { $count ->
    [one] Только { $count } источник
    [few] Только { $count } источника
   *[many] Только { $count } источников
}
sources-choose = Из каких источников брать новости?
sources-none = Источников пока нет: они появятся с первыми новостями.
sources-now-all = Сейчас из всех. Отметьте источники и выберите, скрыть их или читать только их.
sources-now-hidden = Отмеченные скрыты. Новость остаётся, если о ней пишут другие.
sources-now-only = Приходит только то, о чём пишут отмеченные.
button-sources-hide = Скрыть отмеченные
button-sources-only = Только отмеченные

week-review-off = Обзор недели: нет
week-review-on = Обзор недели: вс в { $time }
choice-silent-off = Звук: есть
choice-silent-on = Звук: нет
choice-pinned-off = Закреплять: нет
choice-pinned-on = Закреплять: да
pin-no-right = Сначала разрешите боту закреплять сообщения, а в канале — изменять их, и нажмите ещё раз.
choice-length = Объём: { $value }
choice-model = Выбор модели: { $value }
choice-least = Минимум новостей: { $value }
choice-useful = Если опоздал: ждать { $value }
choice-breaking = Срочные новости: { $value }
choice-draft = Черновик: { $value }
choice-picture = Картинка: { $value }
choice-repeat = При сбое: { $value }

choose-length = Сколько новостей в дайджесте?
explain-length =
    Короткий: две главные новости по одному предложению, ещё три — по строке.
    Обычный: три главные подробнее, ещё четыре — по строке.
    Подробный: пять главных, ещё шесть — по строке.
value-length-short = короткий
value-length-normal = обычный
value-length-long = подробный
choose-model = Пусть предложения выбирает языковая модель?
explain-model =
    Модель выбирает, какими предложениями источников рассказать новость и в каком порядке. Своих слов она не добавляет.
    Без неё выбирает сам бот.
value-model-on = да
value-model-off = нет
choose-least = Сколько новостей нужно для выпуска?
explain-least = Если их меньше, выпуск не выходит, а новости ждут следующего.
value-least = { $count ->
    [one] { $count } новость
    [few] { $count } новости
   *[many] { $count } новостей
}
choose-useful = Сколько ждать опоздавший выпуск?
explain-useful = Если бот не смог отправить выпуск вовремя, он будет пробовать ещё столько. Обычно хватает двух часов.
value-useful = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
choose-breaking = Присылать срочные новости?
explain-breaking = Срочная — та, о которой за час написали сразу несколько независимых источников. Она приходит сразу, один раз, и в дайджесте не повторяется.
value-breaking-off = нет
value-breaking = с { $start } до { $end }
value-breaking-always = в любое время
quiet-how = Дайджест приходит только в выбранное время. Кроме него приходят срочные новости: их часы и звук меняются здесь.
choose-draft = Показывать выпуск перед публикацией?
explain-draft = За полчаса до выпуска владелец чата получит черновик. Выберите, что делать, если он не ответил.
value-draft-none = не нужен
value-draft-publish = без ответа выйдет
value-draft-skip = без ответа не выйдет
choose-repeat = Если неизвестно, дошёл ли выпуск?
explain-repeat = Такое бывает при обрыве связи. Бот может отправить ещё раз, и тогда пост иногда повторится, или не отправлять, и тогда он иногда пропадёт.
value-repeat-twice = повторить
value-repeat-miss = не повторять
choose-picture = Какая картинка над выпуском?
explain-picture = Если у главной новости выпуска есть картинка, она встанет над текстом. Telegram берёт её с сайта источника; когда новость отзывают, картинка уходит вместе с ней.
value-picture-none = нет
value-picture-story = главной новости
value-picture-week = новости, в обзоре статистика
