# For owners of groups and channels, and for admins: what did not arrive, and why.

notice-untitled = без названия
notice-removed = Чат «{ $title }»: бота там больше нет, поэтому выпуски не отправляются. Расписание и темы сохранены. Чтобы продолжить, добавьте бота снова.
notice-rights = Чат «{ $title }»: боту не разрешено писать, поэтому выпуски не отправляются. Расписание и темы сохранены. Чтобы продолжить, дайте боту право писать.
notice-closed = Чат «{ $title }»: тема, в которую приходят выпуски, закрыта. Расписание сохранено, выпуски продолжатся, когда тему откроют.
notice-deleted = Чат «{ $title }»: темы, в которую приходили выпуски, больше нет. Выберите для них другое место.

alert-database-full = На диске не осталось места: бот ничего не может сохранить. Освободите место, дальше он справится сам.
alert-database-locked = База занята другой программой, бот ждёт. Проверьте, кто её держит.
alert-database-read-only = База открыта только для чтения. Проверьте права на файл и папку.
alert-database-broken = База не читается или не пишется. Проверьте диск; может понадобиться резервная копия.
alert-clock-back = Часы сервера переведены назад. Бот поправил очередь, дважды ничего не уйдёт. Проверьте время на сервере.
alert-messages-failed = Часть сообщений Telegram не принял. Какие и почему: /admin
alert-telegram-away = Telegram какое-то время не отвечал. Сообщения дождались и уходят.
alert-webhook-silent = Сообщения людей не доходят до бота: Telegram не может передать их на вебхук. Проверьте прокси и его сертификат.
alert-hook-away = Приёмник по адресу HOOK_URL не принимает события. Они ждут и уйдут, когда он ответит; проверьте его.
alert-hook-lost = Приёмник по адресу HOOK_URL три дня не принимал событие, и бот перестал его отправлять. Номер события — в журнале.
alert-hook-gone = Приёмник по адресу HOOK_URL ответил 410: он больше ничего не ждёт, и бот туда не пишет. Чтобы продолжить, перезапустите бота; чтобы закончить, уберите HOOK_URL.

trouble-database-full = На диске нет места
trouble-database-locked = База занята другой программой
trouble-database-read-only = База открыта только для чтения
trouble-database-broken = База не работает
trouble-clock-back = Часы переведены назад
trouble-messages-failed = Telegram не принял сообщение
trouble-telegram-away = Telegram не отвечает
trouble-webhook-silent = Обновления не доходят до вебхука
trouble-hook-away = Приёмник событий не отвечает
trouble-hook-lost = Событие не доставлено
trouble-hook-gone = Приёмник событий отказался от них
spell-goes-on = { $count ->
    [one] { $what }: за последние { $minutes } мин. ещё { $count } раз.
    [few] { $what }: за последние { $minutes } мин. ещё { $count } раза.
   *[many] { $what }: за последние { $minutes } мин. ещё { $count } раз.
}
spell-over = { $count ->
    [one] { $what }: похоже, это прошло. Уже { $minutes } мин. не повторяется, всего было { $count } раз.
    [few] { $what }: похоже, это прошло. Уже { $minutes } мин. не повторяется, всего было { $count } раза.
   *[many] { $what }: похоже, это прошло. Уже { $minutes } мин. не повторяется, всего было { $count } раз.
}

week-calm = Неделя прошла спокойно.
week-title = Итоги недели.
week-editions = Выпусков: { $count }.
week-undelivered = { $count ->
    [0] Все сообщения доставлены.
    [one] Не доставлено { $count } сообщение.
    [few] Не доставлено { $count } сообщения.
   *[many] Не доставлено { $count } сообщений.
}
week-backup = { $count ->
    [one] Последняя резервная копия сделана { $count } час назад.
    [few] Последняя резервная копия сделана { $count } часа назад.
   *[many] Последняя резервная копия сделана { $count } часов назад.
}
week-backup-missing = Ежедневной резервной копии ещё нет. Посмотрите журнал.
week-no-backups = Ежедневных резервных копий нет: укажите для них папку в BACKUP_DIR.
silence-told = За сутки не пришло ни одной статьи.
silence-none = У бота нет ни лент, ни каналов: добавьте их командой /feeds.
silence-failing = { $count ->
    [one] Не отвечает { $count } лента из { $feeds }: /feeds
    [few] Не отвечают { $count } ленты из { $feeds }: /feeds
   *[many] Не отвечает { $count } лент из { $feeds }: /feeds
}
silence-quiet = Источники отвечают, но нового в них нет.
silence-over = Статьи снова приходят.

admin-title = Управление ботом
admin-waiting = { $count ->
    [0] Очередь пуста.
    [one] В очереди { $count } сообщение.
    [few] В очереди { $count } сообщения.
   *[many] В очереди { $count } сообщений.
}
model-today = Вызовы модели сегодня: { $calls } из { $most }, токены: { $tokens } из { $limit }.
model-waiting = Новости, которые ждут выбора модели: { $count }.
model-troubles = Не получилось сегодня: { $troubles }.
model-trouble = { $why } ({ $count })
model-rests = Сервер модели пока не спрашиваем: { $why }. Следующая попытка через { $minutes } мин.
model-why-unreachable = нет связи
model-why-slow = не ответил вовремя
model-why-failing = ошибка на сервере
model-why-limited = просит подождать
model-why-no-money = закончились средства
model-why-not-let-in = не подошли ключ, имя модели или адрес
model-why-not-taken = не принял вопрос
model-why-unreadable = ответ не читается
model-why-not-json = ответ не по форме
model-why-not-offered = выбрала то, чего не предлагали
model-why-unknown = прервано или ещё идёт
button-admin = Управление
button-failures = Не доставлено: { $count }
button-newest = К началу
button-send-all-again = Отправить все снова
refusal-not-admin = Это может только администратор бота.
failures-title = Не доставлено
failures-none = Всё доставлено.
failures-how = Нажмите номер, чтобы отправить снова.
failures-gone = Снова отправлять нечего: этого сообщения в списке уже нет или его срок прошёл.
failures-reader = читатель { $id }
failures-sent-again = { $count ->
    [one] Снова отправляется { $count } сообщение.
    [few] Снова отправляются { $count } сообщения.
   *[many] Снова отправляется { $count } сообщений.
}
cause-unknown = Связь прервалась, неизвестно, дошло ли
cause-markup = Telegram не понял разметку
cause-long = Сообщение слишком длинное
cause-empty = В сообщении нет текста
cause-gone = Исправляемого сообщения больше нет
cause-rights = Боту не хватает прав в чате
cause-other = Telegram не принял сообщение
