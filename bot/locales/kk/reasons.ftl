# Why a story stands where it stands.

reason-chosen = Дайджеске кіру себебі: { $reasons }
reason-sources = { $sources } дереккөз
reason-independent = { $sources } тәуелсіз дереккөз
reason-topic = сіз таңдаған тақырып: { $topics }
reason-topics = сіз таңдаған тақырыптар: { $topics }
reason-follow = сіз қадағалайтын сөз: { $words }
