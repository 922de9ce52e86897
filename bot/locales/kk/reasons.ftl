# Why a story stands where it stands.

reason-chosen = Дайджестке кіру себебі: { $reasons }
reason-sources = { $sources } дереккөз
reason-independent = { $sources } тәуелсіз дереккөз
reason-topic = сіз таңдаған тақырып: { $topics }
reason-topics = сіз таңдаған тақырыптар: { $topics }
reason-placed = редакция таңдауы
reason-follow = сіз қадағалайтын сөз: { $words }
# Why a story counts as important, as a list behind one word.
reason-values = маңызды: { $values }
value-power = билік
value-court = сот
value-harm = адам өмірі
value-work = жұмыс пен бюджет
value-science = медицина мен ғарыш
value-life = күнделікті тұрмыс
