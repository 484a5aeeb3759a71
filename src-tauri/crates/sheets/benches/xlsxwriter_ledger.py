"""Writes the cells of a ledger with XlsxWriter and prints the seconds it took.

Usage: xlsxwriter_ledger.py ROWS.tsv OUT.xlsx default|constant
Cells start with their kind: s text, n number, d day, l light with its index.
"""

import datetime
import sys
import time

import xlsxwriter

source, target, mode = sys.argv[1:]


def parse(cell):
    kind, rest = cell[0], cell[1:]
    if kind == "n":
        return kind, float(rest)
    if kind == "d":
        return kind, datetime.date.fromisoformat(rest)
    if kind == "l":
        return rest[0], rest[1:]
    return kind, rest


with open(source, encoding="utf-8") as lines:
    rows = [[parse(cell) for cell in line.rstrip("\n").split("\t")] for line in lines]

start = time.perf_counter()
book = xlsxwriter.Workbook(target, {"constant_memory": mode == "constant"})
sheet = book.add_worksheet("台账")
base = {"font_name": "宋体", "font_size": 9, "border": 1, "valign": "vcenter"}
text = book.add_format({**base, "text_wrap": True})
number = book.add_format({**base, "align": "center", "num_format": "0.##"})
day = book.add_format({**base, "align": "center", "num_format": "yyyy-mm-dd"})
colours = ["#FAECEA", "#FBF3DD", "#E6F1F8", "#FFFFFF", "#F1F0EB", "#FFFFFF", "#FFFFFF", "#FFFFFF"]
lights = [book.add_format({**base, "align": "center", "bg_color": colour}) for colour in colours]
sheet.freeze_panes(4, 2)
sheet.autofilter(3, 0, len(rows) + 3, len(rows[0]) - 1)
for at, row in enumerate(rows, 4):
    for column, (kind, value) in enumerate(row):
        if kind == "s":
            if value:
                sheet.write_string(at, column, value, text)
            else:
                sheet.write_blank(at, column, None, text)
        elif kind == "n":
            sheet.write_number(at, column, value, number)
        elif kind == "d":
            sheet.write_datetime(at, column, value, day)
        else:
            sheet.write_string(at, column, value, lights[int(kind)])
book.close()
print(time.perf_counter() - start)
