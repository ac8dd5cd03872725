// A table of the first schema about copies of the database.
let keepingTables = """
    -- Copies that were made, and tries that failed, with why.
    CREATE TABLE backup (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
        place TEXT NOT NULL CHECK (place IN ('main', 'stick', 'named')), path TEXT NOT NULL,
        octets INTEGER CHECK (octets > 0), failure TEXT, CHECK ((octets IS NULL) = (failure IS NOT NULL))
    ) STRICT;
    """
