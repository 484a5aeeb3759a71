"""Writes workdays.csv: the due date of every working start day of 2022-2026 for each limit, by the
PyPI package chinesecalendar 1.11.0 (https://pypi.org/project/chinesecalendar/, MIT), which knows
nothing of this program's data.

    pip install chinesecalendar==1.11.0
    python3 tests/data/workdays.py

The day after the start is day 1. A due date past the package's last year is left empty.
"""

import csv
import datetime
import pathlib

import chinese_calendar

LIMITS = [1, 3, 5, 7, 10, 15, 30]
DAY = datetime.timedelta(days=1)


def due(start, limit):
    day = start
    while limit:
        day += DAY
        try:
            limit -= chinese_calendar.is_workday(day)
        except NotImplementedError:
            return ""
    return day.isoformat()


def starts():
    day = datetime.date(2022, 1, 1)
    while day.year < 2027:
        if chinese_calendar.is_workday(day):
            yield day
        day += DAY


path = pathlib.Path(__file__).with_name("workdays.csv")
with path.open("w", newline="") as file:
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["start", *LIMITS])
    for start in starts():
        rows.writerow([start.isoformat(), *(due(start, limit) for limit in LIMITS)])
