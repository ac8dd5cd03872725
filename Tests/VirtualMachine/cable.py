"""The simulated modem at the far end of a USB cable.

edutrac-modemsim is a modem on a pseudo-terminal; QEMU's USB serial port wants a unix socket. This stands between: each
connection of QEMU is one plugging in, each end of one a modem that loses its power. SIM and network stay.
"""
import json
import os
import socket
import subprocess
import termios
import threading
import time
import tty


class Modem:
    def __init__(self, program, folder):
        self.link, self.control = f"{folder}/modem", f"{folder}/modem.ctl"
        self.port = f"{folder}/usb.sock"
        self.process = subprocess.Popen(
            [program, "--link", self.link, "--control", self.control, "--memory", "SM:50"],
            stdout=subprocess.PIPE, text=True)
        if not self.process.stdout.readline():
            raise SystemExit("edutrac-modemsim did not start")
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.port)
        self.listener.listen(1)
        threading.Thread(target=self._serve, daemon=True).start()

    def ask(self, **request):
        """One request of edutrac-modemsim(1); a refusal is an error."""
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(request.get("seconds", 20) + 10)
            s.connect(self.control)
            s.sendall(json.dumps(request).encode() + b"\n")
            with s.makefile("rb") as answers:
                answer = json.loads(answers.readline())
        if not answer.get("ok"):
            raise AssertionError(f"{request}: {answer}")
        return answer

    def text(self, phone, words):
        self.ask(do="text", **{"from": "+51" + phone, "text": words})

    def submits(self):
        return self.ask(do="submits")["submits"]

    def waiting(self):
        """Texts in the modem's memories."""
        return len(self.ask(do="memory")["slots"])

    def close(self):
        self.process.terminate()
        self.process.wait(10)

    def _serve(self):
        while True:
            plugged, _ = self.listener.accept()
            line = os.open(self.link, os.O_RDWR | os.O_NOCTTY)
            tty.setraw(line, termios.TCSANOW)
            answers = threading.Thread(target=self._answers, args=(line, plugged), daemon=True)
            answers.start()
            try:
                # Always read: QEMU writes blocking, and a full socket would stop the whole guest.
                while data := plugged.recv(4096):
                    os.write(line, data)
            except OSError:
                pass
            self.ask(do="line", state="drop")
            answers.join(5)
            os.close(line)
            plugged.close()
            self.ask(do="line", state="restore")

    @staticmethod
    def _answers(line, plugged):
        try:
            while data := os.read(line, 4096):
                plugged.sendall(data)
        except OSError:
            pass


class Holder:
    """A second serial port, on which nobody answers: it takes a number away from the modem."""

    def __init__(self, path):
        self.path = path
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(1)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            plugged, _ = self.listener.accept()
            try:
                while plugged.recv(4096):
                    pass
            except OSError:
                pass
            plugged.close()


def until(what, condition, seconds=60):
    """Waits for CONDITION to give something and returns it with the seconds it took."""
    start = time.monotonic()
    while True:
        found = condition()
        if found:
            return found, time.monotonic() - start
        if time.monotonic() - start > seconds:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.2)
