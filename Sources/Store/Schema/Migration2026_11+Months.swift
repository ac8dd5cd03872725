// Tables of the first schema about months: what was frozen, and what people wrote beside the figures.
// A month is TEXT YYYY-MM.
let monthTables = """
    -- Who froze the figures of a month, and when. Editions count from 1; the last one is in force.
    CREATE TABLE monthClosing (
        month TEXT NOT NULL, edition INTEGER NOT NULL CHECK (edition >= 1), closedAt TEXT NOT NULL,
        person TEXT NOT NULL,
        PRIMARY KEY (month, edition)
    ) STRICT;
    -- The figures of a school as they were then, in JSON. version: of its shape.
    CREATE TABLE monthFigures (
        month TEXT NOT NULL, edition INTEGER NOT NULL, codMod TEXT NOT NULL, anexo INTEGER NOT NULL,
        version INTEGER NOT NULL, figures TEXT NOT NULL,
        PRIMARY KEY (month, edition, codMod, anexo),
        FOREIGN KEY (month, edition) REFERENCES monthClosing, FOREIGN KEY (codMod, anexo) REFERENCES school
    ) STRICT;
    -- One text of thanks per phone, school and month.
    CREATE TABLE monthThanks (
        month TEXT NOT NULL, codMod TEXT NOT NULL, anexo INTEGER NOT NULL, phone TEXT NOT NULL,
        outboundMessage INTEGER NOT NULL REFERENCES outboundMessage,
        PRIMARY KEY (month, codMod, anexo, phone)
    ) STRICT;
    -- A line that a month is to be read with; one per month and place.
    CREATE TABLE monthContext (
        id INTEGER PRIMARY KEY AUTOINCREMENT, month TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('school', 'cluster', 'district', 'office')),
        codMod TEXT, anexo INTEGER, area TEXT, text TEXT NOT NULL,
        CHECK ((scope = 'school') = (codMod IS NOT NULL AND anexo IS NOT NULL)),
        CHECK ((scope IN ('cluster', 'district')) = (area IS NOT NULL)),
        FOREIGN KEY (codMod, anexo) REFERENCES school
    ) STRICT;
    CREATE UNIQUE INDEX monthContextPlace
        ON monthContext (month, scope, coalesce(codMod, ''), coalesce(anexo, 0), coalesce(area, ''));
    -- What the meeting of a school, or of all services of one building, agreed on over the page of a month.
    CREATE TABLE agreement (
        id INTEGER PRIMARY KEY AUTOINCREMENT, codMod TEXT, anexo INTEGER, codLocal TEXT, month TEXT NOT NULL,
        text TEXT NOT NULL, who TEXT, untilDay TEXT,
        state TEXT NOT NULL CHECK (state IN ('open', 'done', 'notDone')), settledOn TEXT, enteredAt TEXT NOT NULL,
        CHECK ((codMod IS NULL) = (anexo IS NULL)), CHECK ((codMod IS NULL) <> (codLocal IS NULL)),
        CHECK ((state = 'open') = (settledOn IS NULL)),
        FOREIGN KEY (codMod, anexo) REFERENCES school
    ) STRICT;
    CREATE INDEX agreementByMonth ON agreement (month);
    CREATE INDEX agreementOpen ON agreement (month) WHERE state = 'open';
    CREATE INDEX agreementBySettling ON agreement (settledOn) WHERE settledOn IS NOT NULL;
    """
