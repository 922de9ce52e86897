# Digests and stories.

digest-update = Жаңа дерек: { $headline }
digest-followed = Қадағалап отырғаныңыз: { $headline }
digest-brief = Қысқаша
digest-further = тағы { $count }
digest-seen = Бұларды көргенсіз
digest-only-seen = Әзірге жаңасы жоқ. Бұларды көргенсіз:
digest-week = Апта: { $days }
digest-days = Басты жаңалықтар: { $days }
digest-whole-story = { $sources ->
    [1] Толығырақ
   *[other] Толығырақ, { $sources } дереккөз
}
digest-footer = { $date } · { $articles } мақаладан { $stories } жаңалық
digest-newsroom = редакция
digest-empty-topics = Таңдаған тақырыптарыңыз бойынша { $period } жаңалық болмады.
digest-empty-languages = Сіз таңдаған тілдерде { $period } жаңалық болмады.
digest-empty-all = Бізде { $period } жаңалық болмады.
digest-latest = Соңғы жаңалық — { $date }.
digest-top-day = Тәуліктің басты жаңалығы:
digest-top-week = Аптаның басты жаңалығы:
digest-top-period = Осы кезеңнің басты жаңалығы:
digest-other-day = Басқа тақырыптар бойынша тәуліктің басты жаңалығы:
digest-other-week = Басқа тақырыптар бойынша аптаның басты жаңалығы:
digest-other-period = Басқа тақырыптар бойынша осы кезеңнің басты жаңалығы:
digest-more = Қалған жаңалықтар
digest-gone = Бұл дайджест енді жоқ. Мынаның бірін таңдай аласыз:
digest-wrong-period = Кезеңді былай жазыңыз: /digest 3 күн, /digest апта. Ең ұзағы — 30 күн.
kept-back-title = Сіз жасырған дереккөздердің жаңалықтары
kept-back-none = Бұл жаңалықтар енді жоқ.
button-kept-back = Жасырылғаны: { $count }, көрсету
button-more = Тағы
button-to-more = Тізімге оралу
button-tune = Баптау
button-receive = Жеке алу
button-whole-story = Толығырақ
button-to-digest = Дайджестке оралу
button-week = Апта жаңалықтары

story-adds = { $source } толықтырады:
story-timeline = Кім, қашан жазды
story-page = { $page }-бет, барлығы { $pages }
story-gone = Мұндай жаңалық жоқ немесе редакция оны алып тастаған.
story-similar = Ұқсас жаңалықтар

button-less = Мұндайды азайту
copy-source = Дереккөз сілтемесін көшіру
button-to-story = Жаңалыққа оралу

preview-mark = Алдын ала көрініс · алдағы тәулікте дайджест { $count } оқырманға келеді
preview-empty = Бізде { $period } жаңалық болмады, сондықтан көрсететін ештеңе жоқ: жаңалықсыз дайджест жіберілмейді.
preview-wrong-period = Кезеңді былай жазыңыз: /preview 3 күн, /preview апта. Ең ұзағы — 30 күн.
button-to-preview = Көрініске оралу
