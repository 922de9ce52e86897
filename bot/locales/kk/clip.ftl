# A media review as a document: what stands in it, and how it is asked for.

review-kicker = БАҚ шолуы
review-all = Барлық жаңалық
review-words = «{ $words }»
review-period = Кезең: { $since } – { $until }, { $zone }
review-header = БАҚ шолуы · { $subject } · { $days }
review-page = { $page }-бет, барлығы { $pages }
review-contents = Мазмұны
review-figures = Цифрмен
review-stories = Не болды
review-sources = Дереккөздер бойынша
review-appendix = Қосымша. Барлық жарияланым
review-count-mentions = { $count ->
   *[other] жарияланым
}
review-count-stories = { $count ->
   *[other] оқиға
}
review-count-sources = { $count ->
   *[other] дереккөз
}
review-before-day = бұған дейінгі тәулікте: { $figure }
review-before-days = бұған дейінгі { $days } күнде: { $figure }
review-capped = Жарияланым шолуға сыйғаннан көп: ең жаңа { $count } мақала ғана ескерілді.
review-by-day = Күндер бойынша
review-by-source = Дереккөздер бойынша
review-by-language = Тілдер бойынша
review-col-day = Күні
review-col-mentions = Жарияланым
review-col-sources = Дереккөз
review-col-source = Дереккөз
review-col-share = Үлесі
review-col-language = Тілі
review-col-kk = қаз.
review-col-ru = орыс.
review-col-en = ағыл.
review-col-when = Қашан
review-col-headline = Тақырыбы
review-col-story = Оқиға
review-total = Барлығы
review-other-sources = Тағы { $count } дереккөз
review-first = Алғаш жариялаған: { $source }, { $when }
review-seen = байқалған уақыты: { $when }
review-volume = { $mentions } жарияланым, { $sources } дереккөз
review-role-first = алғашқы жарияланым
review-role-reprinted = көшіріп басқан
review-more-mentions = Осы оқиғаның қалған { $count } жарияланымы қосымшада берілген.
review-untold-stories = Тағы { $count } оқиға тек қосымшада берілген.
review-untold-mentions = Тағы { $count } жарияланым тек қосымшада берілген.
review-source-count = { $source } ({ $count })
review-text-of = Толық мәтін: { $source }
review-text-gone = Толық мәтін енді сақталмайды, оны сілтеме бойынша оқуға болады.
review-file = БАҚ шолуы { $subject }

clip-refused = БАҚ шолуын редакторлар мен қосылған чаттардың иелері құрастырады. Тақырып бойынша не жазылғанын /topic көрсетеді.
clip-choose = БАҚ шолуы не туралы болсын?
clip-choose-how = Тақырыпты немесе өзіңіз бақылап жүрген сөзді таңдаңыз. Не былай жазыңыз: /clip ЮНЕСКО 7d.
clip-what = БАҚ шолуы: { $subject }
clip-how = Қандай болатынын таңдаңыз. Файл осында келеді.
clip-found = { $count ->
    [0] Бұл кезеңде ештеңе жарияланбаған.
   *[other] Бұл кезеңде { $count } мақала бар.
}
clip-found-many = Бұл кезеңде { $count } мақаладан көп: шолуға ең жаңалары кіреді.
clip-days-1 = Кезең: тәулік
clip-days-7 = Кезең: апта
clip-days-30 = Кезең: 30 күн
clip-language = Тілі: { $language }
clip-by-story = Реті: оқиғалар
clip-by-source = Реті: дереккөздер
clip-texts-off = Толық мәтін: жоқ
clip-texts-on = Толық мәтін: бар
clip-make-docx = .docx құрастыру
clip-make-html = Басып шығаруға
clip-plan = Кесте бойынша
clip-under-way = БАҚ шолуы ({ $subject }) құрастырылып жатыр, жақында осында келеді.
clip-busy = Қазір құрастырылып жатқан шолу көп. Солар біткен соң қайталап көріңіз.
clip-caption = БАҚ шолуы: { $subject }
clip-nothing = БАҚ шолуы ({ $subject }): { $since } – { $until } аралығында ештеңе жарияланбаған.
clip-failed = БАҚ шолуын ({ $subject }) құрастыру мүмкін болмады. Қысқарақ кезеңді таңдаңыз немесе толық мәтінді алып тастаңыз: /clip
clip-gone = Бұл сөздер енді сақталмайды. Қайта жазыңыз: /clip ЮНЕСКО 7d
clip-plan-where = БАҚ шолуы ({ $subject }) қайда келсін?
clip-plan-here = Маған, осында
clip-plan-when = БАҚ шолуы ({ $subject }) қашан келсін?
clip-plan-daily = Күн сайын { $time }
clip-plan-weekly = Дүйсенбі, { $time }
clip-planned-daily = БАҚ шолуы ({ $subject }) күн сайын { $time } келеді: { $where }. Оны /clip арқылы алып тастауға болады.
clip-planned-weekly = БАҚ шолуы ({ $subject }) дүйсенбі сайын { $time } келеді: { $where }. Оны /clip арқылы алып тастауға болады.
clip-too-many = Онда кесте бойынша { $count } шолу келеді, одан көп болмайды. Алдымен /clip ішінен біреуін алып тастаңыз.
clip-plans = Кесте бойынша:
clip-plan-line-daily = { $subject }: күн сайын { $time }, { $where }
clip-plan-line-weekly = { $subject }: дүйсенбі сайын { $time }, { $where }
clip-remove = Алып тастау: { $subject }
clip-removed = БАҚ шолуы ({ $subject }) енді кесте бойынша келмейді.
clip-here = осында
clip-topic-gone = Бұл тақырып енді жоқ, сондықтан БАҚ шолуы құрастырылмады. Басқасын таңдаңыз: /clip
