"""Prints how many numbers of a list (the first file) lie in no range (the second, START-END a line)."""
import bisect
import sys

with open(sys.argv[2]) as ranges:
    pairs = sorted(tuple(map(int, line.split("-"))) for line in ranges)
starts = [start for start, _ in pairs]
held = [0] * len(pairs)
outside = 0
with open(sys.argv[1]) as sims:
    for line in sims:
        number = int(line)
        i = bisect.bisect_right(starts, number) - 1
        if i >= 0 and number <= pairs[i][1]:
            held[i] += 1
        else:
            outside += 1
print(outside)
