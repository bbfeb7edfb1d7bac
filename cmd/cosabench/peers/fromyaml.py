"""Reads what toyaml.py writes and writes its rows as a workbook; prints how many rows."""
import sys
import openpyxl
import yaml
import grouping

with open(sys.argv[1], encoding="utf-8") as source:
    found = yaml.load(source, Loader=yaml.CSafeLoader)["profiles"]
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet("COSA")
n = -1
for row in grouping.rows(found):
    sheet.append(row)
    n += 1
book.save(sys.argv[2])
print(n)
