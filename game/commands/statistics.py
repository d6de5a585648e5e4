"""`python main.py statistics`: what happened, day by day, and as a table for spreadsheets."""

import argparse
from datetime import date, timedelta

from game.statistics import Statistics, of_day, summary
from models.errors import InputError


def statistics(options: argparse.Namespace) -> int:
    """Print the summary of a day or of all days, or write every visit into a file."""
    kept = Statistics()
    if options.csv is not None:
        try:
            count = kept.write_csv(options.csv)
        except OSError as error:
            raise InputError(f"{options.csv} cannot be written ({error.strerror}).") from None
        print(f"{count} visits are in {options.csv}.")
        return 0
    lines = summary(kept.visits(), len(kept.faults())) if options.day == "all" else of_day(kept, _day(options.day))
    for name, words in lines:
        print(f"{name:26} {words}")
    return 0


def _day(text: str) -> date:
    if text in ("today", "yesterday"):
        return date.today() - timedelta(days=text == "yesterday")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text} is no day such as {date.today()}; today, yesterday and all are understood.") from None
