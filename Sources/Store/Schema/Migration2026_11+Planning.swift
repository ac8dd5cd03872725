// A number in the first schema that tells the daemon when to plan anew.
let planningTables = """
    -- Goes up with whatever can make a step due, or due to somebody else: the roster, the days, closures and holds that
    -- end, a report that is void, a question that is answered. Not with reports that come and texts that leave, which
    -- only take steps away, and of which there are thousands in a morning.
    CREATE TABLE planning (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT;
    INSERT INTO planning (id, version) VALUES (1, 0);
    CREATE TRIGGER planningBySchool AFTER INSERT ON school
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningBySchoolChange AFTER UPDATE ON school
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByEnrolment AFTER INSERT ON enrolment
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByReporter AFTER INSERT ON reporter
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByReporterChange AFTER UPDATE OF role, status, language, ugel ON reporter
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByReporterEnd AFTER DELETE ON reporter
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByAssignment AFTER INSERT ON assignment
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByAssignmentChange AFTER UPDATE ON assignment
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByClosure AFTER INSERT ON closure
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByClosureChange AFTER UPDATE ON closure
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByHold AFTER INSERT ON hold
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByHoldChange AFTER UPDATE ON hold
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByReportingDay AFTER INSERT ON reportingDay
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByReportingDayEnd AFTER DELETE ON reportingDay
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByBaseline AFTER INSERT ON baseline
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByBaselineChange AFTER UPDATE ON baseline
        BEGIN UPDATE planning SET version = version + 1; END;
    CREATE TRIGGER planningByVoidReport AFTER UPDATE OF state ON report WHEN NEW.state = 'void'
        BEGIN UPDATE planning SET version = version + 1; END;
    -- A report that waits for its SI silences reminders.
    CREATE TRIGGER planningByAnswer AFTER DELETE ON openQuestion WHEN OLD.kind = 'overEnrolment'
        BEGIN UPDATE planning SET version = version + 1; END;
    -- One question of a phone takes the place of another, which no trigger of a deletion is told of.
    CREATE TRIGGER planningByOtherQuestion BEFORE INSERT ON openQuestion
        WHEN EXISTS (SELECT 1 FROM openQuestion WHERE phone = NEW.phone AND kind = 'overEnrolment')
        BEGIN UPDATE planning SET version = version + 1; END;
    """
