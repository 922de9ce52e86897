# Breaking news.

breaking-heading = Шұғыл
