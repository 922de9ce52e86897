# A message of the newsroom to all readers.

broadcast-title = Оқырмандарға хабар
broadcast-ask = Хабардың мәтінін жазыңыз, қаріпті белгілеп, сілтеме қосуға болады. Оны ботпен жеке жазысатындардың бәрі алады, тек дайджестті тоқтата тұрғандарға бармайды. Хабардың қалай көрінетінін алдымен өзіңіз көресіз.
broadcast-readers = { $count ->
    [0] Оқырмандар хабарды осылай көрер еді, бірақ қазір оны алатын ешкім жоқ.
   *[other] Хабарды { $count } оқырман осылай көреді.
}
broadcast-how = Қазір түн болып тұрған жерде ол дыбыссыз келеді. Бір тәулікте жетпегені қайта жіберілмейді.
broadcast-too-long = Бұл Telegram-ның бір хабарына сыймайды: онда ең көбі { $limit } таңба және { $marks } белгілеу болады. Мәтінді қысқартып, қайта жіберіңіз.
broadcast-dropped = Бұл хабар жіберілген жоқ.
broadcast-gone = Бұл хабар енді жоқ.
broadcast-sent = Жеткені: { $count }
broadcast-waiting = Кезекте тұрғаны: { $count }
broadcast-refused = Жетпегені: { $count }
broadcast-left = Жіберілмегені: { $count }
broadcast-goes = Хабар жіберіліп жатыр.
broadcast-ended = Жіберу аяқталды.
broadcast-stopped = Жіберу тоқтатылды.
progress-live = Бұл хабар өзі жаңарып тұрады.
button-broadcast = Оқырмандарға хабар
button-broadcast-new = Басқасын жазу
button-broadcast-send = Жіберу
button-broadcast-look = Жіберу барысы
button-broadcast-stop = Тоқтату
