# Breaking news.

breaking-heading = Срочно
