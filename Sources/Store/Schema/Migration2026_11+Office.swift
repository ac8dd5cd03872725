// Tables of the first schema about what people of the office did, and what a SIM costs them.
let officeTables = """
    -- What people of the office did by hand.
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person TEXT NOT NULL,
        deed TEXT NOT NULL CHECK (deed IN
            ('approve', 'refuse', 'enterReport', 'correctReport', 'voidReport', 'voidAbsences', 'topUp', 'acceptEnrolment',
            'refuseEnrolment', 'readText', 'assignText', 'replyText', 'ignoreText',
            'addClosure', 'endClosure', 'addHoliday', 'removeHoliday', 'hold', 'resume',
            'setReportingDay', 'unsetReportingDay', 'beginBaseline', 'endBaseline', 'closeMonth', 'writeContext',
            'addAgreement', 'settleAgreement', 'purge', 'erasePerson', 'exportPerson', 'restore')),
        phone TEXT, codMod TEXT, anexo INTEGER, day TEXT, report INTEGER REFERENCES report,
        -- What came in: a text, or a PDU that could not be decoded; and the text that it was answered with.
        inboundMessage INTEGER REFERENCES inboundMessage, inboundPart INTEGER REFERENCES inboundPart,
        outboundMessage INTEGER REFERENCES outboundMessage,
        closure INTEGER REFERENCES closure, hold INTEGER REFERENCES hold,
        note TEXT NOT NULL, CHECK ((codMod IS NULL) = (anexo IS NULL)),
        CHECK (inboundMessage IS NULL OR inboundPart IS NULL),
        CHECK ((deed IN ('readText', 'assignText', 'replyText', 'ignoreText'))
            = (inboundMessage IS NOT NULL OR inboundPart IS NOT NULL))
    ) STRICT;
    CREATE INDEX auditByText ON audit (inboundMessage) WHERE inboundMessage IS NOT NULL;
    CREATE INDEX auditByPart ON audit (inboundPart) WHERE inboundPart IS NOT NULL;
    -- What the office paid into a prepaid SIM, and what its carrier said is left.
    CREATE TABLE topUp (
        id INTEGER PRIMARY KEY AUTOINCREMENT, sim TEXT NOT NULL, modem TEXT NOT NULL,
        amount REAL CHECK (amount > 0), paidOn TEXT NOT NULL, enteredBy TEXT NOT NULL,
        enteredAt TEXT NOT NULL
    ) STRICT;
    CREATE INDEX topUpBySIM ON topUp (sim, paidOn);
    -- When a SIM was first seen: one that never sends dies all the same.
    CREATE TABLE simCard (sim TEXT PRIMARY KEY NOT NULL, firstSeenAt TEXT NOT NULL) STRICT;
    CREATE TABLE balance (
        id INTEGER PRIMARY KEY AUTOINCREMENT, sim TEXT NOT NULL, modem TEXT NOT NULL,
        amount REAL NOT NULL, askedAt TEXT NOT NULL
    ) STRICT;
    CREATE INDEX balanceBySIM ON balance (sim, askedAt);
    """
