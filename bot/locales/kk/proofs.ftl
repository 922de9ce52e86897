# An edition that its chat's owner sees before it goes.

proof-goes-unless = «{ $title }» чатының шығарылымы алдын ала көрсетілді. Тоқтатпасаңыз, шығатын уақыты — { $time }.
proof-goes-if = «{ $title }» чатының шығарылымы алдын ала көрсетілді. «{ $time } уақытында жариялау» түймесін бассаңыз ғана шығады.
proof-goes-surely = «{ $title }» чатының шығарылымы шығады, уақыты — { $time }.
proof-published = «{ $title }» чатының шығарылымы жарияланды.
proof-late = «{ $title }» чатындағы бұл шығарылымның уақыты өтіп кетті. Жаңалықтар келесісіне кіреді.
proof-left = «{ $title }» чатының { $time } уақытындағы шығарылымы шықпайды. Жаңалықтар келесісіне кіреді.
button-proof-publish = { $time } уақытында жариялау
button-proof-skip = Өткізіп жіберу
button-proof-drop = Жаңалықты алу
button-proof-restore = Бәрін қайтару
button-proof = { $time } шығарылымы
