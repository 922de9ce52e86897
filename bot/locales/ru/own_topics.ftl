# For editors: topics that they define.

own-topics-title = Темы редакции
own-topics-how = Статья попадает в тему, если в ней есть слова темы, в любой форме. Читатели выбирают эти темы вместе с остальными.
own-topics-none = Пока ни одной нет.
own-topics-typed = Можно и написать: /topic_new Мосты: мост, переправа, виадук
own-topic-title = Тема «{ $name }»
own-topic-in-kk = На казахском: { $name }
own-topic-in-ru = На русском: { $name }
own-topic-in-en = На английском: { $name }
own-topic-words = Слова: { $words }
own-topic-articles = Статей за последние три дня: { $articles }
own-topic-subscribers = Выбрали эту тему: { $subscribers }
own-topic-added = Тема добавлена. Статьи последних трёх дней с её словами бот отнесёт к ней сам.
own-topic-saved = Сохранено.
own-topic-words-saved = Сохранено. Статьи последних трёх дней бот разберёт заново сам.
own-topic-ask-name = Как назвать тему? Не длиннее { $limit } знаков.
own-topic-ask-words = По каким словам узнавать статьи на тему «{ $name }»? Напишите слова и словосочетания через запятую, не больше { $limit }. Форма слова не важна; для казахского и английского добавьте слова на этих языках.
own-topic-called-kk = Как тема «{ $name }» называется на казахском?
own-topic-called-ru = Как тема «{ $name }» называется на русском?
own-topic-called-en = Как тема «{ $name }» называется на английском?
own-topic-skip = Если пропустить, останется «{ $name }».
own-topic-rename = Кто выбрал тему, будет получать её и дальше, под новым названием.
own-topic-drop-ask = Убрать тему «{ $name }»?
own-topic-drop-unchosen = Её никто не выбрал.
own-topic-drop-chosen = { $subscribers ->
    [one] Её выбрал { $subscribers } чат: из его настроек тема исчезнет.
    [few] Её выбрали { $subscribers } чата: из их настроек тема исчезнет.
   *[many] Её выбрали { $subscribers } чатов: из их настроек тема исчезнет.
}
own-topic-drop-alone = { $alone ->
    [one] { $alone } чат выбрал только её и будет получать все новости.
    [few] { $alone } чата выбрали только её и будут получать все новости.
   *[many] { $alone } чатов выбрали только её и будут получать все новости.
}
own-topic-dropped = Тема «{ $name }» убрана.
own-topic-gone = Такой темы нет.
own-topic-not-named = Темы «{ $name }» среди тем редакции нет. Выберите её из списка.
own-topic-problem-name-empty = В названии нет ни одного слова. Напишите, например: Мосты
own-topic-problem-name-long = Название слишком длинное. Напишите не больше { $limit } знаков.
own-topic-problem-name-signs = Название не может содержать запятую, двоеточие или точку с запятой. Напишите другое.
own-topic-problem-name-taken = Тема с таким названием уже есть. Напишите другое.
own-topic-problem-words-none = Здесь нет ни одного слова. Напишите слова через запятую.
own-topic-problem-words-long = «{ $word }» длиннее { $limit } знаков. Разделите слова запятыми.
own-topic-problem-words-many = Слишком много слов. Оставьте не больше { $limit }.
own-topic-problem-words-common = «{ $word }» есть почти в любой статье. Напишите слово поточнее.
own-topic-problem-many = Тем редакции может быть не больше { $limit }. Сначала уберите одну.
button-own-topics = Темы редакции
button-new-topic = Новая тема
button-topic-words = Изменить слова
button-topic-name-kk = Название на казахском
button-topic-name-ru = Название на русском
button-topic-name-en = Название на английском
button-drop-topic = Убрать тему
