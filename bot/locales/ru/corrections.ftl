# Corrections: what editors see of them, and what stands in digests instead.

correction-ask = Пришлите новый текст статьи { $number } целиком, можно несколькими сообщениями. Он заменит прежний, номер останется.
correction-choose = Какую статью исправить?
correction-ask-number = Напишите номер статьи, например: /edit 12
correction-revised = Статья { $number } исправлена
correction-unchanged = У статьи { $number } уже такой текст.
correction-taken = Такой текст есть у другой статьи: { $number }.
correction-missing = Этой правки больше нет.
correction-looking = Бот ещё просматривает разосланные выпуски.
correction-nowhere = { $days ->
    [one] В выпусках за последний { $days } день её не было.
    [few] В выпусках за последние { $days } дня её не было.
   *[many] В выпусках за последние { $days } дней её не было.
}
correction-before = Изменено до отправки: { $count }
correction-done = Изменено у получателей: { $done } из { $all }
correction-gone = Получатели сами удалили: { $count }
correction-refused = Не удалось изменить: { $count }. Им придёт отдельное сообщение.
correction-withdrawn = Новость отозвана редакцией
correction-withdrawn-story = Редакция отозвала новость: «{ $headline }»
correction-note = Исправление к новости, которую вы уже получили
correction-note-withdrawn = Редакция отозвала новость, которую вы уже получили: { $headline }
button-edit = Исправить
button-take-back = Прежний текст

report-ask = Что не так с этой новостью?
report-reason-facts = Ошибка в фактах
report-reason-outdated = Устарело
report-reason-mixed = Смешаны разные события
report-reason-advert = Это реклама
report-reason-other = Другое
report-taken = Спасибо. Редакция проверит новость, и бот напишет вам, что решили.
report-outcome-corrected = Вы сообщали об ошибке. Новость исправлена:
report-outcome-retracted = Вы сообщали об ошибке. Редакция отозвала статью.
report-outcome-split = Вы сообщали об ошибке. Из новости убрана статья о другом событии:
report-outcome-rejected = Вы сообщали об ошибке. Редакция проверила новость и оставила её как есть:
report-card = Читатель сообщает: { $reason }
report-rejected = { $count ->
    [one] Новость оставлена как есть. Ответ уйдёт { $count } читателю.
   *[many] Новость оставлена как есть. Ответ уйдёт { $count } читателям.
}
report-settled-before = С этим уже разобрались.
button-report = Сообщить об ошибке
report-how = Чтобы сообщить об ошибке, откройте новость целиком и нажмите «{ $button }». Редакция проверит её и ответит.
button-reject-reports = Оставить как есть

# One part of an article, and who did what.

headline-ask = Пришлите новый заголовок статьи { $number } одним сообщением. Сейчас он такой:
headline-ask-draft = Пришлите заголовок одним сообщением. Сейчас он такой:
topics-of-draft-ask = Нажмите на лишнюю или недостающую тему:
headline-empty = В заголовке нужны слова.
headline-long = Заголовок слишком длинный: не больше { $limit } знаков.
headline-unchanged = У статьи { $number } уже такой заголовок.
headline-made = Заголовок составил бот
headline-of-editors = Заголовок дала редакция
topics-of-ask = Темы статьи { $number }. Нажмите на лишнюю или недостающую:
date-ask = Когда вышла статья { $number }? Напишите день, можно со временем: 2 марта или вчера 14:05.
date-wrong = Нужен один день, который уже наступил.
date-unchanged = У статьи { $number } уже такая дата.
correction-date = Дата статьи { $number } изменена
button-edit-date = Дата
summary-ask = Из каких предложений составить пересказ статьи { $number }? Нажмите номер, чтобы взять предложение или убрать его:
summary-limits = { $most ->
    [one] В пересказе должно быть от одного до { $most } предложения.
   *[many] В пересказе должно быть от одного до { $most } предложений.
}
button-edit-summary = Пересказ
correction-headline = Заголовок статьи { $number } изменён
changed-meanwhile = Пока вы правили, статью изменили. { $entry }
changed-before = Перед вами статью уже изменили. { $entry }
log-title = Кто что менял
log-title-article = Статья { $number }: кто что менял
log-empty = Правок пока нет.
log-ask = Напишите номер статьи, например: /log 12
button-log = Правки
button-log-all = Все правки
log-entry = { $when }, { $who }: { $what }
log-somebody = редактор
log-source-itself = сам источник
log-none = нет
log-text = новый текст
log-headline = новый заголовок, прежний: «{ $former }»
log-topics = другие темы, прежние: { $former }
log-date = другая дата, прежняя: { $former }
log-source = другой источник, прежний: { $former }
log-story = статья перенесена из новости { $former }
log-did-added = статья добавлена
log-did-merged = новость { $other } объединена с новостью { $story }
log-did-unmerged = новость { $other } отделена от новости { $story }
log-did-placed-first = новость { $story } поднята наверх
log-did-placed-last = новость { $story } опущена вниз
log-did-placed-free = новость { $story } возвращена на своё место
log-did-model-off = новость { $story } рассказана без выбора модели
log-did-model-on = новость { $story } снова рассказана по выбору модели
log-did-feed-added = добавлена лента «{ $words }»
log-did-feeds-added = добавлен список лент, новых в нём: { $words }
log-did-feed-on = снова включена лента «{ $words }»
log-did-feed-off = выключена лента «{ $words }»
log-did-feed-pages = у ленты «{ $words }» изменено, откуда брать текст
log-did-feed-removed = убрана лента «{ $words }»
log-did-channel-added = подключён канал «{ $words }»
log-did-channel-removed = убран канал «{ $words }»
log-did-topic-added = создана тема «{ $words }»
log-did-topic-name = изменено название темы «{ $words }»
log-did-topic-words = изменены слова темы «{ $words }»
log-did-topic-removed = убрана тема «{ $words }»
log-sentences = другие предложения в пересказе
log-archived = статья убрана в архив
log-from-archive = статья взята из архива
log-retracted = статья снята
log-restored = статья возвращена
button-edit-headline = Заголовок
button-edit-text = Текст
button-former-headline = Прежний заголовок
button-edit-source = Источник
button-edit-story = Новость
button-own-story = Отдельная новость
button-story-by-bot = Решит бот
source-choose = Какой источник статьи { $number } изменить?
source-ask = Как читателям называть источник статьи { $number }? Пришлите название, ссылку или то и другое. Минус в конце уберёт ссылку. Сейчас так:
source-ask-draft = Как читателям называть источник? Пришлите название, ссылку или то и другое. Минус в конце уберёт ссылку. Сейчас так:
source-wrong = Нужно название не длиннее { $limit } знаков и не больше одной ссылки, например: Вести https://example.org/1
source-unchanged = У статьи { $number } этот источник уже указан.
source-link = ссылка
source-of-editors = Источник указала редакция
correction-source = Источник статьи { $number } изменён
date-ask-draft = Когда это вышло? Напишите день, можно со временем: 2 марта или вчера 14:05.
summary-ask-draft = Из каких предложений составить пересказ? Нажмите номер, чтобы взять предложение или убрать его:
story-of-ask = К какой новости относится статья { $number }?
story-of-draft-ask = К какой новости отнести статью?
story-of-now = Сейчас:
story-of-draft-new = отдельная новость
story-of-done = Статья { $number } теперь в этой новости. Кто уже получал одну из двух, повтора не увидит.
preview-story = Новость { $number }: { $headline }
preview-story-new = Новость: отдельная
article-in-story = Новость: { $number }
draft-overtaken = Пока вы правили, этот текст уже добавили. Ваши правки в статью не вошли: откройте её и внесите их там.
