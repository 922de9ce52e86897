# For editors: adding, listing and retracting articles.

preview-title = Получится так:
preview-known = Этот текст уже есть в статье { $number }. Если добавить, у неё станет на один источник больше.
preview-old = Статье больше трёх дней. Она может войти в дайджест со своей датой или остаться в архиве: там её найдут поиском.
preview-dropped = Не добавлено.
preview-gone = Этого черновика больше нет. Пришлите текст ещё раз.
added-title = Добавлено, статья { $number }
added-again = Такой текст уже есть: статья { $number }.
added-origin = Отмечен ещё один источник: { $source }.
added-nothing-new = И этот источник у неё уже отмечен.
added-retracted = Эта статья снята. Вернуть её?
added-old = Статье больше трёх дней, в дайджест она войдёт со своей датой.
article-title = Статья { $number }
article-language = Язык: { $language }
article-date = Дата: { $date }
article-no-date = Дата: не указана
article-source = Источник: { $source }
article-sources = Источники:
article-topics = Темы: { $topics }
article-story = Новость { $number }: { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[many] { $sources } источников
}
article-added = Добавлена { $date } в { $time }
article-added-by = Кто добавил: { $name }
article-retracted = Снята: читатели её не видят
article-archived = В архиве: находится поиском, в дайджесты не попадает
article-thinned = Полный текст уже не хранится: остались заголовок, ссылки и предложения пересказа
article-advertising = Реклама: в дайджестах её нет. Это новость? Нажмите «Вернуть».
article-not-found = Статьи { $number } нет.
article-ask = Напишите номер статьи, например: /article 12
articles-title = Статьи
articles-none = Статей пока нет. Пришлите первую текстом или файлом.
articles-retracted = снята
articles-archived = в архиве
articles-advertising = реклама
retract-ask-number = Напишите номер статьи, например: /retract 12
retract-choose = Какую статью снять?
retract-ask = Снять статью { $number }? Она исчезнет из дайджестов, вернуть её можно в любой момент.
retract-done = Статья { $number } снята.
restore-done = Статья { $number } снова видна читателям.
archive-done = Статья { $number } в архиве: её найдут поиском, в дайджесты она не попадёт.
archive-undone = Статья { $number } войдёт в ближайшие дайджесты.
add-ask = Напишите после команды текст или ссылку: /add ТЕКСТ. Или просто пришлите статью сообщением, ссылкой или файлом.
button-add = Добавить
button-to-digest-now = В дайджест
button-archive = В архив
button-cancel = Отмена
button-undo = Отменить
button-restore = Вернуть
button-retract = Снять
button-articles = Все статьи

admin-welcome = Теперь вы администратор: вам открыты и статьи, и управление ботом. Что для этого есть: /help, управление: /admin, откуда берутся новости: /feeds
admin-link-used = Эта ссылка уже использована или устарела.

refusal-file-not-editor = Файлы принимает только редакция.
refusal-not-editor = Добавлять, исправлять и снимать статьи может только редакция.
refusal-empty = Здесь нет текста. Пришлите статью целиком.
refusal-too-short = Это слишком коротко для статьи: нужно хотя бы { $words } слов.
refusal-too-long = Текст слишком длинный: не больше { $limit } знаков.
refusal-unknown-language = Язык не распознан. Бот понимает русский, казахский и английский.
refusal-unreadable = Этот текст не удалось разобрать. Проверьте его и пришлите ещё раз.
refusal-past = Такой текст уже был, срок его хранения вышел. Добавить его снова нельзя.
refusal-file-too-big = Файл слишком большой: не больше { $limit } МБ.
refusal-unsupported = Такие файлы бот не читает. Подойдут .txt, .md, .html, .docx и .pdf.
refusal-old-word = Такой документ бот не читает. Сохраните его как .docx и пришлите ещё раз.
refusal-too-large = Файл слишком большой, прочитать его не получилось. Сохраните только текст и пришлите ещё раз.
refusal-broken-document = Документ не открывается: он повреждён или закрыт паролем. Сохраните его заново и пришлите ещё раз.
refusal-binary = Это не текстовый файл. Подойдут .txt, .md, .html, .docx и .pdf.
refusal-broken-encoding = Кодировку файла не удалось определить. Сохраните его в UTF-8 и пришлите ещё раз.
refusal-file-gone = Файл не удалось получить. Пришлите его ещё раз.
refusal-own = Это сообщение самого бота, добавить его как статью нельзя.
