// Schools, people, and the days on which they are asked.
extension ExportTable {
    static let roster = [
        ExportTable(
            "school", "Services of the roster: one row for each código modular and anexo.",
            """
            codMod text código modular, seven digits
            anexo number anexo; 0 is the main one
            codLocal text código de local: the building
            name text name
            level text inicial, primaria, secundaria …
            district text district
            ugel text UGEL
            community text community; empty is unknown
            cluster text red; empty is none
            teachingForm text unidocente, multigrado or completo
            attendanceForm text regular, alternancia or pronoei
            joinedOn day first day in the roster; empty is from the start
            retiredOn day first day on which it is not in the roster any more; empty is in it
            """),
        ExportTable(
            "enrolment", "What is enrolled, from a day on until the next row of the school begins.",
            """
            codMod text código modular
            anexo number anexo
            validFrom day first day in force
            boys number boys enrolled; empty is unknown
            girls number girls enrolled
            teachers number teachers on the staff
            """),
        ExportTable(
            "reporter", "People who report, or are sent something.", person: "phone = ?1",
            """
            phone phone their phone
            name text their name
            role text teacher, head, community, promoter, official or operator
            status text active, pending (ALTA waits for the office), refused, optedOut (BAJA) or retired
            statusBefore text what BAJA replaced: ALTA leads back to it
            statusSince moment since when
            language text language of what they are sent
            ugel text UGEL of an official
            appliedFor text código modular that ALTA named
            lastHeardAt moment last text of theirs
            """),
        ExportTable(
            "assignment", "Which person reports for which school, from one day until before another.", person: "phone = ?1",
            """
            phone phone whose
            codMod text código modular
            anexo number anexo
            letter text the school's letter on this phone
            validFrom day first day
            validTo day first day on which it is not so any more; empty is still
            """),
        ExportTable(
            "closure", "Days without class that the office entered, and local holidays.",
            """
            id number its number
            scope text school, cluster, district or office: for whom
            codMod text código modular, where it is one school
            anexo number anexo
            area text name of cluster or district
            first day first day
            last day last day; before the first it was taken back
            kind text closure or localHoliday
            feast day own day of a local holiday, which may be observed on another
            reason text why
            enteredBy text who
            enteredAt moment when
            endedAt moment when it was ended by hand
            """),
        ExportTable(
            "hold", "Schools that are sent nothing unasked.", person: "phone = ?1",
            """
            id number its number
            scope text school, cluster, district or office
            codMod text código modular
            anexo number anexo
            area text name of cluster or district
            first day first day
            last day last day; empty until it is ended, before the first it was taken back
            note text why
            phone phone promoter who sent PAUSA; empty is the office
            enteredBy text who
            enteredAt moment when
            endedAt moment when it was ended by hand or by text
            """),
        ExportTable(
            "reportingDay", "The weekday on which schools are asked, from a Monday on until the next row.",
            """
            id number its number
            scope text school, cluster or district
            codMod text código modular
            anexo number anexo
            area text name of cluster or district
            validFrom day a Monday
            day text monday … friday; empty: that of the wider area
            enteredAt moment when
            """),
        ExportTable(
            "baseline", "Weeks in which schools are asked every class day.",
            """
            id number its number
            scope text school, cluster or district
            codMod text código modular
            anexo number anexo
            area text name of cluster or district
            first day first day
            last day last day; before the first it was taken back
            enteredAt moment when
            endedAt moment when it was ended by hand
            """),
    ]
}
