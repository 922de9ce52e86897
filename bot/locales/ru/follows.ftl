# Words and names that a reader follows, and what they mute.

command-follow = За чем следить
follows-title = За чем вы следите
follows-how = Новости с этими словами стоят в дайджесте первыми, на любую тему. Форма слова не важна.
follows-none = Пока ни за чем. Добавьте слово или имя, и новости о нём встанут в дайджесте первыми.
follows-typed = Можно и написать: /follow Тлендиев или /follow Алматы -спорт. Минус перед словом отсеивает новости, где оно есть.
follow-title = Вы следите: { $words }
follow-except = Кроме: { $words }
follow-in-digest = Такие новости стоят первыми в вашем дайджесте.
follow-alert = Такие новости приходят сразу, с { $start } до { $end } по вашему времени. Найденное в остальное время приходит в { $start } утра.
follow-alert-always = Такие новости приходят сразу, в любое время дня и ночи.
follow-caught = За неделю { $stories ->
    [one] нашлась { $stories } новость
    [few] нашлись { $stories } новости
   *[many] нашлось { $stories } новостей
}:
follow-caught-none = За неделю таких новостей не было.
follow-ask = Напишите слово или имя, несколько — через запятую. Перед тем, что нужно исключить, поставьте минус: Алматы -спорт
follow-removed = Вы больше не следите: { $words }
follow-not-followed = Вы и так не следите за «{ $words }».
follow-problem-none = Здесь нет ни одного слова.
follow-problem-long = «{ $words }» — это слишком длинно. Уложитесь в { $limit } знаков.
follow-problem-many-words = В «{ $words }» слишком много слов. Оставьте не больше { $limit }.
follow-problem-common = «{ $words }» есть почти в любой новости. Напишите слово точнее.
follow-problem-many = Следить можно не больше чем за { $limit } словами и именами. Сначала уберите лишнее.
settings-follows = Следить: { $words }
settings-follows-none = пока ни за чем
button-follows = За чем вы следите
button-follow-new = Добавить
button-follow-alert = Сразу сообщать
button-follow-alerting = { $words } · сразу
button-unfollow = Убрать
button-follow-words = Следить
button-follow-name = Следить: { $name }
button-to-follow = К слову

follow-story-title = Вы следите за историей: { $headline }
follow-story-how = Новое об истории стоит в вашем дайджесте первым, на любую тему, пока она не затихнет на неделю.
follow-story-tip = За одной историей можно следить, пока она не затихнет: откройте её и нажмите «Следить за историей».
follow-story-ended = Неделю о ней не было ничего нового, и вы за ней больше не следите.
follow-story-on = Новое об этой истории придёт в вашем выпуске первым, пока она не затихнет на неделю.
follow-story-alerting = Новое об этой истории придёт сразу, пока она не затихнет на неделю.
follow-story-off = Вы больше не следите за этой историей.
follow-story-removed = Вы больше не следите за историей: { $headline }
follow-story-many = Следить можно не больше чем за { $limit } историями. Сначала уберите лишнее: /follow
button-follow-story = Следить за историей
button-followed-story = История: { $headline }
button-ended-story = { $headline } · затихла

command-mute = Что не присылать
mutes-title = Что вам не присылать
mutes-how = Такие новости не попадают в ваши дайджесты, выпуски и срочные сообщения. Через /search и /topic их можно найти.
mutes-none = Пока ничего. Назовите слово, имя или тему, и новости о них перестанут приходить.
mutes-typed = Можно и написать: /mute Головкин или /mute спорт.
mute-words-title = Не присылать: { $words }
mute-topic-title = Не присылать тему «{ $topic }»
mute-story-title = Не присылать эту новость: { $headline }
mute-caught = Таких новостей за неделю: { $stories }
mute-confirm = Не присылать новости, где есть «{ $words }»?
follow-confirm = Следить за новостями, где есть «{ $words }»?
mute-ask = О чём не присылать новости? Напишите слово, имя или тему, несколько — через запятую.
mute-removed = Новости снова приходят: { $words }
mute-not-muted = «{ $words }» нет среди того, что вам не присылать.
mute-problem-many = Можно отказаться не больше чем от { $limit } слов и тем. Сначала верните лишнее.
settings-mutes = Не присылать: { $words }
button-muted = Не присылать: { $words } · { $count }
button-mute = Не присылать
button-mute-new = Не присылать…
button-unmute = Присылать снова
less-title = Чего присылать меньше?
less-how = Отмеченное сразу перестаёт приходить. Новость источника останется, если о ней пишут другие. Вернуть можно здесь или в /settings.
less-topic = Тема: { $topic }
less-name = Слова: { $name }
less-source = Источник: { $source }
less-story = Только эта новость
