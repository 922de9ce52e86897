# Several files at once, for editors.

uploads-title = Файл саны: { $count }
uploads-draft = Қосуға болады: { $count }
uploads-added = Қосылды: { $count }
uploads-archived = Мұрағатқа қосылды: { $count }
uploads-old = Шыққанына үш күннен асқаны: { $count }. Олар дайджестке өз күнімен кіреді, мұрағаттан іздеп табуға болады.
uploads-known = Бұрыннан бар: { $count }
uploads-retracted = Бұрын болған, алып тасталған: { $count }. Қайтару үшін: /article және нөмірі.
uploads-dropped = Қосылмады: { $count }
uploads-more = тағы { $count } файл
uploads-reading = Қалғандары оқылып жатыр…
uploads-gone = Бұл тізім ескірген. Қосылғандары /articles тізімінде, қалғанын қайта жіберіңіз.
button-add-all = { $count } мақаланы қосу
button-digest-all = Бәрі дайджестке ({ $count })
button-archive-old = Ескі { $count } мақала мұрағатқа
