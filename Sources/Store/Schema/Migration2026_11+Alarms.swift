// Table of the first schema about what a person must see to.
let alarmTables = """
    -- What a person must see to, until it is over. modem: '' for one that is about no modem.
    CREATE TABLE alarm (
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, modem TEXT NOT NULL, since TEXT NOT NULL,
        words TEXT NOT NULL, remedy TEXT NOT NULL, raisedAt TEXT NOT NULL, clearedAt TEXT
    ) STRICT;
    CREATE UNIQUE INDEX alarmOpen ON alarm (key, modem) WHERE clearedAt IS NULL;
    """
