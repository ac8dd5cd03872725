"""What a client's processes use, from /proc. Never a sample, always the difference of two readings."""

import os
import statistics
import time


def family(pid):
    """The process and those it started."""
    found = [pid]
    for one in found:
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/children") as children:
                    found += [int(child) for child in children.read().split()]
        except OSError:
            pass
    return found


def cpu_seconds(pid):
    """CPU time of all threads, also of those that have ended: the process's CPU clock (clock_getcpuclockid(3))."""
    total = 0.0
    for one in family(pid):
        try:
            total += time.clock_gettime((~one << 3) | 2)
        except OSError:
            pass
    return total


def switches(pid):
    """Voluntary context switches of each thread: how often it has waited for something and was woken."""
    found = {}
    for one in family(pid):
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/status") as status:
                    found[task] = sum(int(line.split()[1]) for line in status if line.startswith("voluntary"))
        except OSError:
            pass
    return found


def wakeups(before, after):
    """Of all threads that are there at the end; the few of one that has ended meanwhile are not known."""
    return sum(count - before.get(task, 0) for task, count in after.items())


def memory_megabytes(pid):
    """RSS and PSS. Pages that a parent and its child share count for both in RSS and once in PSS."""
    rss = pss = 0
    for one in family(pid):
        try:
            with open(f"/proc/{one}/smaps_rollup") as rollup:
                for line in rollup:
                    if line.startswith("Rss:"):
                        rss += int(line.split()[1])
                    if line.startswith("Pss:"):
                        pss += int(line.split()[1])
        except OSError:
            pass
    return rss / 1024, pss / 1024


def median(values):
    return statistics.median(values)


def percentile(values, hundredth):
    """The smallest value that so many hundredths of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * hundredth // 100) - 1)]
