// Tables of the first schema about the days on which schools are asked.
let reportingDayTables = """
    -- The reporting day of an area from a Monday on, until its next row begins. Without a day the wider area's holds.
    CREATE TABLE reportingDay (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scope TEXT NOT NULL CHECK (scope IN ('school', 'cluster', 'district')),
        codMod TEXT, anexo INTEGER, area TEXT,
        validFrom TEXT NOT NULL CHECK (strftime('%w', validFrom) = '1'),
        day TEXT CHECK (day IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')),
        enteredAt TEXT NOT NULL,
        CHECK ((scope = 'school') = (codMod IS NOT NULL AND anexo IS NOT NULL)),
        CHECK ((scope IN ('cluster', 'district')) = (area IS NOT NULL)),
        FOREIGN KEY (codMod, anexo) REFERENCES school
    ) STRICT;
    CREATE UNIQUE INDEX reportingDayOfSchool ON reportingDay (codMod, anexo, validFrom) WHERE scope = 'school';
    CREATE UNIQUE INDEX reportingDayOfArea ON reportingDay (scope, area, validFrom) WHERE scope <> 'school';
    -- Every class day of an area is asked about. One that was taken back ends before its first day.
    CREATE TABLE baseline (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scope TEXT NOT NULL CHECK (scope IN ('school', 'cluster', 'district')),
        codMod TEXT, anexo INTEGER, area TEXT, first TEXT NOT NULL, last TEXT NOT NULL,
        enteredAt TEXT NOT NULL, endedAt TEXT,
        CHECK ((scope = 'school') = (codMod IS NOT NULL AND anexo IS NOT NULL)),
        CHECK ((scope IN ('cluster', 'district')) = (area IS NOT NULL)),
        FOREIGN KEY (codMod, anexo) REFERENCES school
    ) STRICT;
    -- What the second days of the schools are drawn with: without it nobody can tell them beforehand.
    CREATE TABLE drawing (id INTEGER PRIMARY KEY CHECK (id = 1), salt TEXT NOT NULL) STRICT;
    INSERT INTO drawing (id, salt) VALUES (1, lower(hex(randomblob(16))));
    """
