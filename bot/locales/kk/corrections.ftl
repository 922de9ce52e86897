# Corrections: what editors see of them, and what stands in digests instead.

correction-ask = { $number }-мақаланың жаңа мәтінін толық жіберіңіз, бірнеше хабармен жіберуге де болады. Ол бұрынғысының орнына қойылады, мақаланың нөмірі өзгермейді.
correction-choose = Қай мақаланы түзетесіз?
correction-ask-number = Түзететін мақаланың нөмірін жазыңыз, мысалы: /edit 12
correction-revised = { $number }-мақала түзетілді
correction-unchanged = { $number }-мақаланың мәтіні онсыз да осындай.
correction-taken = Мұндай мәтін басқа мақалада бар: { $number }-мақала.
correction-missing = Бұл түзету енді жоқ.
correction-looking = Бот жіберілген шығарылымдарды әлі қарап жатыр.
correction-nowhere = Соңғы { $days } күндегі шығарылымдарда бұл мақала болған жоқ.
correction-before = Жіберілмей тұрып өзгертілгені: { $count }
correction-done = Жеткен хабарлардан өзгертілгені: { $done } / { $all }
correction-gone = Оқырмандардың өзі өшіргені: { $count }
correction-refused = Өзгертілмегені: { $count }. Ондай оқырмандарға бөлек хабар барады.
correction-withdrawn = Бұл жаңалықты редакция қайтарып алды
correction-withdrawn-story = Редакция мына жаңалықты қайтарып алды: «{ $headline }»
correction-note = Сізге бұрын келген жаңалыққа түзету
correction-note-withdrawn = Редакция сізге бұрын келген мына жаңалықты қайтарып алды: { $headline }
button-edit = Түзету
button-refresh = Жаңарту
button-take-back = Бұрынғы мәтін

report-ask = Бұл жаңалықта не дұрыс емес?
report-reason-facts = Деректері қате
report-reason-outdated = Ескірген
report-reason-mixed = Әртүрлі оқиға араласқан
report-reason-advert = Бұл жарнама
report-reason-other = Басқа себеп
report-taken = Рақмет. Редакция тексереді, нәтижесін бот сізге жазады.
report-outcome-corrected = Сіз қате туралы хабарлаған жаңалық түзетілді:
report-outcome-retracted = Сіз қате туралы хабарлаған мақаланы редакция қайтарып алды.
report-outcome-split = Сіз қате туралы хабарлаған жаңалықтан басқа оқиға туралы мақала алынды:
report-outcome-rejected = Сіз қате туралы хабарлаған жаңалықты редакция тексеріп, өзгеріссіз қалдырды:
report-card = Оқырман хабарлайды: { $reason }
report-rejected = Жаңалық өзгеріссіз қалды. Жауап { $count } оқырманға жіберіледі.
report-settled-before = Бұл мәселе шешіліп қойған.
button-report = Қате туралы хабарлау
button-reject-reports = Өзгеріссіз қалдыру

# One part of an article, and who did what.

headline-ask = { $number }-мақаланың жаңа атауын бір хабармен жіберіңіз. Қазіргісі:
headline-empty = Атауында сөз болуы керек.
headline-long = Атауы тым ұзын: { $limit } таңбадан аспауы керек.
headline-unchanged = { $number }-мақаланың атауы онсыз да осындай.
headline-made = Атауын бот құрастырды
headline-of-editors = Атауын редакция қойды
topics-of-ask = { $number }-мақаланың тақырыптары. Артығын алып, жетпегенін қосу үшін түймесін басыңыз:
correction-headline = { $number }-мақаланың атауы өзгертілді
changed-meanwhile = Сіз түзетіп жатқанда мақала өзгертілді. { $entry }
log-entry = { $when }, { $who }: { $what }
log-somebody = редакторлардың бірі
log-source-itself = дереккөздің өзі
log-none = жоқ
log-text = мәтіні жаңарды
log-headline = атауы жаңарды, бұрынғысы: «{ $former }»
log-topics = тақырыптары өзгерді, бұрынғысы: { $former }
log-date = күні өзгерді
log-source = дереккөзі өзгерді, бұрынғысы: { $former }
log-sentences = қысқаша мазмұнының сөйлемдері өзгерді
log-retracted = мақала алып тасталды
log-restored = мақала қайтарылды
button-edit-headline = Атауы
button-edit-text = Мәтіні
button-former-headline = Бұрынғы атауы
