"""Reads a CSV file and prints how many cells it fills."""
import csv
import sys

with open(sys.argv[1], newline="", encoding="utf-8-sig") as rows:
    print(sum(value != "" for row in csv.reader(rows) for value in row))
