# Арна немесе топ жазбалары қалай оқылады; әкімшілерге арналған статистика.

button-chat-week = Қалай оқиды
chat-week-title = Соңғы 7 күнде жазбалар қалай оқылды
chat-week-none = Соңғы 7 күнде шығарылым болған жоқ. Шыққан соң жаңалықтың қанша рет ашылғаны мен реакциялар осында көрінеді.
chat-week-editions = Шығарылымдар: { $count }
chat-week-taps = Жаңалық ашылды: { $count } рет
chat-week-reactions = Реакциялар: { $count }
chat-week-opened = Жиі ашылғандары
chat-week-posts = Шығарылымдар бойынша
chat-week-how = Жазбадағы жаңалық сілтемесі басылған сайын бір рет саналады. Бір адам екі рет басса, екі рет саналады. Кім басқанын бот жазып алмайды.
post-taps = { $count } рет ашылды
post-reactions = { $count } реакция

stats-week = 7 күн: { $days }
stats-before = Жақшада — оның алдындағы 7 күнде қанша болғаны.
stats-articles-week = Жаңа мақалалар: { $count } ({ $before })
stats-peak = Мақала ең көп қосылған күн: { $day }, { $count }
stats-languages = Тілдері: { $names }
stats-topics = Тақырыптар: { $names }
stats-sources = Дереккөздер: { $names }
stats-other-sources = тағы { $count } дереккөз: { $articles }
stats-new-readers = Жаңа оқырмандар: { $count } ({ $before })
stats-taps = Жаңалық сілтемелерін ашу: { $count } ({ $before })
stats-done = Жаңалық сақтағандар: { $saved }, жазылудан бас тартқандар: { $unsubscribed }, ботты бұғаттағандар: { $blocked }
stats-deliveries = Хабарлар: жеткені { $sent }, қабылданбағаны { $failed }, белгісізі { $unknown }, кешіккені { $late }, кезекте тұрғаны { $pending }
stats-picture = Суретте — күн сайынғы мақалалар, тақырыптар, дереккөздер, ашулар және жаңа оқырмандар. Сол сандар қасында сөзбен де берілген.
stats-no-picture = Бұл сандарды суреттен де көру үшін серверге newsdigest[charts] орнатыңыз.
stats-key-now = осы 7 күн
stats-key-before = 7 күн бұрын
stats-empty = әзірге ештеңе жоқ
stats-today-label = бүгін
stats-chart-articles = Жаңа мақалалар: { $count }
stats-chart-topics = Тақырыптар
stats-chart-sources = Дереккөздер
stats-chart-taps = Ашулар: { $count }
stats-chart-readers = Жаңа оқырмандар: { $count }
