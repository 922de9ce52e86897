# An edition that its chat's owner sees before it goes.

proof-goes-unless = «{ $title }» чатына шығатын дайджесттің алдын ала нұсқасы. Тоқтатпасаңыз, сағат { $time } шығады.
proof-goes-if = «{ $title }» чатына шығатын дайджесттің алдын ала нұсқасы. Өзіңіз жарияласаңыз ғана шығады.
proof-goes-now = «{ $title }» чатының шығарылымы жарияланып жатыр.
proof-goes-surely = «{ $title }» чатының шығарылымы сағат { $time } шығады.
proof-published = «{ $title }» чатының шығарылымы жарияланды.
proof-late = «{ $title }» чатындағы бұл шығарылымның уақыты өтіп кетті. Жаңалықтар келесісіне кіреді.
proof-left = «{ $title }» чатына сағат { $time } шығарылым шықпайды. Жаңалықтар келесісіне кіреді.
button-proof-now = Қазір жариялау
button-proof-publish = Сағат { $time } жариялау
button-proof-skip = Өткізіп жіберу
button-proof-drop = Жаңалықты алу
button-proof-restore = Бәрін қайтару
button-proof = { $time } шығарылымы
proof-ask-time = Қай уақытта шығарайық? Мысалы, 10:30 деп жазыңыз. Ең кеш мерзімі: { $until }.
proof-time-wrong = Бұл уақыт келмейді: ол өтіп кеткен, түсініксіз немесе ол кезде шығарылым ескіреді.
button-proof-other-time = Басқа уақытта
