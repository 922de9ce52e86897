-- What a person added or corrected is found by who it was, to show and to forget it.

CREATE INDEX articles_by_adder ON articles (added_by) WHERE added_by IS NOT NULL;
CREATE INDEX revisions_by_person ON revisions (person_id) WHERE person_id IS NOT NULL;
