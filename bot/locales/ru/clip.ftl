# A media review as a document: what stands in it, and how it is asked for.

review-kicker = Обзор СМИ
review-all = Все новости
review-words = «{ $words }»
review-period = Период: { $since } – { $until }, { $zone }
review-header = Обзор СМИ · { $subject } · { $days }
review-page = Страница { $page } из { $pages }
review-contents = Содержание
review-figures = В цифрах
review-stories = Что произошло
review-sources = По источникам
review-appendix = Приложение. Все публикации
review-count-mentions = { $count ->
    [one] публикация
    [few] публикации
   *[many] публикаций
}
review-count-stories = { $count ->
    [one] сюжет
    [few] сюжета
   *[many] сюжетов
}
review-count-sources = { $count ->
    [one] источник
    [few] источника
   *[many] источников
}
review-before-day = за сутки до этого: { $figure }
review-before-days = за { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
} до этого: { $figure }
review-capped = Публикаций больше, чем входит в обзор: учтены { $count ->
    [one] { $count } новейшая
   *[many] { $count } новейших
}.
review-by-day = По дням
review-by-source = По источникам
review-by-language = По языкам
review-col-day = День
review-col-mentions = Публикаций
review-col-sources = Источников
review-col-source = Источник
review-col-share = Доля
review-col-language = Язык
review-col-kk = каз.
review-col-ru = рус.
review-col-en = англ.
review-col-when = Когда
review-col-headline = Заголовок
review-col-story = Сюжет
review-total = Всего
review-other-sources = { $count ->
    [one] Ещё { $count } источник
    [few] Ещё { $count } источника
   *[many] Ещё { $count } источников
}
review-first = Первая публикация: { $source }, { $when }
review-seen = замечено { $when }
review-volume = { $mentions ->
    [one] { $mentions } публикация
    [few] { $mentions } публикации
   *[many] { $mentions } публикаций
}, { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[many] { $sources } источников
}
review-role-first = первая публикация
review-role-reprinted = перепечатка
review-more-mentions = Остальные { $count ->
    [one] { $count } публикация
    [few] { $count } публикации
   *[many] { $count } публикаций
} этого сюжета — в приложении.
review-untold-stories = Ещё { $count ->
    [one] { $count } сюжет
    [few] { $count } сюжета
   *[many] { $count } сюжетов
} — только в приложении.
review-untold-mentions = Ещё { $count ->
    [one] { $count } публикация
    [few] { $count } публикации
   *[many] { $count } публикаций
} — только в приложении.
review-source-count = { $source } ({ $count })
review-text-of = Полный текст: { $source }
review-text-gone = Полный текст больше не хранится; он доступен по ссылке.
review-file = Обзор СМИ { $subject }

clip-refused = Обзоры СМИ составляют редакторы и владельцы подключённых чатов. Что писали по теме, покажет /topic.
clip-choose = О чём составить обзор СМИ?
clip-choose-how = Выберите тему или то, за чем следите. Или напишите: /clip ЮНЕСКО 7d.
clip-what = Обзор СМИ: { $subject }
clip-how = Выберите, каким он должен быть. Файл придёт сюда.
clip-found = { $count ->
    [0] За этот период публикаций нет.
    [one] За этот период { $count } статья.
    [few] За этот период { $count } статьи.
   *[many] За этот период { $count } статей.
}
clip-found-many = За этот период больше { $count } статей: в обзор войдут новейшие.
clip-days-1 = Период: сутки
clip-days-7 = Период: неделя
clip-days-30 = Период: 30 дней
clip-language = Язык: { $language }
clip-by-story = Порядок: сюжеты
clip-by-source = Порядок: источники
clip-texts-off = Полные тексты: нет
clip-texts-on = Полные тексты: да
clip-make-docx = Составить .docx
clip-make-html = Для печати .html
clip-plan = По расписанию
clip-under-way = Обзор СМИ ({ $subject }) составляется и скоро придёт сюда.
clip-busy = Обзоров в работе уже много. Дождитесь их и попробуйте ещё раз.
clip-caption = Обзор СМИ: { $subject }
clip-nothing = Обзор СМИ ({ $subject }): с { $since } по { $until } публикаций не было.
clip-failed = Обзор СМИ ({ $subject }) составить не удалось. Выберите период короче или уберите полные тексты: /clip
clip-gone = Эти слова уже не хранятся. Напишите их ещё раз: /clip ЮНЕСКО 7d
clip-plan-where = Куда присылать обзор СМИ ({ $subject })?
clip-plan-here = Мне сюда
clip-plan-when = Когда присылать обзор СМИ ({ $subject })?
clip-plan-daily = Каждый день в { $time }
clip-plan-weekly = По понедельникам, { $time }
clip-planned-daily = Обзор СМИ ({ $subject }) будет приходить каждый день в { $time }: { $where }. Убрать его можно в /clip.
clip-planned-weekly = Обзор СМИ ({ $subject }) будет приходить по понедельникам в { $time }: { $where }. Убрать его можно в /clip.
clip-too-many = Туда уже приходит { $count } обзоров по расписанию, больше нельзя. Сначала уберите лишний в /clip.
clip-plans = По расписанию:
clip-plan-line-daily = { $subject }: каждый день в { $time }, { $where }
clip-plan-line-weekly = { $subject }: по понедельникам в { $time }, { $where }
clip-remove = Убрать: { $subject }
clip-removed = Обзор СМИ ({ $subject }) больше не приходит по расписанию.
clip-here = сюда
clip-topic-gone = Этой темы больше нет, поэтому обзор СМИ не составлен. Выберите другую: /clip
