# An edition that its chat's owner sees before it goes.

proof-goes-unless = «{ $title }» чатының шығарылымы алдын ала көрсетілді. Тоқтатпасаңыз, { $time } кезінде шығады.
proof-goes-if = «{ $title }» чатының шығарылымы алдын ала көрсетілді. «Жариялау» түймесін бассаңыз ғана { $time } кезінде шығады.
proof-goes-surely = «{ $title }» чатының шығарылымы { $time } кезінде шығады.
proof-published = «{ $title }» чатының шығарылымы жарияланды.
proof-late = «{ $title }» чатындағы бұл шығарылымның уақыты өтіп кетті. Жаңалықтар келесісіне кіреді.
proof-left = «{ $title }» чатының { $time } шығарылымы шықпайды. Жаңалықтар келесісіне кіреді.
button-proof-publish = Жариялау
button-proof-skip = Өткізіп жіберу
button-proof-drop = Жаңалықты алу
button-proof-restore = Бәрін қайтару
button-proof = { $time } шығарылымы
