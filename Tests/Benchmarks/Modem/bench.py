"""Measures edutracd beside gammu-smsd and smsd of smstools, all with the same simulated modem in one run.

Exit status: 0 measured, whatever the figures say; 1 something could not be measured.
"""

import argparse
import os
import signal
import sys
import time

import clients
import tables
import works

PARTS = ["drain", "start", "arrival", "sending", "idle", "faults"]


def arguments():
    parser = argparse.ArgumentParser(prog="Tests/Benchmarks/run", description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which: {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--clients", default="", help="only these, with commas: edutracd,gammu files,gammu SQLite,smstools")
    parser.add_argument("--texts", type=int, default=20, help="how many are sent")
    parser.add_argument("--drains", default="500,2000", help="how many wait in the modem")
    parser.add_argument("--bauds", default="0,115200", help="how fast the line is then; 0 does not limit it")
    parser.add_argument("--patience", type=float, default=60, help="seconds after which a drain counts as it stands")
    parser.add_argument("--starts", type=int, default=5, help="how often each is started")
    parser.add_argument("--samples", type=int, default=50, help="how many texts arrive one by one")
    parser.add_argument("--seconds", type=float, default=60, help="how long each is left alone")
    parser.add_argument("--settle", type=float, default=8, help="seconds to come to rest after the start")
    parser.add_argument("--incoming", type=int, default=200, help="texts that come during faults")
    parser.add_argument("--outgoing", type=int, default=50, help="texts that leave during faults")
    parser.add_argument("--faults", type=int, default=7, help="how often the fault strikes")
    parser.add_argument("--quiet", type=float, default=45, help="seconds without anything happening that end a case")
    options = parser.parse_args()
    for part in options.parts:
        if part not in PARTS:
            parser.error(f"there is no part called {part}: {', '.join(PARTS)}")
    options.parts = options.parts or PARTS
    options.clients = [name for name in options.clients.split(",") if name]
    options.simulator = os.path.join(clients.Edutracd.builds, "edutrac-modemsim")
    return options


def cases(options):
    """Title, rows and work of every table, in order."""
    if "start" in options.parts:
        yield "Start of the program to its first reading of the memory", tables.START, works.start
    if "arrival" in options.parts:
        yield "One text into an idle program, until it is stored and deleted", tables.ARRIVAL, works.arrival
    if "sending" in options.parts:
        yield (f"Sending {options.texts} texts, the network takes {works.NETWORK_SECONDS} s for each", tables.SENDING,
               works.sending)
    if "drain" in options.parts:
        for baud in [int(baud) for baud in options.bauds.split(",")]:
            for count in [int(count) for count in options.drains.split(",")]:
                line = f"line at {baud:,} baud" if baud else "line unpaced"
                yield (f"Draining {count:,} stored texts of 160 septets, {line}", tables.drain(baud, count),
                       lambda kind, options, count=count, baud=baud: works.drain(kind, options, count, baud))
    if "idle" in options.parts:
        yield f"Idle for {options.seconds:.0f} s", tables.IDLE, works.idle
    if "faults" in options.parts:
        for fault, words, rows in [("kill", "SIGKILL", tables.KILL), ("line", "the line dropped for 2 s", tables.LINE)]:
            yield (f"{options.incoming} texts in at four a second, {options.outgoing} out, {words} {options.faults} times",
                   rows, lambda kind, options, fault=fault: works.faults(kind, options, fault))


def main():
    options = arguments()
    # As Ctrl-C does: nothing that was started stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    kinds = clients.available(options.clients)
    print("Ratio: how many times better edutracd is than the best of the others in this run. Seconds and ratios vary")
    print("with what else the machine does; of two runs only ratios can be compared.", flush=True)
    print(f"Load average at the start: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores.\n", flush=True)
    complete = True
    for title, rows, work in cases(options):
        figures = {}
        for kind in kinds:
            print(f"edutrac: {time.strftime('%H:%M:%S')} {kind.name}: {title} …", file=sys.stderr, flush=True)
            try:
                figures[kind.name] = work(kind, options)
            except RuntimeError as error:
                complete = False
                print(f"edutrac: {kind.name} could not be measured: {error}", file=sys.stderr, flush=True)
        print(tables.table(title, rows, [kind.name for kind in kinds], figures))
        print(f"(load average {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores)\n", flush=True)
    sys.exit(0 if complete else 1)


if __name__ == "__main__":
    main()
