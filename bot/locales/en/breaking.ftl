# Breaking news.

breaking-heading = Breaking
