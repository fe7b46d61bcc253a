#!/usr/bin/env python3
"""Writes core/data/value/moon.txt: the days of holidays that the moon sets, year by year.

    pip install holidays==0.109
    train/value/moon.py

The package reckons them (MIT; https://github.com/vacanza/holidays). What it has no table for stays out: a day that it
only extrapolates is not better than none, so that Diwali is taken from its Indian table and not from its general one.
"""

import pathlib

import holidays
from holidays.calendars.chinese import _ChineseLunisolar as chinese
from holidays.calendars.hebrew import _HebrewLunisolar as hebrew
from holidays.calendars.hindu import _HinduLunisolar as hindu
from holidays.calendars.islamic import _IslamicLunar as islamic

LIST = pathlib.Path(__file__).resolve().parents[2] / "core/data/value/moon.txt"
HEAD = f"""# Days of holidays that the moon sets: the name, a tab, the first year, and the days of it and of every following year as
# MMDD; "-" where there is none, "/" between two of one year. Islamic days are reckoned, and may be seen a day later.
# Source: holidays {holidays.__version__} (MIT). Made by train/value/moon.py.
"""
DAYS = {
    "ashura": islamic.ASHURA_DATES,
    "diwali": hindu.DIWALI_INDIA_DATES,
    "eid al-adha": islamic.EID_AL_ADHA_DATES,
    "eid al-fitr": islamic.EID_AL_FITR_DATES,
    "hanukkah": hebrew.HANUKKAH_DATES,
    "holi": hindu.HOLI_DATES,
    "lunar new year": chinese.LUNAR_NEW_YEAR_DATES,
    "passover": hebrew.PASSOVER_DATES,
    "purim": hebrew.PURIM_DATES,
    "ramadan": islamic.RAMADAN_BEGINNING_DATES,
    "rosh hashanah": hebrew.ROSH_HASHANAH_DATES,
    "sukkot": hebrew.SUKKOT_DATES,
    "yom kippur": hebrew.YOM_KIPPUR_DATES,
}


def day(found):
    """(4, 10) as 0410; two of them, which Islamic years may have, with a mark between."""
    if found is None:
        return "-"
    several = found if isinstance(found[0], tuple) else (found,)
    return "/".join(f"{month:02}{day:02}" for month, day in several)


lines = (f"{name}\t{min(days)} " + " ".join(day(days.get(year)) for year in range(min(days), max(days) + 1)) for name, days in DAYS.items())
LIST.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
