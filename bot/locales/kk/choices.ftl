# How editions come and look.

post-languages-choose = Қай тілде жариялансын?
post-languages-how = Бір не екі тілді белгілеңіз: екеуі таңдалса, қатарынан екі жазба шығады.

sources-all = Дереккөздер: барлығы
sources-hidden = { $count } дереккөз жасырылған
sources-only = Тек { $count } дереккөз
sources-choose = Жаңалық қай дереккөздерден алынсын?
sources-none = Әзірге дереккөз жоқ: алғашқы жаңалықтармен бірге пайда болады.
sources-now-all = Қазір бәрінен алынады. Дереккөздерді белгілеп, оларды жасыруды не тек соларды оқуды таңдаңыз.
sources-now-hidden = Белгіленген дереккөздер жасырылған. Басқалары жазса, жаңалық бәрібір келеді.
sources-now-only = Тек белгіленген дереккөздер жазған жаңалық келеді.
button-sources-hide = Белгіленгенді жасыру
button-sources-only = Тек белгіленгендер

week-review-off = Апта шолуы: жоқ
week-review-on = Апта шолуы: жс { $time }
choice-silent-off = Дыбыс: бар
choice-silent-on = Дыбыс: жоқ
choice-pinned-off = Бекіту: жоқ
choice-pinned-on = Бекіту: иә
pin-no-right = Алдымен ботқа хабар бекітуге, ал арнада хабарды өзгертуге рұқсат беріп, түймені қайта басыңыз.
choice-length = Көлемі: { $value }
choice-least = Жаңалық саны: кемінде { $value }
choice-useful = Кешіксе: { $value } күтіледі
choice-breaking = Шұғыл жаңалық: { $value }
choice-draft = Алдын ала көру: { $value }
choice-repeat = Ақау болса: { $value }

choose-length = Дайджестте қанша жаңалық болсын?
explain-length =
    Қысқа: екі басты жаңалық бір сөйлемнен, тағы үшеуі бір жолдан.
    Қалыпты: үш басты жаңалық кеңірек, тағы төртеуі бір жолдан.
    Толық: бес басты жаңалық толығырақ, тағы алтауы бір жолдан.
value-length-short = қысқа
value-length-normal = қалыпты
value-length-long = толық
choose-least = Шығарылымға қанша жаңалық керек?
explain-least = Жаңалық бұдан аз болса, шығарылым шықпайды, жаңалықтар келесі шығарылымға қалады.
value-least = { $count } жаңалық
choose-useful = Кешіккен шығарылым қанша уақыт күтіледі?
explain-useful = Бот шығарылымды дер кезінде жібере алмаса, осынша уақыт бойы қайта жіберіп көреді. Әдетте екі сағат жеткілікті.
value-useful = { $count } сағат
choose-breaking = Шұғыл жаңалық келсін бе?
explain-breaking = Бір сағатта бірнеше тәуелсіз дереккөз жазған жаңалық шұғыл саналады. Ол бірден, бір рет келеді, дайджестте қайталанбайды.
value-breaking-off = жоқ
value-breaking = { $start }:00–{ $end }:00
value-breaking-always = кез келген уақытта
choose-draft = Шығарылым жарияланбай тұрып көрсетілсін бе?
explain-draft = Шығарылымнан жарты сағат бұрын чат иесіне алдын ала нұсқасы келеді. Ол жауап бермесе не болатынын таңдаңыз.
value-draft-none = керек емес
value-draft-publish = жауапсыз да шығады
value-draft-skip = жауапсыз шықпайды
choose-repeat = Шығарылымның жеткені белгісіз болса ше?
explain-repeat = Байланыс үзілгенде осылай болады. Бот қайта жіберсе, жазба кейде қайталанады; жібермесе, кейде жетпей қалады.
value-repeat-twice = қайталау
value-repeat-miss = қайталамау
