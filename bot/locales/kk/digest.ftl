# Digests and stories.

digest-update = Жаңа дерек: { $headline }
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
digest-top-story = Басқа тақырыптар бойынша тәуліктің басты жаңалығы:
digest-top-of-day = Тәуліктің басты жаңалығы:
digest-more = Қалған жаңалықтар
digest-gone = Бұл дайджест енді жоқ. Мынаның бірін таңдай аласыз:
digest-wrong-period = Кезеңді былай жазыңыз: /digest 24h немесе /digest 7d. Ең ұзағы — 30 күн.
button-more = Тағы
button-to-more = Тізімге оралу
button-tune = Баптау
button-receive = Өзіме алу
button-whole-story = Толығырақ
button-to-digest = Дайджеске оралу
button-week = Апта жаңалықтары

story-adds = { $source } толықтырады:
story-timeline = Кім, қашан жазды
story-page = { $pages } беттің { $page }-беті
story-gone = Мұндай жаңалық жоқ немесе редакция оны алып тастаған.
story-similar = Ұқсас жаңалықтар

button-hide-source = Дереккөзді жасыру
copy-source = Дереккөз сілтемесін көшіру
hide-choose = Қай дереккөз жасырылсын?
hide-how = Белгіленген дереккөз дайджестіңізге кірмейді. Басқалар жазса, жаңалық қалады.
button-to-story = Жаңалыққа оралу

preview-mark = Алдын ала көрініс · алдағы тәулікте кестесі бойынша дайджест алатын оқырмандар: { $count }
preview-empty = Бізде { $period } жаңалық болмады, сондықтан көрсететін ештеңе жоқ: жаңалықсыз дайджест жіберілмейді.
preview-wrong-period = Кезеңді былай жазыңыз: /preview 24h немесе /preview 7d. Ең ұзағы — 30 күн.
button-to-preview = Көрініске оралу
