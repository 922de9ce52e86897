# First minute, subscription and settings.

welcome = Бот жаңалықты сіз үшін оқып, қысқа әрі қайталаусыз, дереккөзімен жеткізеді.
welcome-choose-topics = Не туралы оқығыңыз келеді?
welcome-finished = { $times ->
    [none] Дайын. Дайджест алу үшін /digest деп жазыңыз.
   *[other] Дайын. Дайджест { $days } сағат { $times } келіп тұрады.
}

welcome-topics-how = Тақырыптарды белгілеңіз немесе бәрін оқыңыз.
topics-choose = Дайджестіңіздің тақырыптары
topics-how = Басып белгілеңіз.
topics-none-means-all = Қазір ештеңе белгіленбеген, сондықтан барлық жаңалық келеді.
topics-chosen = Қазір: { $topics }.
topics-unknown = «{ $name }» деген тақырып жоқ. Тізімнен таңдаңыз.
button-all-topics = Барлық тақырып

times-choose = Дайджест қашан келсін?
times-how = Оны күніне бірнеше рет алуға болады.
times-zone = Уақыт белдеуі: { $zone }, қазір онда сағат { $clock }.
times-now = Дайджест { $days } сағат { $times } келеді.
times-chosen = Таңдалғаны: { $days }, сағат { $times }.
times-none = Қазір кесте бойынша ештеңе келмейді.
days-daily = күн сайын
days-weekdays = жұмыс күндері
days-weekends = демалыс күндері
certain-day-1 = дүйсенбі
certain-day-2 = сейсенбі
certain-day-3 = сәрсенбі
certain-day-4 = бейсенбі
certain-day-5 = жұма
certain-day-6 = сенбі
certain-day-7 = жексенбі
certain-days = { $days } күндері
short-days = { $days }
counted-days = аптасына { $count } күн
weekday-1 = дс
weekday-2 = сс
weekday-3 = ср
weekday-4 = бс
weekday-5 = жм
weekday-6 = сб
weekday-7 = жс
chosen-days-ask = Қай күндері келсін?
chosen-days-now = Қазір: { $days }.
times-confirm = Дайджест { $days } сағат { $times } келсін бе?
button-times-confirm = Иә, келсін
times-one-schedule = Апта күндері барлық дайджестке ортақ, сондықтан екі кестені қатар қоюға болмайды. Қайсысын таңдайсыз?
button-times-offer = { $days } сағат { $times }
stop-ask = Дайджест келмесін бе?
stop-how = Тоқтата тұрсаңыз, ештеңе келмейді, бірақ уақыты мен тақырыптары сақталады. Мүлде келмесін десеңіз, уақыты да ұмытылады.
without-ask = «{ $topic }» тақырыбы дайджесттен алынсын ба?
without-left = Қалатыны: { $topics }.
without-not-chosen = Дайджестіңізде «{ $topic }» тақырыбы жоқ.
button-without = «{ $topic }» алып тастау
scheduled-first = Дайын, алғашқы дайджест { $day } сағат { $time } келеді.
scheduled-next = Дайын, келесі дайджест { $day } сағат { $time } келеді.
run-today = бүгін
run-tomorrow = ертең
run-on-1 = дүйсенбі күні, { $date },
run-on-2 = сейсенбі күні, { $date },
run-on-3 = сәрсенбі күні, { $date },
run-on-4 = бейсенбі күні, { $date },
run-on-5 = жұма күні, { $date },
run-on-6 = сенбі күні, { $date },
run-on-7 = жексенбі күні, { $date },
times-ask = Уақытты жазыңыз, мысалы «таңғы 9» немесе «жұмыс күндері 21:30».
times-not-understood = «{ $text }» деген уақыт түсініксіз. Мысалы, «таңғы 9» немесе «жұмыс күндері 21:30» деп жазыңыз.
times-too-many = Дайджест күніне { $limit } реттен артық келе алмайды. Алдымен артық уақытты алып тастаңыз.
times-chat-off = Бұл чатқа дайджест енді келмейді, басқа баптаулар сақталды.
times-off = Дайджест енді өзі келмейді. Оны бұрынғыдай /digest командасымен ала аласыз.
button-other-time = Басқа уақыт
button-every-day = Күн сайын
button-weekdays = Жұмыс күндері
button-weekends = Демалыс күндері
button-days = Күндер: { $days }
button-unsubscribe = Дайджест келмесін
button-subscribe = Қайта қосу

zones-choose = Уақыт белдеуін таңдаңыз
zones-how = Немесе қаланы жазыңыз, мысалы «Астана» не «Берлин».
zones-now = Қазір: { $zone }, сағат { $clock }.
zones-not-found = «{ $text }» деген қала табылмады. Жақын жердегі ірі қаланы немесе белдеуді Europe/Berlin түрінде жазыңыз.
zones-set = Уақыт белдеуі: { $zone }, қазір онда сағат { $clock }.
button-zone = Белдеу: { $zone }

languages-choose = Сізбен қай тілде сөйлесейік?
languages-unknown = Мұндай тіл әзірге жоқ. Үшеуінің бірін таңдаңыз.
news-languages-choose = Жаңалық қай тілдерде келсін?
news-languages-mostly-ru = Қазір жаңалықтардың көбі орыс тілінде.
news-languages-mostly-kk = Қазір жаңалықтардың көбі қазақ тілінде.
news-languages-mostly-en = Қазір жаңалықтардың көбі ағылшын тілінде.
news-languages-none-means-all = Қазір ештеңе белгіленбеген, сондықтан барлық тілдегі жаңалық келеді.
news-languages-chosen = Қазір: { $languages }.
button-all-languages = Барлық тіл

settings-title = Баптаулар
settings-how = Түймелерде қазіргі таңдауыңыз тұр. Өзгерту үшін басыңыз.
settings-paused = Дайджест тоқтатылып тұр: жалғастырмайынша ештеңе келмейді.
settings-topics = Тақырыптар: { $topics }
settings-all-topics = барлығы
settings-more-topics = { $first } және тағы { $count }
settings-time = Уақыт: { $times }
settings-time-days = Уақыт: { $times }, { $days }
settings-no-time = таңдалмаған
settings-zone = Белдеу: { $zone }
settings-language = Бот тілі: қазақша
settings-news-languages = Жаңалық тілі: { $languages }
settings-all-languages = кез келген
settings-adds-asked = Жіберген мәтінім: сұрап қосу
settings-adds-at-once = Жіберген мәтінім: бірден қосу
button-pause = Тоқтата тұру
button-resume = Жалғастыру
pause-done = Дайджест уақытша келмейді. Баптаулар сақталды, /digest бұрынғыдай жұмыс істейді.
resume-done = Дайджест қайта келіп тұрады. { $times ->
    [none] Уақыты әлі таңдалмаған.
   *[other] Келетін уақыты: { $days } сағат { $times }.
}
