"""One table for each work: the figures of all clients, edutracd's ratio to the best other, and the aim."""

from dataclasses import dataclass


@dataclass
class Row:
    label: str
    key: str
    digits: int = 1
    #: Whether more is better; None where nothing is.
    more: bool | None = False
    #: What edutracd's figure must not be beyond.
    aim: float | None = None
    #: The aim is so many times the best other client's figure.
    times: float | None = None


DRAIN = [Row("AT commands, each text", "commands", 2, aim=1.1),
         Row("CPU ms to the deletion, each text", "drained", 2, aim=0.3), Row("the same, until it is sorted", "cpu", 2),
         Row("texts drained", "done", 0, None),
         Row("of these not stored", "lost", 0, aim=0)]
START = [Row("seconds, median", "median", 2, aim=0.3), Row("seconds, longest", "longest", 2)]
ARRIVAL = [Row("milliseconds, median", "median", 1, aim=5), Row("milliseconds, 95 %", "most", 1, aim=20)]
SENDING = [Row("texts sent", "sent", 0, None), Row("own ms, each text", "own", 1, aim=15), Row("ms from answer to next, median", "gap", 1),
           Row("ms from order to first on the air", "first", 0)]
IDLE = [Row("CPU ms a minute", "cpu", 1, aim=10), Row("wake-ups a minute", "wakeups", 0),
        Row("AT commands a minute", "commands", 1, aim=6), Row("RSS MB", "rss", 1, aim=25), Row("PSS MB", "pss", 1, aim=23)]
KILL = [Row("in: lost", "lost", 0, aim=0), Row("in: never read", "unread", 0, aim=0),
        Row("in: doubled", "doubled in", 0, aim=0), Row("out: never sent", "not sent", 0, aim=0),
        Row("out: doubled", "doubled out", 0, aim=0), Row("out: held as unknown", "unknown", 0, None)]
LINE = KILL + [Row("seconds to reading again, longest", "back", 1, aim=5)]


def drain(baud, count):
    """At 115,200 baud the line sets the limit, at 32 texts a second; at other speeds only the others do.

    The aim for the bytes was set with 500 texts. The number of a slot is said twice, in the listing and in the
    deletion: where numbers are longer, every client needs so much more."""
    aim = {"aim": 29} if baud == 115200 else {"times": 1.5}
    digits = sum(len(str(slot)) for slot in range(count)) / count
    measured_with = sum(len(str(slot)) for slot in range(500)) / 500
    return [Row("texts a second", "rate", 1, True, **aim),
            Row("bytes on the line, each text", "bytes", 1, aim=375 + max(0, round(2 * (digits - measured_with), 1)))] + DRAIN


def shown(value, digits):
    if value is None:
        return "-"
    return "never" if value == float("inf") else f"{value:,.{digits}f}"


def ratio(row, own, others):
    """How many times better edutracd is than the best other one."""
    if row.more is None or own is None or not others:
        return None
    best = max(others) if row.more else min(others)
    above, below = (own, best) if row.more else (best, own)
    return above / below if below and below != float("inf") and above != float("inf") else None


def judgement(row, own, others):
    """The aim in words, and whether it is met."""
    limit = row.aim
    if row.times is not None:
        if not others:
            return f"{row.times} × the best", ""
        limit = row.times * (max(others) if row.more else min(others))
    if limit is None:
        return "", ""
    sign = "≥" if row.more else "≤"
    words = f"{sign} {limit:,.{row.digits}f}" if limit else "0"
    if own is None:
        return words, "not measured"
    return words, "met" if (own >= limit if row.more else own <= limit) else "NOT MET"


def table(title, rows, names, figures):
    """`figures` has a dictionary for each client that was measured."""
    lines = [title, "".join([f"{'':34}"] + [f"{name:>14}" for name in names] + [f"{'ratio':>8}", f"{'aim':>12}"])]
    for row in rows:
        values = {name: figures.get(name, {}).get(row.key) for name in names}
        own = values.get("edutracd")
        others = [value for name, value in values.items() if name != "edutracd" and value is not None]
        times = ratio(row, own, others)
        aim, met = judgement(row, own, others)
        cells = "".join(f"{shown(values[name], row.digits):>14}" for name in names)
        lines.append(f"{row.label:34}{cells}{shown(times, 1):>8}{aim:>12}  {met}".rstrip())
    return "\n".join(lines)
