# An edition that its chat's owner sees before it goes.

proof-goes-unless = «{ $title }» чатының шығарылымы алдын ала көрсетілді. Тоқтатпасаңыз, шығатын уақыты — { $time }.
proof-goes-if = «{ $title }» чатының шығарылымы алдын ала көрсетілді. «Жариялау» түймесін бассаңыз ғана шығады, уақыты — { $time }.
proof-goes-surely = «{ $title }» чатының шығарылымы шығады, уақыты — { $time }.
proof-published = «{ $title }» чатының шығарылымы жарияланды.
proof-late = «{ $title }» чатындағы бұл шығарылымның уақыты өтіп кетті. Жаңалықтар келесісіне кіреді.
proof-left = «{ $title }» чатының { $time } уақытындағы шығарылымы шықпайды. Жаңалықтар келесісіне кіреді.
button-proof-publish = Жариялау
button-proof-skip = Өткізіп жіберу
button-proof-drop = Жаңалықты алу
button-proof-restore = Бәрін қайтару
button-proof = { $time } шығарылымы
