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
reason-follow = вы следите: { $words }
