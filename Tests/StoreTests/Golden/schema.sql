CREATE TRIGGER clockMarkByArrival AFTER INSERT ON inboundPart
    BEGIN UPDATE clockMark SET ours = max(ours, NEW.receivedAt); END;
CREATE TRIGGER clockMarkByQueue AFTER INSERT ON outboundMessage
    BEGIN UPDATE clockMark SET ours = max(ours, NEW.createdAt); END;
CREATE TRIGGER clockMarkBySubmit AFTER INSERT ON outboundPart
    BEGIN UPDATE clockMark SET ours = max(ours, NEW.submittedAt); END;
CREATE TRIGGER planningByAnswer AFTER DELETE ON openQuestion WHEN OLD.kind = 'overEnrolment'
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByAssignment AFTER INSERT ON assignment
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByAssignmentChange AFTER UPDATE ON assignment
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByBaseline AFTER INSERT ON baseline
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByBaselineChange AFTER UPDATE ON baseline
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByClosure AFTER INSERT ON closure
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByClosureChange AFTER UPDATE ON closure
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByEnrolment AFTER INSERT ON enrolment
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByHold AFTER INSERT ON hold
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByHoldChange AFTER UPDATE ON hold
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByOtherQuestion BEFORE INSERT ON openQuestion
    WHEN EXISTS (SELECT 1 FROM openQuestion WHERE phone = NEW.phone AND kind = 'overEnrolment')
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByReporter AFTER INSERT ON reporter
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByReporterChange AFTER UPDATE OF role, status, language, ugel ON reporter
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByReporterEnd AFTER DELETE ON reporter
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByReportingDay AFTER INSERT ON reportingDay
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByReportingDayEnd AFTER DELETE ON reportingDay
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningBySchool AFTER INSERT ON school
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningBySchoolChange AFTER UPDATE ON school
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TRIGGER planningByVoidReport AFTER UPDATE OF state ON report WHEN NEW.state = 'void'
    BEGIN UPDATE planning SET version = version + 1; END;
CREATE TABLE absence (
    id INTEGER PRIMARY KEY AUTOINCREMENT, codMod TEXT NOT NULL, anexo INTEGER NOT NULL, day TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN
        ('justified', 'unjustified', 'leave', 'permission', 'late', 'strike')),
    teachers INTEGER NOT NULL CHECK (teachers >= 1),
    state TEXT NOT NULL CHECK (state IN ('current', 'superseded')),
    isTraining INTEGER NOT NULL CHECK (isTraining IN (0, 1)), phone TEXT,
    inboundMessage INTEGER REFERENCES inboundMessage, receivedAt TEXT NOT NULL,
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY AUTOINCREMENT, codMod TEXT, anexo INTEGER, codLocal TEXT, month TEXT NOT NULL,
    text TEXT NOT NULL, who TEXT, untilDay TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'notDone')), settledOn TEXT, enteredAt TEXT NOT NULL,
    CHECK ((codMod IS NULL) = (anexo IS NULL)), CHECK ((codMod IS NULL) <> (codLocal IS NULL)),
    CHECK ((state = 'open') = (settledOn IS NULL)),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE alarm (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, modem TEXT NOT NULL, since TEXT NOT NULL,
    words TEXT NOT NULL, remedy TEXT NOT NULL, raisedAt TEXT NOT NULL, clearedAt TEXT
) STRICT;
CREATE TABLE answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, codMod TEXT NOT NULL, anexo INTEGER NOT NULL,
    question TEXT NOT NULL, period TEXT NOT NULL,
    stream TEXT NOT NULL CHECK (stream IN ('school', 'community')),
    value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 999),
    state TEXT NOT NULL CHECK (state IN ('current', 'superseded')),
    isTraining INTEGER NOT NULL CHECK (isTraining IN (0, 1)), phone TEXT,
    inboundMessage INTEGER REFERENCES inboundMessage, receivedAt TEXT NOT NULL,
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE assignment (
    phone TEXT NOT NULL REFERENCES reporter, codMod TEXT NOT NULL, anexo INTEGER NOT NULL,
    letter TEXT, validFrom TEXT NOT NULL, validTo TEXT,
    PRIMARY KEY (phone, codMod, anexo, validFrom),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
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
CREATE TABLE backup (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('main', 'stick', 'named')), path TEXT NOT NULL,
    octets INTEGER CHECK (octets > 0), failure TEXT, CHECK ((octets IS NULL) = (failure IS NOT NULL))
) STRICT;
CREATE TABLE balance (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sim TEXT NOT NULL, modem TEXT NOT NULL,
    amount REAL NOT NULL, askedAt TEXT NOT NULL
) STRICT;
CREATE TABLE baseline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope TEXT NOT NULL CHECK (scope IN ('school', 'cluster', 'district')),
    codMod TEXT, anexo INTEGER, area TEXT, first TEXT NOT NULL, last TEXT NOT NULL,
    enteredAt TEXT NOT NULL, endedAt TEXT,
    CHECK ((scope = 'school') = (codMod IS NOT NULL AND anexo IS NOT NULL)),
    CHECK ((scope IN ('cluster', 'district')) = (area IS NOT NULL)),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE clockMark (
    id INTEGER PRIMARY KEY CHECK (id = 1), ours TEXT NOT NULL, witnessed TEXT NOT NULL,
    ignoredLead REAL NOT NULL CHECK (ignoredLead >= 0)
) STRICT;
CREATE TABLE closure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope TEXT NOT NULL CHECK (scope IN ('school', 'cluster', 'district', 'office')),
    codMod TEXT, anexo INTEGER, area TEXT, first TEXT NOT NULL, last TEXT NOT NULL,
    -- feast: of a local holiday its own day, which is not always the one on which it is observed.
    kind TEXT NOT NULL CHECK (kind IN ('closure', 'localHoliday')), feast TEXT,
    reason TEXT NOT NULL, enteredBy TEXT NOT NULL, enteredAt TEXT NOT NULL, endedAt TEXT,
    CHECK ((kind = 'localHoliday') = (feast IS NOT NULL)),
    CHECK ((scope = 'school') = (codMod IS NOT NULL AND anexo IS NOT NULL)),
    CHECK ((scope IN ('cluster', 'district')) = (area IS NOT NULL)),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE deliveryReport (
    id INTEGER PRIMARY KEY AUTOINCREMENT, inboundPart INTEGER UNIQUE REFERENCES inboundPart,
    sim TEXT NOT NULL, messageReference INTEGER NOT NULL, recipient TEXT NOT NULL,
    recipientTail TEXT NOT NULL, status INTEGER NOT NULL,
    category TEXT NOT NULL CHECK (category IN
        ('completed', 'stillTrying', 'permanentError', 'givenUp')),
    dischargedAt TEXT, receivedAt TEXT NOT NULL, message INTEGER, sequence INTEGER,
    CHECK ((message IS NULL) = (sequence IS NULL)),
    FOREIGN KEY (message, sequence) REFERENCES outboundPart
) STRICT;
CREATE TABLE drawing (id INTEGER PRIMARY KEY CHECK (id = 1), salt TEXT NOT NULL) STRICT;
CREATE TABLE enrolment (
    codMod TEXT NOT NULL, anexo INTEGER NOT NULL, validFrom TEXT NOT NULL,
    boys INTEGER CHECK (boys >= 0), girls INTEGER CHECK (girls >= 0),
    teachers INTEGER CHECK (teachers >= 0),
    PRIMARY KEY (codMod, anexo, validFrom),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE enrolmentProposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, codMod TEXT NOT NULL, anexo INTEGER NOT NULL,
    boys INTEGER CHECK (boys >= 0), girls INTEGER CHECK (girls >= 0), teachers INTEGER CHECK (teachers >= 0),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'superseded')),
    phone TEXT NOT NULL, inboundMessage INTEGER REFERENCES inboundMessage, receivedAt TEXT NOT NULL,
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE hold (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope TEXT NOT NULL CHECK (scope IN ('school', 'cluster', 'district', 'office')),
    codMod TEXT, anexo INTEGER, area TEXT, first TEXT NOT NULL, last TEXT, note TEXT NOT NULL,
    phone TEXT, enteredBy TEXT NOT NULL, enteredAt TEXT NOT NULL, endedAt TEXT,
    CHECK ((scope = 'school') = (codMod IS NOT NULL AND anexo IS NOT NULL)),
    CHECK ((scope IN ('cluster', 'district')) = (area IS NOT NULL)),
    CHECK (phone IS NULL OR scope = 'school'),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE inboundMessage (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sender TEXT NOT NULL, phone TEXT, body TEXT NOT NULL,
    serviceCentreTime TEXT, receivedAt TEXT NOT NULL, settledAt TEXT NOT NULL,
    -- What it is beyond its words: a text, or what no person wrote.
    kind TEXT NOT NULL CHECK (kind IN ('text', 'flash', 'simText', 'replacing', 'reservedCoding',
        'silent', 'simCommand', 'deviceCommand', 'mmsNotice', 'wapPush', 'applicationData',
        'messageWaiting', 'nothingWaiting', 'returnCall', 'data')),
    reading TEXT NOT NULL, codMod TEXT, anexo INTEGER, silence TEXT,
    tellsUnregistered INTEGER NOT NULL DEFAULT 0 CHECK (tellsUnregistered IN (0, 1)),
    missingParts TEXT NOT NULL DEFAULT '',
    -- When a part came that it had been settled without.
    completedAt TEXT,
    isUnread INTEGER NOT NULL CHECK (isUnread IN (0, 1)),
    -- The text that went on from what we asked back about this one.
    wentOnIn INTEGER REFERENCES inboundMessage
) STRICT;
CREATE TABLE inboundPart (
    id INTEGER PRIMARY KEY AUTOINCREMENT, pdu TEXT NOT NULL, partKey TEXT NOT NULL,
    modem TEXT NOT NULL, sim TEXT NOT NULL, memory TEXT, slot INTEGER,
    receivedAt TEXT NOT NULL, deletedAt TEXT,
    content TEXT NOT NULL CHECK (content IN ('part', 'statusReport', 'undecodable')),
    duplicateOf INTEGER REFERENCES inboundPart, reason TEXT, sender TEXT, phone TEXT,
    serviceCentreTime TEXT,
    forbidsAutomaticReply INTEGER NOT NULL DEFAULT 0 CHECK (forbidsAutomaticReply IN (0, 1)),
    reference INTEGER, total INTEGER, sequence INTEGER, bits INTEGER,
    -- Digests: of sender, service centre time and user data, which a network's repetition has in
    -- common with the first; of the user data alone, for parts that are sent again.
    textKey TEXT, bodyKey TEXT,
    inboundMessage INTEGER REFERENCES inboundMessage,
    -- Nobody of the office has looked at what could not be decoded.
    isUnread INTEGER NOT NULL DEFAULT 0 CHECK (isUnread IN (0, 1)),
    CHECK ((memory IS NULL) = (slot IS NULL)),
    CHECK ((content = 'undecodable') = (reason IS NOT NULL)),
    CHECK ((content = 'part') = (sender IS NOT NULL)),
    CHECK (content = 'undecodable' OR isUnread = 0),
    CHECK (inboundMessage IS NULL OR (content = 'part' AND duplicateOf IS NULL))
) STRICT;
CREATE TABLE keptOut (digest TEXT PRIMARY KEY NOT NULL, since TEXT NOT NULL) STRICT;
CREATE TABLE missedCall (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, phone TEXT, modem TEXT NOT NULL,
    sim TEXT NOT NULL, receivedAt TEXT NOT NULL, lastAt TEXT NOT NULL,
    rings INTEGER NOT NULL CHECK (rings >= 1),
    -- The text that was sent to it: what to report.
    answer INTEGER REFERENCES outboundMessage,
    CHECK (phone IS NULL OR number IS NOT NULL)
) STRICT;
CREATE TABLE modemStatus (
    name TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL, detail TEXT, device TEXT, imei TEXT,
    iccid TEXT, model TEXT, operatorName TEXT, registration TEXT, rssi INTEGER,
    signalDBm INTEGER, lastSweepAt TEXT, seenAt TEXT NOT NULL
) STRICT;
CREATE TABLE monthClosing (
    month TEXT NOT NULL, edition INTEGER NOT NULL CHECK (edition >= 1), closedAt TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (month, edition)
) STRICT;
CREATE TABLE monthContext (
    id INTEGER PRIMARY KEY AUTOINCREMENT, month TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('school', 'cluster', 'district', 'office')),
    codMod TEXT, anexo INTEGER, area TEXT, text TEXT NOT NULL,
    CHECK ((scope = 'school') = (codMod IS NOT NULL AND anexo IS NOT NULL)),
    CHECK ((scope IN ('cluster', 'district')) = (area IS NOT NULL)),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE monthFigures (
    month TEXT NOT NULL, edition INTEGER NOT NULL, codMod TEXT NOT NULL, anexo INTEGER NOT NULL,
    version INTEGER NOT NULL, figures TEXT NOT NULL,
    PRIMARY KEY (month, edition, codMod, anexo),
    FOREIGN KEY (month, edition) REFERENCES monthClosing, FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE monthThanks (
    month TEXT NOT NULL, codMod TEXT NOT NULL, anexo INTEGER NOT NULL, phone TEXT NOT NULL,
    outboundMessage INTEGER NOT NULL REFERENCES outboundMessage,
    PRIMARY KEY (month, codMod, anexo, phone)
) STRICT;
CREATE TABLE openQuestion (
    phone TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('missingPart', 'whichSchool', 'overEnrolment', 'totalOrBoys',
        'whoWrites', 'meantCode', 'extraAnswer', 'classOrNot')),
    codMod TEXT, anexo INTEGER, day TEXT NOT NULL, boys INTEGER, girls INTEGER, teachers INTEGER,
    isTraining INTEGER NOT NULL CHECK (isTraining IN (0, 1)), askedAt TEXT NOT NULL,
    -- The text that we asked back about, and what waits for the answer: of two questions in a row that of the first.
    inboundMessage INTEGER REFERENCES inboundMessage, said TEXT
) STRICT;
CREATE TABLE outboundMessage (
    id INTEGER PRIMARY KEY AUTOINCREMENT, recipient TEXT NOT NULL, text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'office', 'alarm', 'question', 'reminder')),
    -- 0 leaves first: reply, office, alarm, question, reminder.
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 4),
    state TEXT NOT NULL CHECK (state IN ('queued', 'held', 'submitting', 'sent', 'delivered',
        'failed', 'unknown', 'expired', 'withdrawn')),
    reason TEXT, dueAt TEXT NOT NULL, expiresAt TEXT, attempts INTEGER NOT NULL DEFAULT 0,
    inReplyTo INTEGER REFERENCES inboundMessage,
    -- 1: the answer to a text that a late part completed.
    isSecondReply INTEGER NOT NULL DEFAULT 0 CHECK (isSecondReply IN (0, 1)),
    -- The text that a person of the office answers with it, as often as they like.
    officeReplyTo INTEGER REFERENCES inboundMessage,
    -- The alarm that it tells of, and whether of its end.
    alarm INTEGER REFERENCES alarm, alarmIsOver INTEGER NOT NULL DEFAULT 0 CHECK (alarmIsOver IN (0, 1)),
    -- The text of unknown outcome that this one repeats: once at most.
    resendOf INTEGER UNIQUE REFERENCES outboundMessage,
    step TEXT CHECK (step IN ('question', 'reminder1', 'reminder2', 'silentList', 'weeklySummary',
        'extra')),
    -- The extra question that it asks.
    question TEXT,
    stepDay TEXT, codMod TEXT, anexo INTEGER, ordinal INTEGER NOT NULL DEFAULT 0,
    -- The schools it is about: codMod-anexo, with commas between.
    schools TEXT NOT NULL,
    createdAt TEXT NOT NULL, sentAt TEXT, partsTotal INTEGER NOT NULL DEFAULT 0,
    CHECK (NOT isSecondReply OR inReplyTo IS NOT NULL),
    CHECK (officeReplyTo IS NULL OR kind = 'office'),
    CHECK ((alarm IS NOT NULL) = (kind = 'alarm')),
    CHECK (NOT alarmIsOver OR alarm IS NOT NULL),
    CHECK ((step IS NULL) = (stepDay IS NULL)),
    CHECK ((step IS 'extra') = (question IS NOT NULL)),
    CHECK ((codMod IS NULL) = (anexo IS NULL)),
    CHECK ((step IN ('reminder1', 'reminder2')) IS TRUE = (codMod IS NOT NULL))
) STRICT;
CREATE TABLE outboundPart (
    message INTEGER NOT NULL REFERENCES outboundMessage,
    sequence INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 255),
    state TEXT NOT NULL CHECK (state IN
        ('submitting', 'sent', 'delivered', 'failed', 'refused', 'unknown')),
    reason TEXT, messageReference INTEGER CHECK (messageReference BETWEEN 0 AND 255),
    modem TEXT NOT NULL, sim TEXT NOT NULL, recipientTail TEXT NOT NULL,
    submittedAt TEXT NOT NULL, sentAt TEXT, deliveredAt TEXT, status INTEGER,
    PRIMARY KEY (message, sequence)
) STRICT;
CREATE TABLE pinAttempt (
    sim TEXT NOT NULL, pinDigest TEXT NOT NULL, attemptedAt TEXT NOT NULL, acceptedAt TEXT,
    -- The SIM said OK to it and was not open yet; how often it was entered since it last was.
    isTaken INTEGER NOT NULL DEFAULT 0 CHECK (isTaken IN (0, 1)),
    entries INTEGER NOT NULL DEFAULT 1 CHECK (entries >= 1),
    -- In which order attempts were made, whatever the clock said.
    turn INTEGER NOT NULL,
    PRIMARY KEY (sim, pinDigest)
) STRICT;
CREATE TABLE planning (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT;
CREATE TABLE report (
    id INTEGER PRIMARY KEY AUTOINCREMENT, codMod TEXT NOT NULL, anexo INTEGER NOT NULL,
    day TEXT NOT NULL,
    stream TEXT NOT NULL CHECK (stream IN ('school', 'community')),
    state TEXT NOT NULL CHECK (state IN ('current', 'superseded', 'void')),
    source TEXT NOT NULL CHECK (source IN ('sms', 'office')),
    boys INTEGER CHECK (boys >= 0), girls INTEGER CHECK (girls >= 0),
    teachers INTEGER CHECK (teachers >= 0),
    heldClass INTEGER CHECK (heldClass IN (0, 1)),
    noClass INTEGER NOT NULL CHECK (noClass IN (0, 1)), noClassReason TEXT,
    isLate INTEGER NOT NULL CHECK (isLate IN (0, 1)),
    isTraining INTEGER NOT NULL CHECK (isTraining IN (0, 1)),
    marks TEXT NOT NULL, phone TEXT, inboundMessage INTEGER REFERENCES inboundMessage,
    -- The PDU that could not be decoded and that the office knew how to read.
    inboundPart INTEGER REFERENCES inboundPart,
    receivedAt TEXT NOT NULL, sentAt TEXT NOT NULL,
    CHECK (inboundMessage IS NULL OR inboundPart IS NULL),
    CHECK (inboundPart IS NULL OR source = 'office'),
    CHECK (heldClass IS NULL OR (stream = 'community' AND noClass = 0)),
    FOREIGN KEY (codMod, anexo) REFERENCES school
) STRICT;
CREATE TABLE reporter (
    phone TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN
        ('teacher', 'head', 'community', 'promoter', 'official', 'operator')),
    status TEXT NOT NULL CHECK (status IN ('active', 'pending', 'refused', 'optedOut', 'retired')),
    -- What BAJA replaced: ALTA leads back to this, so that it approves nobody.
    statusBefore TEXT CHECK (statusBefore IN ('active', 'pending', 'retired')),
    statusSince TEXT NOT NULL, language TEXT NOT NULL, ugel TEXT, appliedFor TEXT,
    lastHeardAt TEXT,
    CHECK ((status = 'optedOut') OR statusBefore IS NULL)
) STRICT;
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
CREATE TABLE school (
    codMod TEXT NOT NULL, anexo INTEGER NOT NULL, codLocal TEXT, name TEXT NOT NULL,
    level TEXT NOT NULL, district TEXT NOT NULL, ugel TEXT NOT NULL, community TEXT, cluster TEXT,
    teachingForm TEXT NOT NULL CHECK (teachingForm IN ('unidocente', 'multigrado', 'completo')),
    attendanceForm TEXT NOT NULL DEFAULT 'regular'
        CHECK (attendanceForm IN ('regular', 'alternancia', 'pronoei')),
    -- In the roster from a day on until before another.
    joinedOn TEXT NOT NULL DEFAULT '', retiredOn TEXT,
    PRIMARY KEY (codMod, anexo)
) STRICT;
CREATE TABLE simCard (sim TEXT PRIMARY KEY NOT NULL, firstSeenAt TEXT NOT NULL) STRICT;
CREATE TABLE topUp (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sim TEXT NOT NULL, modem TEXT NOT NULL,
    amount REAL CHECK (amount > 0), paidOn TEXT NOT NULL, enteredBy TEXT NOT NULL,
    enteredAt TEXT NOT NULL
) STRICT;
CREATE INDEX absenceByDay ON absence (day);
CREATE INDEX absenceByPhone ON absence (phone, day) WHERE state = 'current';
CREATE UNIQUE INDEX absenceCurrent ON absence (codMod, anexo, day, isTraining, reason) WHERE state = 'current';
CREATE INDEX agreementByMonth ON agreement (month);
CREATE INDEX agreementBySettling ON agreement (settledOn) WHERE settledOn IS NOT NULL;
CREATE INDEX agreementOpen ON agreement (month) WHERE state = 'open';
CREATE UNIQUE INDEX alarmOpen ON alarm (key, modem) WHERE clearedAt IS NULL;
CREATE INDEX answerByPeriod ON answer (period);
CREATE UNIQUE INDEX answerCurrent ON answer (codMod, anexo, question, period, stream, isTraining)
    WHERE state = 'current';
CREATE INDEX auditByPart ON audit (inboundPart) WHERE inboundPart IS NOT NULL;
CREATE INDEX auditByText ON audit (inboundMessage) WHERE inboundMessage IS NOT NULL;
CREATE INDEX balanceBySIM ON balance (sim, askedAt);
CREATE INDEX closureByEnd ON closure (last);
CREATE INDEX deliveryReportByPart ON deliveryReport (message, sequence) WHERE message IS NOT NULL;
CREATE INDEX deliveryReportByRecipient ON deliveryReport (sim, recipientTail, messageReference);
CREATE UNIQUE INDEX enrolmentProposalWaiting ON enrolmentProposal (codMod, anexo) WHERE state = 'waiting';
CREATE INDEX inboundMessageBefore ON inboundMessage (wentOnIn) WHERE wentOnIn IS NOT NULL;
CREATE INDEX inboundMessageByArrival ON inboundMessage (receivedAt);
CREATE INDEX inboundMessageByPhone ON inboundMessage (phone, receivedAt);
CREATE INDEX inboundPartByArrival ON inboundPart (receivedAt);
CREATE INDEX inboundPartByKey ON inboundPart (partKey, sim);
CREATE INDEX inboundPartByMessage ON inboundPart (inboundMessage) WHERE inboundMessage IS NOT NULL;
CREATE INDEX inboundPartByPlace ON inboundPart (sender, reference) WHERE reference IS NOT NULL;
CREATE INDEX inboundPartByText ON inboundPart (textKey) WHERE textKey IS NOT NULL;
CREATE INDEX inboundPartCopies ON inboundPart (duplicateOf) WHERE duplicateOf IS NOT NULL;
CREATE UNIQUE INDEX inboundPartOriginal ON inboundPart (partKey, sim) WHERE duplicateOf IS NULL;
CREATE INDEX inboundPartUndecodable ON inboundPart (receivedAt, id) WHERE content = 'undecodable';
CREATE INDEX inboundPartUnsettled ON inboundPart (receivedAt, id)
    WHERE inboundMessage IS NULL AND content = 'part' AND duplicateOf IS NULL;
CREATE INDEX missedCallByArrival ON missedCall (receivedAt);
CREATE INDEX missedCallByModem ON missedCall (modem, lastAt);
CREATE UNIQUE INDEX monthContextPlace
    ON monthContext (month, scope, coalesce(codMod, ''), coalesce(anexo, 0), coalesce(area, ''));
CREATE INDEX openQuestionBySchool ON openQuestion (codMod, anexo);
CREATE UNIQUE INDEX outboundAlarm ON outboundMessage (alarm, alarmIsOver) WHERE alarm IS NOT NULL;
CREATE INDEX outboundByCreation ON outboundMessage (createdAt);
CREATE INDEX outboundByRecipient ON outboundMessage (recipient, createdAt);
CREATE INDEX outboundByStepDay ON outboundMessage (stepDay) WHERE step IS NOT NULL;
CREATE INDEX outboundDue ON outboundMessage (dueAt) WHERE state = 'queued';
CREATE INDEX outboundExpiry ON outboundMessage (expiresAt) WHERE state IN ('queued', 'held');
CREATE UNIQUE INDEX outboundExtra ON outboundMessage (recipient, stepDay, question) WHERE step = 'extra';
CREATE UNIQUE INDEX outboundList ON outboundMessage (recipient, stepDay, step, ordinal)
    WHERE step IN ('silentList', 'weeklySummary');
CREATE INDEX outboundOfficeReply ON outboundMessage (officeReplyTo) WHERE officeReplyTo IS NOT NULL;
CREATE INDEX outboundOpen ON outboundMessage (state) WHERE state IN ('queued', 'held', 'submitting', 'unknown');
CREATE INDEX outboundPartByRecipient ON outboundPart (sim, recipientTail, submittedAt);
CREATE INDEX outboundPartBySending ON outboundPart (sentAt);
CREATE INDEX outboundPartBySubmit ON outboundPart (submittedAt);
CREATE UNIQUE INDEX outboundQuestion ON outboundMessage (recipient, stepDay, step)
    WHERE step = 'question';
CREATE INDEX outboundQueue ON outboundMessage (priority, dueAt, id) WHERE state = 'queued';
CREATE UNIQUE INDEX outboundReminder ON outboundMessage (recipient, codMod, anexo, stepDay, step)
    WHERE step IN ('reminder1', 'reminder2');
CREATE INDEX outboundReplies ON outboundMessage (createdAt) WHERE kind = 'reply';
CREATE UNIQUE INDEX outboundReply ON outboundMessage (inReplyTo, isSecondReply)
    WHERE inReplyTo IS NOT NULL;
CREATE UNIQUE INDEX reportAssigned ON report (inboundMessage)
    WHERE inboundMessage IS NOT NULL AND source = 'office' AND state <> 'void';
CREATE UNIQUE INDEX reportAssignedPart ON report (inboundPart)
    WHERE inboundPart IS NOT NULL AND state <> 'void';
CREATE INDEX reportByDay ON report (day);
CREATE INDEX reportByText ON report (inboundMessage) WHERE inboundMessage IS NOT NULL;
CREATE UNIQUE INDEX reportCurrent ON report (codMod, anexo, day, stream, isTraining)
    WHERE state = 'current';
CREATE UNIQUE INDEX reportingDayOfArea ON reportingDay (scope, area, validFrom) WHERE scope <> 'school';
CREATE UNIQUE INDEX reportingDayOfSchool ON reportingDay (codMod, anexo, validFrom) WHERE scope = 'school';
CREATE INDEX topUpBySIM ON topUp (sim, paidOn);
