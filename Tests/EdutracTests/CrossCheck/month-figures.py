#!/usr/bin/env python3
"""Reckons the figures of a month again, from the database and the calendar alone, and compares.

usage: month-figures.py DATABASE CALENDAR.toml MONTH < what `edutrac --json month show MONTH` printed

Shares nothing with edutrac but the tables: SQLite sums, Decimal rounds. For offices whose schools have the reporting
day Monday or one of their own, and for months that are over and not closed. Exits with 1 at the first difference.
"""
import datetime
import json
import sqlite3
import sys
import tomllib
from decimal import ROUND_HALF_UP, Decimal

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


def days_of(block):
    first, last = (datetime.date.fromisoformat(str(block[key])) for key in ("first", "last"))
    return {first + datetime.timedelta(days=n) for n in range((last - first).days + 1)}


def class_days(path):
    with open(path, "rb") as file:
        calendar = tomllib.load(file)
    days = {day for year in calendar["year"] for block in year["blocks"] for day in days_of(block)}
    holidays = calendar["holiday"]
    return {day for day in days if day.weekday() < 5 and not any(falls_on(holiday, day) for holiday in holidays)}


EASTER = {2026: (4, 5), 2027: (3, 28), 2028: (4, 16)}


def falls_on(holiday, day):
    if "easter" in holiday:
        return day == datetime.date(day.year, *EASTER[day.year]) + datetime.timedelta(days=holiday["easter"])
    date = str(holiday["date"])
    return date in (day.isoformat(), day.isoformat()[5:])


def percent(part, whole):
    return int((Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)) if whole else None


def closed(db, school, day):
    return db.execute(
        """SELECT count(*) FROM closure WHERE first <= :day AND last >= :day AND (scope = 'office'
           OR (scope = 'school' AND codMod = :code AND anexo = :anexo)
           OR (scope = 'cluster' AND area = :cluster) OR (scope = 'district' AND area = :district))""",
        dict(day=day.isoformat(), code=school["codMod"], anexo=school["anexo"], cluster=school["cluster"],
             district=school["district"])).fetchone()[0] > 0


def own_day(db, school, monday):
    row = db.execute(
        """SELECT day FROM reportingDay WHERE scope = 'school' AND codMod = ? AND anexo = ? AND validFrom <= ?
           ORDER BY validFrom DESC LIMIT 1""", (school["codMod"], school["anexo"], monday.isoformat())).fetchone()
    return row[0] if row and row[0] else "monday"


def weeks(db, school, month, class_days):
    """(usual day, T or None) of each week around the month."""
    day = datetime.date.fromisoformat(month + "-01") - datetime.timedelta(days=7)
    monday = day - datetime.timedelta(days=day.weekday())
    for week in range(9):
        start = monday + datetime.timedelta(days=7 * week)
        days = [start + datetime.timedelta(days=n) for n in range(DAYS.index(own_day(db, school, start)), 5)]
        yield days[0], next((d for d in days if d in class_days and not closed(db, school, d)), None)


REPORT = """
    SELECT r.*, e.boys AS enrolledBoys, e.girls AS enrolledGirls, e.teachers AS staff FROM report r
    LEFT JOIN enrolment e ON e.codMod = r.codMod AND e.anexo = r.anexo AND e.validFrom = (SELECT max(validFrom)
        FROM enrolment WHERE codMod = r.codMod AND anexo = r.anexo AND validFrom <= r.day)
    WHERE r.codMod = ? AND r.anexo = ? AND r.day >= ? AND r.day < ? AND r.state = 'current' AND NOT r.isTraining
        AND r.stream = 'school' ORDER BY r.day LIMIT 1"""

SUMS = """
    SELECT sum(boys), sum(girls), sum(boys + girls), sum(enrolledBoys), sum(enrolledGirls),
        sum(enrolledBoys + enrolledGirls), min(min(enrolledBoys, enrolledGirls)), count(*) FROM found
    WHERE NOT noClass AND boys + girls IS NOT NULL AND enrolledBoys + enrolledGirls IS NOT NULL"""

STAFF = "SELECT sum(teachers), sum(staff) FROM found WHERE NOT noClass AND teachers + staff IS NOT NULL"

HELD = "SELECT count(*) FROM found WHERE NOT noClass AND coalesce(teachers, ifnull(boys, 0) + ifnull(girls, 0)) > 0"


def reckon(db, school, month, class_days):
    expected, rows = 0, []
    around = list(weeks(db, school, month, class_days))
    for index, (usual, day) in enumerate(around):
        if day is None or day.isoformat()[:7] != month:
            continue
        expected += 1
        latest = day + datetime.timedelta(days=14)
        end = min([u for u, t in around[index + 1:] if t] + [latest])
        found = db.execute(REPORT, (school["codMod"], school["anexo"], day.isoformat(), end.isoformat())).fetchone()
        rows += [dict(found)] if found else []
    columns = ["boys", "girls", "teachers", "noClass", "enrolledBoys", "enrolledGirls", "staff", "isLate"]
    db.execute("DROP TABLE IF EXISTS temp.found")
    db.execute(f"CREATE TEMP TABLE found ({', '.join(columns)})")
    db.executemany(f"INSERT INTO found VALUES ({', '.join('?' * len(columns))})",
                   [[row[c] for c in columns] for row in rows])
    boys, girls, present, of_boys, of_girls, enrolled, smallest, reports = db.execute(SUMS).fetchone()
    teachers, staff = db.execute(STAFF).fetchone()
    figures = dict(received=len(rows), expected=expected, late=sum(row["isLate"] for row in rows),
                   pupilsPresent=present, pupilsEnrolled=enrolled, pupilsPercent=percent(present, enrolled),
                   pupilsReports=reports or None)
    split = reports > 0 and smallest >= 5
    figures.update(boysPresent=boys if split else None, girlsPresent=girls if split else None,
                   boysEnrolled=of_boys if split else None, girlsEnrolled=of_girls if split else None,
                   bySex="split" if split else "tooFew" if reports else "noData")
    alone = school["teachingForm"] == "unidocente" or school["teachers"] == 1 or any(r["staff"] == 1 for r in rows
                                                                                  if not r["noClass"])
    figures.update(teachersPresent=None if alone else teachers, teachersEnrolled=None if alone else staff,
                   classDays=db.execute(HELD).fetchone()[0] if alone else None,
                   classDaysKnown=len(rows) if alone else None)
    rate = figures["pupilsPercent"]
    figures["pupilsLevel"] = (
        "noData" if not expected else "missingReports" if 2 * len(rows) < expected else "noData" if rate is None
        else "good" if rate >= 90 else "fair" if rate >= 80 else "atRisk")
    return figures


def main():
    path, calendar, month = sys.argv[1:]
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    days = class_days(calendar)
    told = {(s["codMod"], s["anexo"]): s for s in json.load(sys.stdin)}
    schools = db.execute(
        """SELECT s.*, e.teachers FROM school s LEFT JOIN enrolment e ON e.codMod = s.codMod AND e.anexo = s.anexo
           AND e.validFrom = (SELECT max(validFrom) FROM enrolment WHERE codMod = s.codMod AND anexo = s.anexo
               AND validFrom <= ? || '-31')""", (month,)).fetchall()
    mine = {(s["codMod"], s["anexo"]): reckon(db, s, month, days) for s in schools}
    clusters = {}
    for school in schools:
        figures = mine[school["codMod"], school["anexo"]]
        if school["cluster"] and figures["pupilsPercent"] is not None:
            clusters.setdefault(school["cluster"], []).append((figures["pupilsPresent"], figures["pupilsEnrolled"]))
    for school in schools:
        sums = clusters.get(school["cluster"], [])
        mine[school["codMod"], school["anexo"]]["clusterPercent"] = (
            percent(sum(p for p, _ in sums), sum(e for _, e in sums)) if len(sums) >= 3 else None)
    if set(mine) != set(told):
        sys.exit(f"schools differ: {sorted(set(mine) ^ set(told))}")
    for key, figures in mine.items():
        for name, value in figures.items():
            if told[key][name] != value:
                sys.exit(f"{key} {name}: edutrac says {told[key][name]}, SQL {value}")
    print(f"{len(mine)} schools, {sum(len(f) for f in mine.values())} figures: all equal")


main()
