"""smspdudecoder on the same TPDUs, hexadecimal to text. Prints lines as CodecBench does."""

import sys
import time
from io import StringIO

from smspdudecoder.fields import SMSDeliver

for name in ["short", "long", "ucs2", "vectors"]:
    with open(f"{sys.argv[1]}/{name}.hex") as file:
        pdus = file.read().split()
    rounds = 2000 // len(pdus) + 1
    best = 1e9
    for _ in range(3):
        done = 0
        start = time.perf_counter()
        for _ in range(rounds):
            for pdu in pdus:
                try:
                    SMSDeliver.decode(StringIO(pdu))["user_data"]["data"]
                    done += 1
                except Exception:  # whatever it raises at what it cannot read
                    pass
        best = min(best, time.perf_counter() - start)
    print(f"smspdudecoder\tdecode\t{name}\t{done / best:.0f}\t-\t{done // rounds} of {len(pdus)}")
