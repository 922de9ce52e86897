-- What calls to a model's server have cost. A call is counted before it is made.

CREATE TABLE model_usage (
    day INTEGER NOT NULL,               -- of UTC, since 1970
    purpose TEXT NOT NULL CHECK (purpose IN ('choice', 'vectors')),
    outcome TEXT NOT NULL,
    calls INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (day, purpose, outcome)
) STRICT, WITHOUT ROWID;
