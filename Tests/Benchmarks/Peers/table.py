"""Makes a table of the lines that the programs printed: program, direction, workload, rate, allocations, remark."""

import sys

rows = [line.rstrip("\n").split("\t") for line in sys.stdin]
rate = {tuple(row[:3]): int(row[3]) for row in rows}
peers = ["libgammu", "smspdudecoder"]
print("Messages a second on one core. Allocations are edutrac's for each message; the ratio is edutrac to the")
print("fastest other program.\n")
print(f"{'':16}{'edutrac':>10}{'allocations':>13}{peers[0]:>10}{peers[1]:>15}{'ratio':>7}")
for program, direction, workload, own, allocations, *_ in rows:
    if program != "edutrac":
        continue
    others = [rate.get((peer, direction, workload)) for peer in peers]
    best = max((other for other in others if other), default=None)
    shown = [f"{other:,}" if other else "-" for other in others]
    ratio = f"{int(own) / best:.1f}" if best else "-"
    print(f"{direction:7}{workload:9}{int(own):>10,}{float(allocations):>13.1f}{shown[0]:>10}{shown[1]:>15}{ratio:>7}")
remarks = [(row[0], row[2], row[5]) for row in rows if len(row) > 5 and row[1] == "decode"]
for program, workload, remark in remarks:
    read, _, count = remark.partition(" of ")
    if read != count:
        print(f"{program} reads {remark} of {workload}; only those count.")
