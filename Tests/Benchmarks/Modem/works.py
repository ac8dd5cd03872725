"""The works: what a client is made to do with the simulated modem, and what is measured of it.

Each takes a client's class and the options, and returns a dictionary of figures; a figure that is missing was not
to be had.
"""

import contextlib
import random
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time

import meters
from clients import number_of
from simulator import Simulator, SimulatorError, arrive, numbered

NETWORK_SECONDS = 0.4
RECIPIENT = "987654321"
#: What a long text takes in an answer to +CMGL.
LISTED_BYTES = 360


@contextlib.contextmanager
def stage(kind, options, *simulator_options):
    """A fresh simulator and a client that is set up and not started."""
    folder = tempfile.mkdtemp(prefix="edutrac-bench-")
    client = None
    try:
        with Simulator(options.simulator, folder, *simulator_options) as modem:
            try:
                client = kind(folder, modem.link)
                yield modem, client
            finally:
                if client:
                    client.stop()
    except (SimulatorError, OSError, subprocess.SubprocessError, sqlite3.Error) as error:
        raise RuntimeError(f"{error}\n{client.last_words() if client else ''}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_reading(modem, client, seconds=30):
    """Starts the client and waits for its first reading. Returns when it was started and when it read.

    Some ask only how many texts there are where there is none, so one waits for them; it is gone when this returns.
    """
    if modem.control.state()["stored"] == 0:
        arrive(modem.control, "first", 0)
    started = client.start()
    read = modem.control.wait(seconds, ready=True)
    if read is None:
        raise RuntimeError(f"{client.name} has read no memory within {seconds} s\n{client.last_words()}")
    return started, read


def is_released(modem, client, seconds=30):
    """Starts the client and holds its first reading, to see what has been said before. Returns when it went on, and
    the simulator's counts until then."""
    modem.control.ask(do="hold", command=client.first_read)
    client.start()
    if modem.control.wait(seconds, held=True) is None:
        raise RuntimeError(f"{client.name} has read no memory within {seconds} s\n{client.last_words()}")
    before = modem.control.state()
    modem.control.ask(do="release")
    return time.monotonic(), before


def is_at_rest(modem, client, options):
    """Starts the client and gives it the time to come to rest."""
    is_reading(modem, client)
    if modem.control.wait(30, memory=0) is None:
        raise RuntimeError(f"{client.name} has left a text in the modem\n{client.last_words()}")
    time.sleep(options.settle)


def drain(kind, options, count, baud):
    """Texts that wait in the modem: from the first reading to the deletion of the last one."""
    pace = ["--baud", str(baud)] if baud else []
    with stage(kind, options, *pace) as (modem, client):
        client.expect(count)
        for number in range(count):
            arrive(modem.control, "drain", number)
        read, before = is_released(modem, client)
        began = meters.cpu_seconds(client.process.pid)
        # A line of limited rate needs its time for the listing alone.
        patience = options.patience + (count * LISTED_BYTES * 10 / baud if baud else 0)
        end = modem.control.wait(patience, memory=0) or time.monotonic()
        drained = meters.cpu_seconds(client.process.pid) - began
        after = modem.control.state()
        done = count - after["stored"]
        if done <= 0:
            return {}
        # Whoever reads and sorts texts after their deletion does that for each text, too.
        stored = are_stored(client, done)
        sorted_out = meters.cpu_seconds(client.process.pid) - began
        bytes_moved = sum(after[key] - before[key] for key in ["bytesTyped", "bytesAnswered"])
        return {
            "rate": done / (end - read), "bytes": bytes_moved / done,
            "drained": drained / done * 1000, "cpu": sorted_out / done * 1000,
            # The first one had been counted when it was held.
            "commands": (after["commands"] - before["commands"] + 1) / done, "done": done, "lost": done - stored,
        }


def are_stored(client, count, seconds=20):
    """Waits until the client has so many texts. Returns how many it has."""
    end = time.monotonic() + seconds
    while True:
        stored = len({number_of(body) for body in client.received()})
        if stored >= count or time.monotonic() > end:
            return min(stored, count)
        time.sleep(0.2)


def start(kind, options):
    """From the start of the program to its first reading of the memory, in which one text waits."""
    seconds = []
    for _ in range(options.starts):
        with stage(kind, options) as (modem, client):
            started, read = is_reading(modem, client)
            seconds.append(read - started)
    return {"median": meters.median(seconds), "longest": max(seconds)}


def arrival(kind, options):
    """One text into an idle client, until it is deleted from the modem, which it is when it is stored."""
    chance = random.Random(1)
    seconds = []
    with stage(kind, options) as (modem, client):
        is_at_rest(modem, client, options)
        for number in range(options.samples):
            time.sleep(chance.uniform(0.3, 1.3))
            began = time.monotonic()
            arrive(modem.control, "arrival", number)
            end = modem.control.wait(20, memory=0)
            if end is None:
                raise RuntimeError(f"{client.name} does not take a text within 20 s")
            seconds.append(end - began)
    return {"median": meters.median(seconds) * 1000, "most": meters.percentile(seconds, 95) * 1000}


def sending(kind, options):
    """Texts queued together: what passes beside the network's time, from the order of the first to the last on the air, for
    each text; and alone between the network's answer to one and the body of the next."""
    with stage(kind, options, "--network-seconds", str(NETWORK_SECONDS)) as (modem, client):
        is_at_rest(modem, client, options)
        leaving = []

        def watch():
            watcher = modem.connect()
            while len(leaving) < options.texts:
                moment = watcher.wait(30, submits=len(leaving) + 1)
                if moment is None:
                    break
                leaving.append(moment)
            watcher.close()

        watching = threading.Thread(target=watch)
        watching.start()
        # Some are on the air before the command that queues them has ended.
        ordered = time.monotonic()
        for number in range(options.texts):
            client.send(RECIPIENT, numbered("send", number, length=0))
        watching.join()
        if len(leaving) < 2:
            raise RuntimeError(f"{client.name} has sent {len(leaving)} of {options.texts} texts\n{client.last_words()}")
        gaps = [after - before - NETWORK_SECONDS for before, after in zip(leaving, leaving[1:])]
        own = leaving[-1] - ordered - NETWORK_SECONDS * (len(leaving) - 1)
        return {
            "sent": len(leaving), "own": own / len(leaving) * 1000, "gap": meters.median(gaps) * 1000,
            "first": (leaving[0] - ordered) * 1000,
        }


def idle(kind, options):
    """Nothing to do."""
    with stage(kind, options) as (modem, client):
        is_at_rest(modem, client, options)
        pid = client.process.pid
        commands, cpu, before = modem.control.state()["commands"], meters.cpu_seconds(pid), meters.switches(pid)
        began = time.monotonic()
        time.sleep(options.seconds)
        minutes = (time.monotonic() - began) / 60
        cpu, wakeups = meters.cpu_seconds(pid) - cpu, meters.wakeups(before, meters.switches(pid))
        commands = modem.control.state()["commands"] - commands
        rss, pss = meters.memory_megabytes(pid)
        return {
            "cpu": cpu * 1000 / minutes, "wakeups": wakeups / minutes, "commands": commands / minutes,
            "rss": rss, "pss": pss,
        }


def faults(kind, options, fault):
    """Texts come and go while the client is killed, or its line is dropped."""
    with stage(kind, options, "--network-seconds", str(NETWORK_SECONDS)) as (modem, client):
        is_at_rest(modem, client, options)
        injecting = threading.Thread(target=inject, args=[modem.connect(), options.incoming])
        began = time.monotonic()
        injecting.start()
        for number in range(options.outgoing):
            client.send(RECIPIENT, numbered("send", number, length=0))
        back = []
        length = options.incoming / 4
        for strike in range(1, options.faults + 1):
            time.sleep(max(0, began + length * strike / (options.faults + 1) - time.monotonic()))
            back.append(FAULTS[fault](modem, client))
        injecting.join()
        settle(modem, options)
        figures = count(modem, client, options)
        if fault == "line":
            # A client that was not back before the next fault came is not back.
            figures["back"] = max(seconds if seconds is not None else float("inf") for seconds in back)
        return figures


def inject(control, number):
    """Four texts a second, whatever the client does."""
    began = time.monotonic()
    for one in range(number):
        time.sleep(max(0, began + one / 4 - time.monotonic()))
        arrive(control, "fault", one)
    control.close()


def strike_down(modem, client):
    client.kill()
    client.start()


def drop_line(modem, client):
    """The line is away for two seconds. Returns how many seconds after its return the client reads again, or None when
    it does not before the next fault is due."""
    modem.control.ask(do="line", state="drop")
    time.sleep(2)
    modem.control.ask(do="line", state="restore")
    restored = time.monotonic()
    read = modem.control.wait(4, ready=True)
    return read - restored if read else None


FAULTS = {"kill": strike_down, "line": drop_line}


def settle(modem, options):
    """Until all is read and sent, or nothing has happened for so long that nothing more will."""
    last, quiet_since = None, time.monotonic()
    while time.monotonic() - quiet_since < options.quiet:
        state = modem.control.state()
        if state["stored"] == 0 and state["waiting"] == 0 and state["submits"] >= options.outgoing:
            break
        facts = (state["stored"], state["waiting"], state["submits"])
        if facts != last:
            last, quiet_since = facts, time.monotonic()
        time.sleep(0.5)
    # For what was read and is not settled yet, and for a text sent twice at the very end.
    time.sleep(3)


def count(modem, client, options):
    received = [number_of(body) for body in client.received()]
    expected = {number_of(numbered("fault", number)) for number in range(options.incoming)}
    state = modem.control.state()
    unread = state["stored"] + state["waiting"]
    bodies = [submit["text"] for submit in modem.control.ask(do="submits")["submits"]]
    wanted = [numbered("send", number, length=0) for number in range(options.outgoing)]
    return {
        "unread": unread, "lost": max(0, len(expected - set(received)) - unread),
        "doubled in": len(received) - len(set(received)), "not sent": sum(text not in bodies for text in wanted),
        "doubled out": len(bodies) - len(set(bodies)), "unknown": client.unknown(),
    }
