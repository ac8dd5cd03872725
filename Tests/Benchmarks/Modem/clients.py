"""The programs that are measured: how each is set up, started, given a text to send, and asked what it has."""

import glob
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time


class Client:
    """One program on one folder, which holds all that it keeps."""

    name = ""
    #: The command with which it begins to read what waits in the modem.
    first_read = "+CMGL"

    def __init__(self, folder, modem):
        self.folder = folder
        self.modem = modem
        self.process = None
        self.prepare()

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        os.chmod(self.path(name), 0o600)
        return self.path(name)

    def start(self):
        with open(self.path("output"), "a") as output:
            # Of its own session, so that a kill reaches what it started.
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
        return time.monotonic()

    def end(self, how):
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, how)
        except ProcessLookupError:
            pass
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def kill(self):
        self.end(signal.SIGKILL)

    def stop(self):
        self.end(signal.SIGTERM)

    def last_words(self):
        try:
            with open(self.path("output"), errors="replace") as file:
                return "".join(file.readlines()[-8:])
        except OSError:
            return ""

    def prepare(self):
        """Writes its configuration."""

    def command(self):
        """The command line that starts it."""

    def expect(self, count):
        """So many texts wait in the modem; before it is started."""

    def send(self, number, text):
        """Gives it a text to send; kept by it when this returns."""

    def received(self):
        """The bodies of all texts it has received, one for each time."""

    def unknown(self):
        """Of how many texts it says that it does not know whether they left; None when it never says so."""
        return None


class Edutracd(Client):
    name = "edutracd"
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
    builds = os.path.join(root, ".build", "release")
    calendar = os.path.join(root, "Sources", "OfficeConfiguration", "Examples", "calendar-2026.toml")

    def prepare(self):
        os.mkdir(self.path("state"))
        self.database = self.path("state", "edutrac.sqlite")
        self.configuration = self.write("edutrac.toml", f"""
[office]
name = "Oficina de ensayo"
[store]
path = "{self.database}"
[socket]
path = "{self.path('socket')}"
[[modem]]
name = "sim1"
device = "{self.modem}"
[calendar]
file = "{self.calendar}"
""")

        # An office has a database before the day on which it is measured. Nobody belongs to this school, so nobody is
        # asked anything meanwhile.
        self.edutrac("school", "import", self.write(
            "schools.csv", "cod_mod,name,level,district,ugel\n9999996,I.E. 501 Ensayo,primaria,Ensayo,UGEL Ensayo\n"))

    def edutrac(self, *arguments):
        subprocess.run(
            [os.path.join(self.builds, "edutrac"), *arguments, "--config", self.configuration], check=True,
            stdout=subprocess.DEVNULL)

    def command(self):
        return [os.path.join(self.builds, "edutracd"), "--config", self.configuration]

    def send(self, number, text):
        self.edutrac("send", number, text)

    def rows(self, query):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20) as database:
            return database.execute(query).fetchall()

    def received(self):
        return [row[0] for row in self.rows("SELECT body FROM inboundMessage")]

    def unknown(self):
        return self.rows("SELECT count(*) FROM outboundMessage WHERE state = 'unknown'")[0][0]


class Gammu(Client):
    """gammu-smsd without a pause in its loop and without its checks (that of the PIN takes a second each time): the
    quickest it can be told to be."""

    def prepare(self):
        for folder in ["inbox", "outbox", "sent", "error"]:
            os.mkdir(self.path(folder))
        self.configuration = self.write("smsdrc", f"""
[gammu]
device = {self.modem}
connection = at
[smsd]
{self.service()}
LogFile = {self.path('log')}
DebugLevel = 0
LoopSleep = 0
ReceiveFrequency = 0
CommTimeout = 0
CheckSecurity = 0
CheckBattery = 0
CheckSignal = 0
CheckNetwork = 0
""")

    def command(self):
        return ["gammu-smsd", "-c", self.configuration]


class GammuFiles(Gammu):
    name = "gammu files"

    def service(self):
        folders = {"Inbox": "inbox", "Outbox": "outbox", "SentSMS": "sent", "ErrorSMS": "error"}
        return "\n".join(["service = files"] + [f"{key}Path = {self.path(name)}/" for key, name in folders.items()])

    def send(self, number, text):
        subprocess.run(
            ["gammu-smsd-inject", "-c", self.configuration, "TEXT", "+51" + number, "-text", text], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def received(self):
        bodies = []
        for path in glob.glob(self.path("inbox", "*.txt")):
            with open(path, errors="replace") as file:
                bodies.append(file.read().strip("\0\n"))
        return bodies


class GammuSQLite(Gammu):
    name = "gammu SQLite"
    schema = "/usr/share/doc/gammu-smsd/examples/sqlite.sql"

    def service(self):
        with open(self.schema) as schema, sqlite3.connect(self.path("gammu.db")) as database:
            database.executescript(schema.read())
        return f"service = sql\ndriver = sqlite3\ndbdir = {self.folder}/\ndatabase = gammu.db"

    def send(self, number, text):
        with sqlite3.connect(self.path("gammu.db"), timeout=20) as database:
            database.execute(
                "INSERT INTO outbox (DestinationNumber, TextDecoded, CreatorID) VALUES (?, ?, 'bench')",
                ["+51" + number, text])

    def received(self):
        with sqlite3.connect(self.path("gammu.db"), timeout=20) as database:
            return [row[0] for row in database.execute("SELECT TextDecoded FROM inbox")]


class SMSTools(Client):
    """smsd of smstools, looking every second and taking the PDUs from the list, as long as that works."""

    name = "smstools"
    #: smsd reads a list of some 400 texts (its change log, 3.1.5); of a longer one it understands nothing.
    longest_list = 300
    folders = ["incoming", "outgoing", "checked", "sent", "failed", "report"]

    def prepare(self):
        for folder in self.folders:
            os.mkdir(self.path(folder))
        self.sent = 0
        self.configure("check_memory_method = 31\ncmgl_value = 4")

    def expect(self, count):
        if count > self.longest_list:
            self.first_read = "+CMGR"
            self.configure("check_memory_method = 1")

    def configure(self, method):
        places = "\n".join(f"{folder} = {self.path(folder)}" for folder in self.folders)
        self.configuration = self.write("smsd.conf", f"""
devices = GSM1
logfile = {self.path('log')}
infofile = {self.path('info')}
pidfile = {self.path('pid')}
loglevel = 4
delaytime = 1
delaytime_mainprocess = 1
errorsleeptime = 1
blocktime = 1
{places}
[GSM1]
device = {self.modem}
incoming = yes
init = AT
{method}
device_open_errorsleeptime = 1
device_open_retries = -1
""")

    def command(self):
        return ["smsd", "-c" + self.configuration, "-t"]

    def send(self, number, text):
        self.sent += 1
        # Renamed into place: a file that is half written is half sent.
        name = self.write(f"draft{self.sent}", f"To: 51{number}\n\n{text}\n")
        os.rename(name, self.path("outgoing", f"text{self.sent:04d}"))

    def received(self):
        bodies = []
        for path in glob.glob(self.path("incoming", "*")):
            with open(path, errors="replace") as file:
                bodies.append(file.read().partition("\n\n")[2].strip())
        return bodies


ALL = [Edutracd, GammuFiles, GammuSQLite, SMSTools]


def available(names):
    """The clients that are installed, and a word on those that are not."""
    needs = {GammuFiles: "gammu-smsd", GammuSQLite: "gammu-smsd", SMSTools: "smsd"}
    found = []
    for client in ALL:
        program = needs.get(client)
        if names and client.name not in names:
            continue
        if program and not any(os.access(os.path.join(folder, program), os.X_OK)
                               for folder in os.environ["PATH"].split(":") + ["/usr/sbin"]):
            print(f"edutrac: {program} is not installed; the tables go without {client.name}.", file=sys.stderr)
            continue
        if client is GammuSQLite and not os.path.exists(GammuSQLite.schema):
            print(f"edutrac: {GammuSQLite.schema} is not there; the tables go without {client.name}.", file=sys.stderr)
            continue
        found.append(client)
    return found


def number_of(body):
    """Which numbered text this is."""
    match = re.match(r"\s*(\w+ \d{5})", body)
    return match.group(1) if match else body[:20]
