# Как читают посты канала или группы; статистика для администраторов.

button-chat-week = Как читают
chat-week-title = Как читали посты за 7 дней
chat-week-none = За 7 дней выпусков не было. Когда они выйдут, здесь появятся переходы к новостям и реакции.
chat-week-editions = Выпусков: { $count }
chat-week-taps = Переходов к новостям: { $count }
chat-week-reactions = Реакций: { $count }
chat-week-opened = Чаще открывали
chat-week-posts = По выпускам
chat-week-how = Переход — это нажатие на ссылку новости в посте. Если один человек нажал дважды, переходов два. Кто нажимал, бот не записывает.
post-taps = { $count ->
    [one] { $count } переход
    [few] { $count } перехода
   *[many] { $count } переходов
  }
post-reactions = { $count ->
    [one] { $count } реакция
    [few] { $count } реакции
   *[many] { $count } реакций
  }

stats-week = 7 дней: { $days }
stats-before = В скобках — сколько было за 7 дней до этого.
stats-articles-week = Новые статьи: { $count } ({ $before })
stats-peak = Больше всего статей: { $day }, { $count }
stats-languages = По языкам: { $names }
stats-topics = Темы: { $names }
stats-sources = Источники: { $names }
stats-other-sources = { $count ->
    [one] ещё { $count } источник: { $articles }
    [few] ещё { $count } источника: { $articles }
   *[many] ещё { $count } источников: { $articles }
  }
stats-new-readers = Новые читатели: { $count } ({ $before })
stats-taps = Переходы по ссылкам новостей: { $count } ({ $before })
stats-done = Сохранили новость: { $saved }, отписались: { $unsubscribed }, заблокировали бота: { $blocked }
stats-deliveries = Сообщения: доставлено { $sent }, отклонено { $failed }, неизвестно { $unknown }, опоздало { $late }, ждёт отправки { $pending }
stats-picture = На картинке — статьи, темы, источники, переходы и новые читатели по дням. Рядом те же числа словами.
stats-no-picture = Чтобы видеть эти числа и на картинке, установите на сервере newsdigest[charts].
stats-key-now = эти 7 дней
stats-key-before = 7 днями раньше
stats-empty = пока ничего
stats-today-label = сегодня
stats-chart-articles = Новые статьи: { $count }
stats-chart-topics = Темы
stats-chart-sources = Источники
stats-chart-taps = Переходы: { $count }
stats-chart-readers = Новые читатели: { $count }
