"""Writes the cells of a CSV file to a workbook."""
import csv
import sys
import openpyxl

book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet("COSA")
with open(sys.argv[1], newline="", encoding="utf-8-sig") as rows:
    for row in csv.reader(rows):
        sheet.append([value or None for value in row])
book.save(sys.argv[2])
