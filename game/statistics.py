"""What happened: every visit as one line in an SQLite file, with nothing in it that could tell who it was."""

import contextlib
import csv
import logging
import sqlite3
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, Literal

import platformdirs

from game.language import N_, _, current

if TYPE_CHECKING:
    from game.director import Director

Ending = Literal["finished", "left", "absent", "fault", "staff"]
"""How a visit ended: with the grades, before them by the visitor, by nobody being there, by a fault, by staff."""

_log = logging.getLogger(__name__)


@dataclass
class VisitRecord:
    """One visit. The hour is the finest time that is kept; seconds are those spent in each scene."""

    day: str = ""
    hour: int = 0
    language: str = ""
    ended: Ending = "left"
    last_scene: str = ""
    pick_seconds: float = 0.0
    draw_seconds: float = 0.0
    wait_seconds: float = 0.0
    reveal_seconds: float = 0.0
    own_picture: bool = False
    content: str = ""
    style: str = ""
    grade_drawing_fast: float | None = None
    grade_drawing_classic: float | None = None
    grade_fast_classic: float | None = None

    @property
    def seconds(self) -> float:
        """How long the visit was."""
        return self.pick_seconds + self.draw_seconds + self.wait_seconds + self.reveal_seconds


SCENES = (N_("pick"), N_("draw"), N_("wait"), N_("reveal"))

COLUMNS = [entry.name for entry in fields(VisitRecord)]


def statistics_file() -> Path:
    """Where the statistics are."""
    return Path(platformdirs.user_data_dir("style-duel", appauthor=False)) / "statistics.sqlite"


class Statistics:
    """The file. Written in a thread of its own: a slow disk holds up no frame, a full one only loses the line."""

    def __init__(self, file: Path | None = None) -> None:
        """Use `file`, or the one in the user's data folder; it is made when there is something to write."""
        self.file = file or statistics_file()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="statistics")

    def add(self, visit: VisitRecord) -> None:
        """Write a visit down."""
        values = asdict(visit)
        places = ", ".join(f":{name}" for name in COLUMNS)
        self._write(f"INSERT INTO visits ({', '.join(COLUMNS)}) VALUES ({places})", values)

    def fault(self, what: str) -> None:
        """Write down that something went wrong, and what, in the program's own words."""
        now = datetime.now()
        values = {"day": now.date().isoformat(), "hour": now.hour, "what": what}
        self._write("INSERT INTO faults (day, hour, what) VALUES (:day, :hour, :what)", values)

    def _write(self, statement: str, values: dict[str, object]) -> None:
        def work() -> None:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                with contextlib.closing(sqlite3.connect(self.file, timeout=5)) as connection, connection:
                    connection.execute(f"CREATE TABLE IF NOT EXISTS visits ({', '.join(COLUMNS)})")
                    connection.execute("CREATE TABLE IF NOT EXISTS faults (day, hour, what)")
                    connection.execute(statement, values)
            except (sqlite3.Error, OSError) as error:
                _log.warning("The statistics cannot be written: %s", error)

        self._thread.submit(work)

    def visits(self) -> list[VisitRecord]:
        """Every visit, in the order in which they ended. An unreadable file holds none."""
        return [
            VisitRecord(**dict(zip(COLUMNS, row, strict=True)))
            for row in self._read(f"SELECT {', '.join(COLUMNS)} FROM visits ORDER BY rowid")
        ]

    def faults(self) -> list[tuple[str, int, str]]:
        """Day, hour and what went wrong, the oldest first."""
        return [(row[0], row[1], row[2]) for row in self._read("SELECT day, hour, what FROM faults ORDER BY rowid")]

    def _read(self, statement: str) -> list[Any]:
        if not self.file.exists():
            return []
        try:
            with contextlib.closing(sqlite3.connect(self.file, timeout=5)) as connection:
                return connection.execute(statement).fetchall()
        except sqlite3.Error as error:
            _log.warning("%s cannot be read: %s", self.file, error)
            return []

    def write_csv(self, file: Path) -> int:
        """Write every visit as a line of a table for spreadsheets; returns how many. Raises `OSError`."""
        visits = self.visits()
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, COLUMNS)
            writer.writeheader()
            writer.writerows(asdict(visit) for visit in visits)
        return len(visits)

    def close(self) -> None:
        """Wait until all is written."""
        self._thread.shutdown()


@dataclass
class VisitWatch:
    """Looks on once a frame, and hands each visit over when it has ended."""

    hand_over: Callable[[VisitRecord], None]
    _visit: VisitRecord | None = field(default=None, init=False)

    def look(self, director: "Director", dt: float) -> None:
        """Note the scene that is on and what the round has by now."""
        scene = director.scene.name
        if scene in ("attract", "staff"):
            self._end(director)
            return
        if self._visit is None:
            now = datetime.now()
            self._visit = VisitRecord(now.date().isoformat(), now.hour)
        visit, round = self._visit, director.round
        name = f"{scene}_seconds"
        setattr(visit, name, getattr(visit, name) + dt)
        visit.last_scene, visit.language, visit.own_picture = scene, current(), round.uploaded
        visit.content = round.content.name if round.content else ""
        visit.style = round.style.name if round.style else ""
        for duel, grade in round.grades.items():
            setattr(visit, f"grade_{duel.replace('-', '_')}", round_to_tenth(grade.grade))

    def _end(self, director: "Director") -> None:
        visit, self._visit = self._visit, None
        if visit is None:
            return
        # Who has seen the grades has finished, even if they then just walk away.
        finished = visit.last_scene == "reveal" and director.ended_by in ("visitor", "absent")
        visit.ended = "finished" if finished else "left" if director.ended_by == "visitor" else director.ended_by
        for name in COLUMNS:
            if name.endswith("_seconds"):
                setattr(visit, name, round_to_tenth(getattr(visit, name)))
        self.hand_over(visit)


def round_to_tenth(value: float) -> float:
    """A number with one digit behind the point, as a plain float."""
    return round(float(value), 1)


def summary(visits: list[VisitRecord], faults: int) -> list[tuple[str, str]]:
    """What staff wants to know of some visits, in the language of this moment: a name and figures for each line."""
    if not visits:
        return [(_("visits"), "0"), (_("faults"), str(faults))]
    ended = Counter(visit.ended for visit in visits)
    left = Counter(_(visit.last_scene) for visit in visits if visit.ended != "finished")
    languages = Counter(visit.language for visit in visits)
    lines = [
        (_("visits"), str(len(visits))),
        (_("seen to the end"), f"{ended['finished']} ({ended['finished'] / len(visits):.0%})"),
        (_("others left in"), _counts(left)),
        (_("minutes, median"), f"{median(visit.seconds for visit in visits) / 60:.1f}"),
        (_("seconds, median"), ", ".join(f"{_(name)} {_median(visits, name):.0f}" for name in SCENES)),
        (_("own picture"), str(sum(visit.own_picture for visit in visits))),
    ]
    for name, words in (("fast", _("grade, drawing and fast")), ("classic", _("grade, drawing and classic"))):
        grades = [grade for visit in visits if (grade := getattr(visit, f"grade_drawing_{name}")) is not None]
        if grades:
            told = _("{mean:.1f} on average, {best:.1f} at best").format(mean=fmean(grades), best=max(grades))
            lines.append((words, told))
    lines.append((_("languages"), _counts(languages)))
    lines.append((_("liked contents"), _counts(Counter(visit.content for visit in visits if visit.draw_seconds), 3)))
    lines.append((_("liked styles"), _counts(Counter(visit.style for visit in visits if visit.draw_seconds), 3)))
    lines.append((_("faults"), str(faults)))
    return lines


def _counts(counter: Counter[str], most: int = 10) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common(most)) or "–"


def _median(visits: list[VisitRecord], name: str) -> float:
    """The median of the seconds in a scene, of those who came there."""
    times = [seconds for visit in visits if (seconds := getattr(visit, f"{name}_seconds"))]
    return median(times) if times else 0.0


def of_day(statistics: Statistics, day: date) -> list[tuple[str, str]]:
    """The summary of one day."""
    text = day.isoformat()
    faults = sum(fault[0] == text for fault in statistics.faults())
    return summary([visit for visit in statistics.visits() if visit.day == text], faults)
