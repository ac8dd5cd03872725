// A table of the first schema about people who were erased.
let retentionTables = """
    -- Digests of phones that asked for no more texts and were erased since: a list of the office that still names one
    -- must not begin anew.
    CREATE TABLE keptOut (digest TEXT PRIMARY KEY NOT NULL, since TEXT NOT NULL) STRICT;
    """
