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
