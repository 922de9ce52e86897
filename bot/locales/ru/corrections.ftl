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
correction-refused = Изменить нельзя: { $count }. Туда уйдёт отдельное сообщение.
correction-withdrawn = Новость отозвана редакцией
correction-note = Исправление к новости, которую вы уже получили
correction-note-withdrawn = Редакция отозвала новость, которую вы уже получили: { $headline }
button-edit = Исправить
button-refresh = Обновить
button-take-back = Прежний текст

report-ask = Что не так с этой новостью?
report-reason-facts = Ошибка в фактах
report-reason-outdated = Устарело
report-reason-mixed = Смешаны разные события
report-reason-advert = Это реклама
report-reason-other = Другое
report-taken = Спасибо. Редакция посмотрит, а бот напишет вам, чем кончилось.
report-outcome-corrected = Вы сообщали об ошибке. Новость исправлена:
report-outcome-retracted = Вы сообщали об ошибке. Редакция отозвала статью.
report-outcome-split = Вы сообщали об ошибке. Чужая статья отделена от новости:
report-outcome-rejected = Вы сообщали об ошибке. Редакция проверила новость и оставила её как есть:
report-card = Читатель сообщает: { $reason }
report-rejected = { $count ->
    [one] Новость оставлена как есть. Ответ уйдёт { $count } читателю.
   *[many] Новость оставлена как есть. Ответ уйдёт { $count } читателям.
}
report-settled-before = С этим уже разобрались.
button-report = Сообщить об ошибке
button-reject-reports = Оставить как есть
