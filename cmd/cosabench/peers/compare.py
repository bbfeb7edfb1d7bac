"""Reads two workbooks and prints how many rows are in one only."""
import sys
import openpyxl


def rows(path):
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    sheet.reset_dimensions()
    return set(sheet.iter_rows(values_only=True))


print(len(rows(sys.argv[1]) ^ rows(sys.argv[2])))
