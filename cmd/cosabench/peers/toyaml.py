"""Reads a workbook and writes its rows as YAML, grouped to profiles; prints how many rows."""
import sys
import openpyxl
import yaml
import grouping

book = openpyxl.load_workbook(sys.argv[1], read_only=True)
sheet = book.worksheets[0]
sheet.reset_dimensions()
lines = sheet.iter_rows(values_only=True)
headers = next(lines)
found = grouping.profiles(headers, lines)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    yaml.dump({"version": 1, "profiles": found}, out, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
print(sum(len(p["targets"]) * len(p["connections"]) for p in found))
