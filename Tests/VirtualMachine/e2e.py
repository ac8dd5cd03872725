#!/usr/bin/env python3
"""The package in a Debian machine with real systemd, real udev and a USB modem that is plugged and pulled.

  e2e.py VM-FOLDER PACKAGE MODEMSIM WORK-FOLDER [SCENE ...]

VM-FOLDER holds vm.py and build-image.sh: a Debian 12 guest under QEMU with a hot-pluggable serial port and a disk that
forgets what was not flushed. Each scene prints what it saw and ends with an error when that is not what it must be.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import time

from cable import Holder, Modem, until

ROSTER = """\
cod_mod,anexo,cod_local,name,level,district,ugel,community,cluster,teaching_form,boys,girls,teachers
9999996,0,900001,I.E. 501 Kimbiri,primaria,Kimbiri,UGEL Pichari,,Red 1,multigrado,14,16,2
"""
PHONES = [f"9876543{n:02}" for n in range(21, 41)]
REPORTERS = "phone,name,role,cod_mod,anexo,letter,language\n" + "".join(
    f"{phone},Docente {n},teacher,9999996,0,,es\n" for n, phone in enumerate(PHONES))
# QEMU's serial port is a converter by its numbers; where it is plugged in is what stays.
CONFIGURATION = """\
[office]
name = "UGEL Ejemplo"
phone = "987654300"
[[modem]]
name = "sim1"
match = { udev = { ID_SERIAL_SHORT = "EDUTRAC1" } }
"""


def say(words, seconds=None):
    print(f"  {words}" + (f": {seconds:.1f} s" if seconds is not None else ""), flush=True)


def same(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: {found!r}, not {wanted!r}")


class Bed:
    """The guest, the modem, and what has been texted so far."""

    def __init__(self, VM, image, package, modemsim, folder):
        self.vm = VM(os.path.join(folder, "guest"), image=image)
        self.package, self.folder = package, folder
        self.modem = Modem(modemsim, folder)
        self.holder = Holder(os.path.join(folder, "holder.sock"))
        self.texts = []
        self.is_plugged = False

    # ------------------------------------------------------------- guest
    def start(self, **how):
        self.vm.start(disk="volatile", **how)
        self.vm.wait_ready()
        if self.is_plugged:
            self.is_plugged = False
            self.plug()

    def plug(self):
        self.vm.plug("modem", self.modem.port, serial="EDUTRAC1", port=1)
        self.is_plugged = True

    def unplug(self):
        self.vm.unplug("modem")
        self.is_plugged = False

    def sh(self, script, timeout=120):
        return self.vm.run(script, timeout=timeout, check=True).text.strip()

    def status(self):
        answer = self.vm.run("edutrac status --json", timeout=60)
        return json.loads(answer.text) if answer.text.startswith("{") else {}

    def is_ready(self):
        return any(modem["state"] == "ready" for modem in self.status().get("modems", []))

    def ready(self, seconds=90):
        return until("the modem to be ready", self.is_ready, seconds)[1]

    def journal(self, pattern):
        return self.journal_of("edutracd", pattern)

    def journal_of(self, unit, pattern):
        return self.vm.run(f"journalctl -b -u {unit} -o cat | grep -E -- '{pattern}'").text.strip()

    # ------------------------------------------------------------- texts
    def send(self, number, note=""):
        """Each text has a phone and figures of its own."""
        phone, boys = PHONES[number % len(PHONES)], 1 + len(self.texts) % 14
        words = f"H {boys} M {1 + number % 16} D {1 + len(self.texts) // 14 % 2}"
        self.texts.append((phone, words))
        self.modem.text(phone, words)

    def replies(self):
        return [submit for submit in self.modem.submits() if submit["to"].lstrip("+").startswith("519876543")]

    def inbox(self):
        return json.loads(self.sh("edutrac inbox list --json"))

    def outbox(self):
        return json.loads(self.sh("edutrac outbox list --json"))

    def settled(self):
        """Nothing waits in the modem, and nothing to be sent."""
        if self.modem.waiting():
            return False
        return not any(text["state"] in ("queued", "submitting") for text in self.outbox())

    def examine(self):
        """Everything received is there, once; nothing was sent twice without a mark."""
        until("all to be received and answered", self.settled, 120)
        same(sorted(entry["text"] for entry in self.inbox()), sorted(words for _, words in self.texts), "texts received")
        same(self.sh("sqlite3 -readonly /var/lib/edutrac/edutrac.sqlite 'PRAGMA integrity_check'"), "ok", "database")
        outbox = self.outbox()
        unknown = [text for text in outbox if text["state"] == "unknown"]
        answered = {}
        for submit in self.replies():
            answered[submit["text"]] = answered.get(submit["text"], 0) + 1
        known = {}
        for text in outbox:
            known[text["text"]] = known.get(text["text"], 0) + 1
        for words, times in answered.items():
            if times > known.get(words, 0):
                raise AssertionError(f"sent {times} times, known {known.get(words, 0)} times: {words}")
        say(f"{len(self.texts)} texts so far, all there; {len(self.replies())} replies on the air, "
            f"{len(unknown)} marked as unknown")


# ------------------------------------------------------------------ scenes, in this order
def install(bed):
    """The package from nothing: the service runs without a modem."""
    before = int(bed.sh("df --output=used -k / | tail -1"))
    bed.vm.put(bed.package, "/root/edutrac.deb")
    bed.sh("dpkg -i /root/edutrac.deb", timeout=300)
    bed.sh("rm /root/edutrac.deb; sync")
    same(bed.sh("systemctl is-active edutracd edutrac-month.timer edutrac-backup.timer media-edutrac.automount"),
         "active\nactive\nactive\nactive", "units")
    same(bed.sh("systemctl is-enabled edutracd edutrac-month.timer edutrac-backup.timer media-edutrac.automount"),
         "enabled\nenabled\nenabled\nenabled", "units")
    same(bed.sh("systemctl --failed --no-legend --plain"), "", "failed units")
    same(bed.sh("stat -c '%a %U:%G' /etc/edutrac /etc/edutrac/edutrac.toml /var/lib/edutrac"),
         "750 root:edutrac\n640 root:edutrac\n2770 edutrac:edutrac", "modes")
    after = int(bed.sh("df --output=used -k / | tail -1"))
    package = os.path.getsize(bed.package) / 1e6
    say(f"package {package:.0f} MB, installed {(after - before) / 1024:.0f} MiB")
    say("exposure " + bed.sh("systemd-analyze security --no-pager edutracd | tail -1 | grep -oE '[0-9.]+ [A-Z]+'"))
    same(bed.sh("journalctl -b -p warning -o cat _PID=1 | grep -i edutrac || true"), "", "systemd's complaints")
    same(bed.sh("systemctl start edutrac-month && systemctl is-failed edutrac-month || true"), "inactive", "month close")


def configure(bed):
    bed.vm.put_bytes(CONFIGURATION.encode(), "/root/edutrac.toml")
    bed.sh("cat /root/edutrac.toml > /etc/edutrac/edutrac.toml && edutracd --check && systemctl restart edutracd")
    same(bed.sh("stat -c '%a %U:%G' /etc/edutrac/edutrac.toml"), "640 root:edutrac", "mode")
    bed.vm.put_bytes(ROSTER.encode(), "/root/schools.csv")
    bed.vm.put_bytes(REPORTERS.encode(), "/root/reporters.csv")
    bed.sh("edutrac school import /root/schools.csv && edutrac reporter import /root/reporters.csv")


def plug(bed):
    """A text in, a reply out."""
    bed.plug()
    say("from plug to ready", bed.ready())
    bed.send(0)
    say("from text to reply", until("a reply", bed.replies)[1])
    bed.examine()


def replug(bed):
    """Pulled and plugged again, under another number."""
    bed.unplug()
    until("the modem to be absent", lambda: not bed.is_ready())
    bed.vm.plug("holder", bed.holder.path, serial="OTHER", port=2)
    until("the other port", lambda: bed.vm.run("test -e /dev/ttyUSB0").rc == 0)
    bed.send(1)
    bed.plug()
    say("from plug to ready", bed.ready())
    same(bed.sh("basename $(readlink -f /dev/serial/by-id/*EDUTRAC1*)"), "ttyUSB1", "the modem's port")
    bed.examine()
    bed.vm.unplug("holder")


def kill(bed):
    """SIGKILL while texts come and go."""
    for number in range(2, 8):
        bed.modem.ask(do="hold", command="+CMGS", nth=1, point=("before", "prompt", "body", "after")[number % 4])
        bed.send(number)
        until("a text to be on its way", lambda: bed.modem.ask(do="await", held=True, seconds=60))
        bed.sh("systemctl kill -s KILL edutracd")
        bed.modem.ask(do="release", disarm=True)
        bed.ready()
    bed.examine()


def idle(bed):
    """What it costs when nothing happens."""
    bed.modem.ask(do="await", idle=True, quiet=2, seconds=60)
    script = """
        p=$(systemctl show -P MainPID edutracd)
        ticks() { awk '{print $14 + $15}' /proc/$p/stat; }
        wakes() { cat /proc/$p/task/*/status | awk '/^voluntary/ {n += $2} END {print n}'; }
        a=$(ticks); b=$(wakes); sleep 120; c=$(ticks); d=$(wakes)
        awk '/^(Rss|Pss):/ {printf "%s %.1f MiB ", $1, $2 / 1024}' /proc/$p/smaps_rollup
        echo "wake-ups $(( (d - b) / 120 ))/s, CPU $(( (c - a) * 10 * 30 / 1000 )) s an hour, emulated processor"
    """
    say("idle: " + bed.sh(script, timeout=180))


def reboot(bed):
    """An orderly reboot with a text waiting in the modem, which stays plugged in."""
    count = len(bed.replies())
    bed.sh("systemctl stop edutracd")
    bed.send(8)
    start = time.monotonic()
    bed.vm.reboot()
    until("a reply", lambda: len(bed.replies()) > count, 120)
    say("from the order to reboot to the first text answered", time.monotonic() - start)
    say("systemd: " + bed.sh("systemd-analyze time | head -1"))
    bed.examine()


def powercut(bed):
    """Power fails in the middle of writes; the disk forgets what was not flushed."""
    for number in range(6):
        bed.ready()
        bed.vm.disk_ctl(cmd="arm", on=("write", "flush")[number % 2], n=1 + 2 * number)
        for text in range(3):
            bed.send(9 + 3 * number + text)
        try:
            until("the power to fail", lambda: bed.vm.disk_ctl(cmd="status")["failed"], 60)
        finally:
            bed.vm.power_cut(keep=("none", "random")[number // 2 % 2], seed=number)
        bed.start()
    bed.ready()
    bed.examine()


def full(bed):
    """No room: texts stay in the modem until there is some."""
    # Closed by the last who has it open, the write-ahead log has no room of its own any more.
    bed.sh("systemctl restart edutracd")
    bed.ready()
    bed.sh("dd if=/dev/zero of=/var/lib/fill bs=1M status=none 2>/dev/null; dd if=/dev/zero of=/var/lib/fill2 bs=1k "
           "status=none 2>/dev/null; test $(df --output=avail -k / | tail -1) -lt 8")
    for number in range(28, 40):
        bed.send(number)
    until("the daemon to say it", lambda: bed.journal("texts not stored|no room|disk"), 90)
    say("said: " + bed.journal("no room").splitlines()[-1][:110])
    if not bed.modem.waiting():
        raise AssertionError("nothing waits in the modem")
    say(f"{bed.modem.waiting()} texts wait in the modem")
    bed.sh("rm /var/lib/fill /var/lib/fill2")
    bed.examine()


def readonly(bed):
    """The file system turns read-only after an error; a reset later all is there."""
    # As after an error of the disk; a read-only remount by sysrq would let fsync lie.
    bed.sh("sync; mount -o remount,errors=remount-ro /; echo e2e > /sys/fs/ext4/vda/trigger_fs_error; sleep 1; "
           "grep ' / ' /proc/mounts | grep -w ro")
    bed.send(40)
    until("the daemon to say it", lambda: bed.journal("texts not stored"), 90)
    same(bed.modem.waiting(), 1, "texts that stay in the modem")
    say("said: " + bed.journal("texts not stored").splitlines()[-1][:130])
    bed.vm.reset()
    bed.vm.wait_ready()
    bed.ready()
    bed.examine()


def lying(bed):
    """Remounted read-only in an emergency: fsync says yes and keeps nothing, and is not believed."""
    bed.sh("sync; echo 1 > /proc/sys/kernel/sysrq; echo u > /proc/sysrq-trigger; sleep 2; grep ' / ' /proc/mounts | grep -w ro")
    bed.send(43)
    until("the daemon to say it", lambda: bed.journal("texts not stored"), 90)
    same(bed.modem.waiting(), 1, "texts that stay in the modem")
    said = bed.journal("texts not stored").splitlines()[-1]
    if "read-only" not in said:
        raise AssertionError("it does not say why: " + said)
    say("said: " + said[:130])
    bed.vm.reset()
    bed.vm.wait_ready()
    bed.ready()
    bed.examine()


def lost_clock(bed):
    """A computer without a clock of its own starts in 1970."""
    bed.vm.stop()
    bed.start(extra=("-rtc", "base=1970-01-01T00:10:00"))
    bed.ready()
    say("the guest's clock: " + bed.sh("date -u +%F"))
    bed.send(41)
    bed.examine()
    answer = bed.vm.run("edutrac status", timeout=60)
    same(answer.rc, 69, "status while the clock is wrong")
    say("status says: " + next((line for line in answer.text.splitlines() if "held" in line), answer.text)[:150])
    bed.vm.stop()
    bed.start()
    bed.ready()


def stuck(bed):
    """A modem's thread stands still: systemd ends the daemon and starts it anew."""
    before = bed.sh("systemctl show -P MainPID edutracd")
    threads = bed.sh(f"grep -l NIO-ELT /proc/{before}/task/*/comm | cut -d/ -f5").split()
    # PTRACE_ATTACH stops one thread, where a signal would stop all of them; it stands as long as the tracer lives.
    tracer = bed.sh("nohup perl -e 'for (@ARGV) { syscall(101, 16, $_ + 0, 0, 0) == 0 or die } sleep 600' "
                    + " ".join(threads) + " >/dev/null 2>&1 & echo $!")
    bed.send(43)
    until("systemd to start it anew", lambda: bed.sh("systemctl show -P MainPID edutracd") not in (before, "0"), 300)
    say("said: " + bed.sh("journalctl -b -u edutracd -o cat | grep -i watchdog | tail -2 | tr '\\n' ' '")[:170])
    bed.sh(f"kill {tracer} || true")
    bed.ready()
    bed.examine()


def plug_stick(bed):
    """-> its tty under /dev/edutrac."""
    from usbredir_modem import PRESETS, Stick
    path = os.path.join(bed.folder, "stick.sock")
    if not os.path.exists(path):
        Stick(path, PRESETS["sim7600"], {}, os.path.join(bed.folder, "stick.log"))
    bed.vm.plug("stick", path, "usb-redir", port=3)
    until("its port", lambda: bed.vm.run("ls /dev/edutrac/*").rc == 0, 60)
    bed.sh("udevadm settle")


def stick(bed):
    """What udev makes of a real stick: ModemManager is kept off it, its port for commands has a name."""
    plug_stick(bed)
    name, port = bed.sh("for l in /dev/edutrac/*; do echo $l $(readlink -f $l); done").split()
    facts = bed.sh(f"udevadm info -q property -n {port}; d=$(udevadm info -q path -n {port}); "
                   "for i in 1 2 3 4; do d=${d%/*}; test -e /sys$d/idVendor && break; done; "
                   "udevadm info -q property -p $d; cat /sys$d/power/control")
    for fact in ("ID_USB_INTERFACE_NUM=02", "ID_EDUTRAC_PORT=commands", "ID_EDUTRAC_MODEM=1", "ID_MM_DEVICE_IGNORE=1"):
        if fact not in facts:
            raise AssertionError(f"{fact} is missing in\n{facts}")
    same(facts.splitlines()[-1], "on", "autosuspend")
    same(bed.sh(f"stat -c '%a %G' {port}"), "660 dialout", "the port's mode")
    say(f"{name} is {port}")
    bed.vm.unplug("stick")
    until("its name to go", lambda: bed.vm.run("ls /dev/edutrac/*").rc != 0, 30)


def usb_reset(bed):
    """The one step that needs root: a stick that hangs is taken off its bus and put back, and nothing else is."""
    plug_stick(bed)
    device = bed.sh("grep -l 1e0e /sys/bus/usb/devices/*/idVendor | cut -d/ -f6")
    number = bed.sh(f"cat /sys/bus/usb/devices/{device}/devnum")
    request = "runuser -u edutrac -- touch /run/edutrac/usb-reset/"
    bed.sh(request + device)
    until("it to be done", lambda: bed.journal_of("edutrac-usb-reset", f"{device} is back on the bus"), 60)
    until("its port to be back", lambda: bed.vm.run("ls /dev/edutrac/*").rc == 0, 60)
    same(bed.sh("ls /run/edutrac/usb-reset"), "", "requests that are left")
    say(f"{device}, device {number}: " + bed.journal_of("edutrac-usb-reset", f"{device} is").replace("\n", "; "))
    hub = bed.sh("basename $(dirname $(grep -l ^1d6b /sys/bus/usb/devices/*/idVendor | head -1))")
    for name in (hub, "1-9", "nothing"):
        bed.sh(request + name)
        until("a request that is refused to be removed", lambda: bed.sh("ls /run/edutrac/usb-reset") == "", 60)
    say("refused: " + bed.journal_of("edutrac-usb-reset", "no tty|not there|names no").replace("\n", "; ")[:150])
    bed.vm.unplug("stick")
    until("its name to go", lambda: bed.vm.run("ls /dev/edutrac/*").rc != 0, 30)
    bed.ready()
    bed.examine()


def modem_manager(bed):
    """ModemManager installed beside: it leaves stick and modem alone, and texts go on."""
    folder = os.path.abspath(os.path.join(bed.folder, "debs"))
    os.makedirs(os.path.join(folder, "partial"))
    with open(os.path.join(folder, "status"), "wb") as file:
        file.write(bed.vm.get("/var/lib/dpkg/status"))
    subprocess.run(
        ["apt-get", "-qq", "-y", "--download-only", "--no-install-recommends", "-o", f"Dir::State::status={folder}/status",
         "-o", f"Dir::Cache::archives={folder}", "-o", "Debug::NoLocking=1", "install", "modemmanager"],
        check=True, stdout=subprocess.DEVNULL)
    for name in os.listdir(folder):
        if name.endswith(".deb"):
            bed.vm.put(os.path.join(folder, name), f"/root/mm/{name}")
    bed.sh("DEBIAN_FRONTEND=noninteractive dpkg -i /root/mm/*.deb </dev/null; rm -r /root/mm; "
           "systemctl restart dbus; systemctl restart ModemManager", timeout=300)
    same(bed.sh("systemctl is-active ModemManager"), "active", "ModemManager")
    bed.unplug()
    until("the modem to be absent", lambda: not bed.is_ready())
    bed.plug()
    plug_stick(bed)
    say("from plug to ready", bed.ready())
    # ModemManager waits some seconds before it probes.
    time.sleep(30)
    said = bed.sh("mmcli -L")
    same(said, "No modems were found", "ModemManager")
    daemon = bed.sh("systemctl show -P MainPID ModemManager")
    same(bed.sh(f"ls -l /proc/{daemon}/fd | grep -c tty || true"), "0", "ttys that ModemManager has open")
    bed.send(44)
    bed.examine()
    bed.vm.unplug("stick")
    bed.sh("dpkg -P modemmanager </dev/null", timeout=120)


def upgrade(bed):
    """A later version keeps configuration and data, and takes up what came meanwhile."""
    later = os.path.join(bed.folder, "later")
    shutil.rmtree(later, ignore_errors=True)
    subprocess.run(["dpkg-deb", "-R", bed.package, later], check=True)
    control = os.path.join(later, "DEBIAN/control")
    with open(control) as file:
        text = file.read()
    with open(control, "w") as file:
        file.write(re.sub(r"(?m)^Version: .*", "Version: 99.0", text))
    with open(os.path.join(later, "etc/edutrac/edutrac.toml"), "a") as file:
        file.write("# a later example\n")
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", later, later + ".deb"], check=True,
                   stdout=subprocess.DEVNULL)
    shutil.rmtree(later)
    bed.vm.put(later + ".deb", "/root/later.deb")
    bed.send(42)
    bed.sh("dpkg --force-confold -i /root/later.deb </dev/null; rm /root/later.deb", timeout=300)
    same(bed.sh("dpkg-query -W -f '${Version} ${db:Status-Status}' edutrac"), "99.0 installed", "package")
    same(bed.sh("cat /etc/edutrac/edutrac.toml") + "\n", CONFIGURATION, "configuration")
    same(bed.sh("stat -c '%a %U:%G' /etc/edutrac/edutrac.toml"), "640 root:edutrac", "mode")
    bed.ready()
    bed.examine()


def newer_schema(bed):
    """Older programs refuse a newer database with words."""
    bed.sh("systemctl stop edutracd && sqlite3 /var/lib/edutrac/edutrac.sqlite "
           "\"INSERT INTO grdb_migrations VALUES ('2099-01 later')\"")
    answer = bed.vm.run("runuser -u edutrac edutracd", timeout=60)
    same(answer.rc, 73, "exit code")
    say("said: " + answer.stderr.decode().strip()[:150])
    bed.sh("sqlite3 /var/lib/edutrac/edutrac.sqlite \"DELETE FROM grdb_migrations WHERE identifier LIKE '2099%'\"; "
           "chown edutrac:edutrac /var/lib/edutrac/*; systemctl start edutracd")
    bed.ready()


def remove(bed):
    """Removing keeps data, purging asks nothing and leaves none."""
    bed.sh("dpkg -r edutrac </dev/null", timeout=120)
    same(bed.sh("ls /etc/edutrac/edutrac.toml /var/lib/edutrac/edutrac.sqlite"),
         "/etc/edutrac/edutrac.toml\n/var/lib/edutrac/edutrac.sqlite", "what is kept")
    same(bed.vm.run("systemctl is-active edutracd").text.strip(), "inactive", "service")
    bed.sh("dpkg -P edutrac </dev/null", timeout=120)
    left = bed.sh("find / -xdev -path /proc -prune -o -name '*edutrac*' -print | grep -v '^/root/' || true")
    same(left, "", "what is left")
    same(bed.sh("id -un edutrac"), "edutrac", "user")
    bed.unplug()


SCENES = [install, configure, plug, replug, kill, idle, stuck, reboot, powercut, full, readonly, lying, lost_clock, stick,
          usb_reset, modem_manager, upgrade, newer_schema, remove]


def main(vm_folder, package, modemsim, folder, *wanted):
    sys.path.insert(0, vm_folder)
    from vm import VM
    image = os.path.join(folder, "image")
    if not os.path.exists(os.path.join(image, "rootfs.img")):
        print("building the guest's image", flush=True)
        subprocess.run(["bash", os.path.join(vm_folder, "build-image.sh"), "--deps", image], check=True,
                       stdout=subprocess.DEVNULL)
    run = os.path.join(folder, "run")
    shutil.rmtree(run, ignore_errors=True)
    os.makedirs(run)
    bed = Bed(VM, image, package, modemsim, run)
    begun = time.monotonic()
    try:
        bed.start(fresh=True)
        for scene in SCENES:
            if wanted and scene.__name__ not in wanted and scene not in (install, configure, plug):
                continue
            print(f"{scene.__name__}: {(scene.__doc__ or 'Configuration and roster.').splitlines()[0]}", flush=True)
            start = time.monotonic()
            scene(bed)
            say("scene", time.monotonic() - start)
        print(f"all as it should be, in {(time.monotonic() - begun) / 60:.1f} min")
    except Exception:
        if bed.vm.qemu.pid():
            print(bed.vm.run("journalctl -b -u edutracd -o cat | tail -30; dmesg | tail -5").text, file=sys.stderr)
        raise
    finally:
        bed.vm.stop()
        bed.modem.close()


if __name__ == "__main__":
    if len(sys.argv) < 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
