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
