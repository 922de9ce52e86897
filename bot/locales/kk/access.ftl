# Who may use the bot; what its admins see of it.

access-invite = Бұл бот шақырумен жұмыс істейді. Бот әкімшісінен не редакторынан сілтеме сұрап, соны ашыңыз: ол бір рет кіргізеді.
access-group = Бұл бот шақырумен жұмыс істейді. Топты рұқсаты бар адам қосқанда ғана бот онда жауап береді.
editor-welcome = Енді сіз редакторсыз: мақала қосып, түзете аласыз. Қалай екені: /help

button-stats = Статистикасы
button-health = Боттың жағдайы
button-all-chats = Арналар мен топтар
button-editors = Редакторлар
button-banned = Бұғатталғандар

editors-title = Редакция құрамы
editors-how = Жаңа редактор шақыру сілтемесін ашқанда осында пайда болады.
staff-admin = әкімші { $name }
staff-editor = редакция мүшесі { $name }
button-dismiss = Шығару: { $name }
button-dismiss-yes = Иә, шығару
dismiss-ask = { $name } редакциядан шығарылсын ба? Құқықтары бірден жойылады, қосқан мақалалары қалады.
button-invite-editor = Редактор шақыру
button-invite-reader = Оқырман шақыру
invitation-editor = Бұл сілтемені болашақ редакторға жіберіңіз. Ол бір рет қана, { $days } күн ішінде жарайды.
invitation-reader = Бұл сілтемені шақырғыңыз келген адамға жіберіңіз. Ол бір рет қана, { $days } күн ішінде жарайды.

banned-title = Бұғатталғандар
banned-some = Бұл адамдарға бот жауап бермейді, ештеңе жібермейді.
banned-none = Қазір ешкім бұғатталмаған.
banned-how = Бұғаттау үшін /ban деп жазып, адамның нөмірін қосыңыз немесе одан қайта жіберілген хабарға /ban деп жауап беріңіз.
button-unban = Бұғаттан шығару: { $id }
ban-done = { $id } бұғатталды.
ban-already = { $id } бұрын бұғатталған.
ban-staff = { $id } — бот әкімшісі, оны бұғаттауға болмайды.
ban-nobody = Кімді бұғаттау керегі түсініксіз: Telegram бұл кімнің хабары екенін айтпайды. /ban деп жазып, нөмірін қосыңыз.
unban-done = { $id } бұғаттан шықты, дайджесті өзі қайта қоса алады.

stats-title = Боттың статистикасы
stats-readers = Оқырмандар: { $count }, дайджест алатыны: { $active }
stats-chats = Қосылған арналар мен топтар: { $count }
stats-today = Бүгінгі шығарылымдар: { $editions }, жеткен хабарлар: { $messages }
stats-articles = Мақалалар: { $count }, бүгін қосылғаны: { $today }
stats-feeds = Таспалар: { $count }, қате бергені: { $failing }
stats-size = Дерекқор көлемі: { $size }
size-megabytes = { $count } Мбайт
size-gigabytes = { $count } Гбайт

health-title = Боттың жағдайы
health-tick = Кесте { $at } кезінде тексерілді.
health-tick-late = Кесте соңғы рет { $at } кезінде тексерілген, содан бері көп уақыт өтті. Журналды қараңыз.
health-tick-none = Кесте іске қосылғалы әлі тексерілген жоқ.
health-worker-busy = Мәтін талдау: жұмыс істеп жатыр.
health-worker-ready = Мәтін талдау: дайын тұр.
health-worker-asleep = Мәтін талдау: демалып тұр, мәтін келгенде оянады.
health-disk = Дискідегі бос орын: { $free }.
health-disk-little = Дискіде орын аз қалды: { $free }. Орын босатыңыз.
