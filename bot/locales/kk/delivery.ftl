# For owners of groups and channels, and for admins: what did not arrive, and why.

notice-untitled = атаусыз
notice-removed = «{ $title }» чаты: бот одан шығарылған, сондықтан шығарылымдар жіберілмейді. Кесте мен тақырыптар сақталды. Жалғастыру үшін ботты қайта қосыңыз.
notice-rights = «{ $title }» чаты: ботқа жазуға рұқсат жоқ, сондықтан шығарылымдар жіберілмейді. Кесте мен тақырыптар сақталды. Жалғастыру үшін ботқа жазу құқығын беріңіз.
notice-closed = «{ $title }» чаты: шығарылымдар келетін тақырып жабылған. Кесте сақталды, тақырып ашылғанда шығарылымдар жалғасады.
notice-deleted = «{ $title }» чаты: шығарылымдар келетін тақырып енді жоқ. Оларға басқа орын таңдаңыз.

alert-database-full = Дискіде орын қалмады: бот ештеңе сақтай алмайды. Орын босатыңыз, әрі қарай бот өзі жалғастырады.
alert-database-locked = Дерекқорды басқа бағдарлама ұстап тұр, бот күтіп жатыр. Қай бағдарлама екенін тексеріңіз.
alert-database-read-only = Дерекқорға жазу мүмкін емес. Файл мен қалтаның рұқсаттарын тексеріңіз.
alert-database-broken = Дерекқор оқылмайды немесе жазылмайды. Дискіні тексеріңіз, сақтық көшірме керек болуы мүмкін.
alert-clock-back = Сервердің сағаты кері жылжыды. Бот кезекті түзетті, ештеңе екі рет жіберілмейді. Сервердегі уақытты тексеріңіз.
alert-messages-failed = Telegram кейбір хабарларды қабылдамады. Қайсысы және неге екенін көру: /admin
alert-telegram-away = Telegram біраз уақыт жауап бермеді. Хабарлар сақталды, қазір жіберіліп жатыр.
alert-webhook-silent = Адамдардың хабарлары ботқа жетпей тұр: Telegram оларды вебхукке жеткізе алмай жатыр. Прокси мен оның сертификатын тексеріңіз.
alert-hook-away = HOOK_URL мекенжайындағы қабылдағыш оқиғаларды алмай тұр. Олар күтіп тұр, қабылдағыш жауап бергенде жіберіледі; оны тексеріңіз.
alert-hook-lost = HOOK_URL мекенжайындағы қабылдағыш бір оқиғаны үш күн бойы алмады, бот оны енді жібермейді. Оқиғаның нөмірі журналда.
alert-hook-gone = HOOK_URL мекенжайындағы қабылдағыш 410 деп жауап берді: ол енді ештеңе күтпейді, бот оған жазбайды. Жалғастыру үшін ботты қайта іске қосыңыз; тоқтату үшін HOOK_URL мәнін алып тастаңыз.

trouble-database-full = Дискіде орын жоқ
trouble-database-locked = Дерекқорды басқа бағдарлама ұстап тұр
trouble-database-read-only = Дерекқорға жазу мүмкін емес
trouble-database-broken = Дерекқор жұмыс істемейді
trouble-clock-back = Сағат кері жылжыды
trouble-messages-failed = Telegram хабарды қабылдамады
trouble-telegram-away = Telegram жауап бермейді
trouble-webhook-silent = Жаңартулар вебхукке жетпей тұр
trouble-hook-away = Оқиға қабылдағышы жауап бермейді
trouble-hook-lost = Оқиға жеткізілмеді
trouble-hook-gone = Қабылдағыш оқиғалардан бас тартты
spell-goes-on = { $what }: соңғы { $minutes } минутта тағы { $count } рет болды.
spell-over = { $what }: енді қалпына келген сияқты. Соңғы { $minutes } минутта қайталанған жоқ, барлығы { $count } рет болды.

week-calm = Апта тыныш өтті.
week-title = Апта қорытындысы.
week-editions = Шығарылымдар: { $count }.
week-undelivered = { $count ->
    [0] Барлық хабар жеткізілді.
   *[other] { $count } хабар жеткізілмеді.
}
week-backup = Соңғы сақтық көшірме { $count } сағат бұрын жасалды.
week-backup-missing = Күнделікті сақтық көшірме әлі жоқ. Журналды қараңыз.
week-no-backups = Күнделікті сақтық көшірме жасалмайды: оған арналған қалтаны BACKUP_DIR баптауында көрсетіңіз.
silence-told = Бір тәулікте бірде-бір мақала келмеді.
silence-none = Ботта таспа да, арна да жоқ: оларды /feeds командасымен қосыңыз.
silence-failing = Жауап бермейтін таспалар: { $count }, барлығы { $feeds }. Толығырақ: /feeds
silence-quiet = Дереккөздер жауап береді, бірақ оларда жаңа ештеңе жоқ.
silence-over = Мақалалар қайтадан келе бастады.

admin-title = Ботты басқару
admin-waiting = { $count ->
    [0] Кезек бос.
   *[other] Кезекте { $count } хабар күтіп тұр.
}
model-today = Бүгін модельге сұрау: { $calls }, шегі { $most }; токен: { $tokens }, шегі { $limit }.
model-waiting = Модель таңдауын күтіп тұрған жаңалық: { $count }.
model-troubles = Бүгін сәтсіз болғаны: { $troubles }.
model-trouble = { $why } ({ $count })
model-rests = Модель серверіне әзірге сұрау жіберілмейді: { $why }. Келесі әрекет { $minutes } минуттан кейін.
model-why-unreachable = байланыс жоқ
model-why-slow = уақытында жауап бермеді
model-why-failing = сервердегі қате
model-why-limited = күте тұруды сұрайды
model-why-no-money = қаражат таусылды
model-why-not-let-in = кілт, модель аты не мекенжай сәйкес келмеді
model-why-not-taken = сұрақты қабылдамады
model-why-unreadable = жауап оқылмайды
model-why-not-json = жауап қалыпқа сай емес
model-why-not-offered = ұсынылмағанды таңдады
model-why-unknown = үзілді не әлі жүріп жатыр
button-admin = Басқару
button-failures = Жеткізілмеген: { $count }
button-newest = Басына
button-send-all-again = Бәрін қайта жіберу
refusal-not-admin = Мұны тек бот әкімшісі жасай алады.
failures-title = Жеткізілмеген хабарлар
failures-none = Бәрі жеткізілді.
failures-how = Қайта жіберу үшін нөмірін басыңыз.
failures-gone = Қайта жіберетін ештеңе жоқ: бұл хабар тізімде енді жоқ немесе оның уақыты өтіп кеткен.
failures-reader = оқырман { $id }
failures-sent-again = { $count } хабар қайта жіберіліп жатыр.
cause-unknown = Байланыс үзілді, жеткен-жетпегені белгісіз
cause-markup = Telegram белгілеуді түсінбеді
cause-long = Хабар тым ұзын
cause-empty = Хабарда мәтін жоқ
cause-gone = Түзетілетін хабар енді жоқ
cause-rights = Боттың чаттағы құқықтары жеткіліксіз
cause-other = Telegram хабарды қабылдамады
