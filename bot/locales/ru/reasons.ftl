# Why a story stands where it stands.

reason-chosen = Почему это в дайджесте: { $reasons }
reason-sources = { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[many] { $sources } источников
}
reason-independent = { $sources ->
    [one] { $sources } независимый источник
    [few] { $sources } независимых источника
   *[many] { $sources } независимых источников
}
reason-topic = ваша тема: { $topics }
reason-topics = ваши темы: { $topics }
reason-placed = выбор редакции
reason-follow = вы следите: { $words }
# Why a story counts as important, as a list behind one word.
reason-values = о важном: { $values }
value-power = власть
value-court = суд
value-harm = жизнь людей
value-work = работа и бюджет
value-science = медицина и космос
value-life = повседневная жизнь
