"""Health, touch, sound and collection: what staff looks at when something seems wrong."""

import shutil
import sys
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import platformdirs
import psutil
import pygame

from game.backroom import Backroom
from game.collection import Collection
from game.language import N_, _
from game.scene import Stage
from game.scenes.staff_page import Page
from game.ui import text as type_
from game.ui.theme import Theme
from game.ui.widgets import Button, Widget
from models.errors import InputError
from models.logs import log_folder

LINES = 14
"""So many raw events are seen at a time."""

_NOISY = {"MOUSEMOTION", "FINGERMOTION", "MULTIGESTURE"}


class HealthPage(Page):
    """One line for each thing, renewed every second."""

    title = N_("Health")

    def __init__(self, stage: Stage, theme: Theme, area: pygame.Rect) -> None:
        """Look for the first time."""
        super().__init__(stage, theme, area)
        self._seconds = 0.0
        self.lines = self._look()

    def update(self, dt: float) -> None:
        """Look again every second."""
        self._seconds += dt
        if self._seconds >= 1:
            self._seconds, self.lines = 0.0, self._look()

    def _look(self) -> list[tuple[str, str]]:
        studio, collection = self.stage.studio, self.stage.collection
        game = psutil.Process()
        free = shutil.disk_usage(_existing(Path(platformdirs.user_data_dir("style-duel", appauthor=False)))).free
        running = time.time() - game.create_time()
        return [
            (_("Machines"), _(studio.trouble) or (_("ready") if studio.ready else _("loading or resting"))),
            (_("Methods"), {"all": _("both"), "fast": _("fast only"), "nothing": _("none")}[studio.ladder.level]),
            (_("Memory"), f"{_megabytes(game.pid)}, {_megabytes(studio.worker_id)}"),
            (_("Running"), f"{running / 3600:.1f} h"),
            (_("Screen"), f"{self.stage.size[0]} x {self.stage.size[1]}, {pygame.display.get_driver()}"),
            (_("Sound"), _("heard") if self.stage.sounds.audible else _("silent")),
            (_("Collection"), f"{_counted(collection)}, {_('Left out')}: {len(collection.problems)}"),
            (_("Disk"), f"{free / 1e9:.1f} GB"),
            (_("Settings"), str(self.stage.settings_file)),
            (_("Logs"), str(log_folder())),
            ("Python", f"{sys.version.split()[0]}, pygame-ce {pygame.version.ver}"),
            *((_("Warning"), words) for words in latest_warnings()[-4:]),
        ]

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the lines."""
        super().draw(surface)
        self.draw_lines(surface, self.lines)


def _counted(collection: Collection) -> str:
    return f"{_('Picture')}: {len(collection.contents)}, {_('Style')}: {len(collection.styles)}"


def latest_warnings() -> list[str]:
    """The last lines of the game's log that warn of something; a log that cannot be read has none."""
    try:
        text = (log_folder() / "game.log").read_text(encoding="utf-8", errors="replace")[-50_000:]
    except OSError:
        return []
    return [line for line in text.splitlines() if " WARNING " in line or " ERROR " in line or " CRITICAL " in line]


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder


def _megabytes(process: int | None) -> str:
    if process is None:
        return "–"
    try:
        return f"{psutil.Process(process).memory_info().rss / 1e6:.0f} MB"
    except psutil.Error:
        return "–"


class TouchPage(Page):
    """Every finger as a ring under it, and every event as pygame reports it."""

    title = N_("Touch test")

    def __init__(self, stage: Stage, theme: Theme, area: pygame.Rect) -> None:
        """Begin with no finger."""
        super().__init__(stage, theme, area)
        self.fingers: dict[object, tuple[float, float]] = {}
        self.most = 0
        self.lines: deque[str] = deque(maxlen=LINES)

    def raw(self, events: Sequence[pygame.event.Event]) -> None:
        """Note what came."""
        size = self.stage.size
        for event in events:
            name = pygame.event.event_name(event.type)
            if event.type in (pygame.FINGERDOWN, pygame.FINGERMOTION):
                self.fingers[event.touch_id, event.finger_id] = (event.x * size[0], event.y * size[1])
            elif event.type == pygame.FINGERUP:
                self.fingers.pop((event.touch_id, event.finger_id), None)
            elif event.type == pygame.MOUSEMOTION:
                self.fingers["mouse"] = event.pos
            self.most = max(self.most, len(self.fingers))
            line = f"{name} {_told(event.dict)}"
            if self.lines and name.upper() in _NOISY and self.lines[-1].startswith(f"{name} "):
                self.lines[-1] = line
            else:
                self.lines.append(line)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the events, then the fingers over everything."""
        super().draw(surface)
        theme, top = self.theme, self.top
        words = _("{count} at once so far").format(count=self.most)
        count = theme.fitted(words, "label", self.area.width // 2, theme.quiet)
        surface.blit(count, count.get_rect(topright=self.area.topright))
        for line in self.lines:
            # Not through the caches of texts: these lines come only once.
            face = type_.font("small", theme.scale)
            told = face.render(type_.shorten(line[:200], face, self.area.width), True, theme.ink)
            surface.blit(told, (self.area.left, top))
            top += told.get_height() + theme.px(6)
        for number, (x, y) in enumerate(self.fingers.values(), 1):
            pygame.draw.circle(surface, theme.accent, (x, y), theme.px(70), theme.px(6))
            label = theme.line(str(number), "label")
            surface.blit(label, label.get_rect(midbottom=(x, y - theme.px(80))))


def _told(values: dict[str, object]) -> str:
    return "  ".join(
        f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}"
        for name, value in values.items()
        if name != "window"
    )


class SoundPage(Page):
    """A sound from the left, from both sides, from the right."""

    title = N_("Sound test")

    def widgets(self) -> list[Widget]:
        """Three buttons."""
        theme = self.theme
        width = (self.area.width - 2 * theme.gap) // 3
        sides = ((N_("Left"), 0.0), (N_("Both"), 0.5), (N_("Right"), 1.0))
        return [
            Button(
                pygame.Rect(self.area.left + index * (width + theme.gap), self.top, width, theme.px(120)),
                words,
                lambda pan=pan: self.stage.sounds.play("chord", pan),  # type: ignore[misc]
            )
            for index, (words, pan) in enumerate(sides)
        ]

    def draw(self, surface: pygame.Surface) -> None:
        """Draw what is known of the device."""
        super().draw(surface)
        device = pygame.mixer.get_init()
        if device is None:
            words = _("There is no sound device; the exhibit plays on without.")
        elif self.stage.sounds.audible:
            words = _("{rate} Hz, volume {volume:.0%}").format(rate=device[0], volume=self.stage.settings.volume)
        else:
            words = _("There is a device, but the settings want silence.")
        note = self.theme.paragraph(words, "body", self.area.width)
        surface.blit(note, (self.area.left, self.top + self.theme.px(160)))


class CollectionPage(Page):
    """Decodes every picture of the collection in the back room, and tells what is left out."""

    title = N_("Collection")

    def __init__(self, stage: Stage, theme: Theme, area: pygame.Rect) -> None:
        """Begin to check."""
        super().__init__(stage, theme, area)
        self._backroom: Backroom[list[str]] = Backroom()
        self._backroom.ask("check", self._check)

    def _check(self) -> list[str]:
        collection = self.stage.collection
        problems = list(collection.problems)
        for card in (*collection.contents, *collection.styles):
            try:
                card.picture(64)
            except InputError as error:
                problems.append(str(error))
        return problems

    @property
    def problems(self) -> list[str] | None:
        """What is wrong, once it has been looked for."""
        return self._backroom.ready.get("check")

    def update(self, dt: float) -> None:
        """Take in what was found."""
        self._backroom.poll()

    def draw(self, surface: pygame.Surface) -> None:
        """Draw what was found."""
        super().draw(surface)
        collection = self.stage.collection
        lines = [(_("Pictures"), _counted(collection))]
        if self.problems is None:
            lines.append(("", _("Every picture is being opened …")))
        elif self.problems:
            lines += [(_("Left out"), problem) for problem in self.problems]
        else:
            lines.append(("", _("All pictures can be shown.")))
        self.draw_lines(surface, lines)
