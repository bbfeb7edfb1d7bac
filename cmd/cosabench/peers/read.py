"""Reads the first sheet of a workbook and prints how many cells it fills."""
import sys
import openpyxl

book = openpyxl.load_workbook(sys.argv[1], read_only=True)
sheet = book.worksheets[0]
sheet.reset_dimensions()
print(sum(value is not None for row in sheet.iter_rows(values_only=True) for value in row))
