"""The gallery: flick, drag, wheel, keyboard and taps."""

from collections.abc import Hashable

import pygame

from game.pointer import Key, Pointer, Wheel
from game.ui.frame import Framed, frame_round
from game.ui.gallery import Gallery, Item
from game.ui.theme import Theme

theme = Theme((1280, 720))


class Small:
    """Thumbnails that are ready at once; remembers what was wanted."""

    def __init__(self) -> None:
        self.wanted: set[Hashable] = set()

    def want(self, key: Hashable, size: tuple[int, int]) -> None:
        self.wanted.add(key)

    def get(self, key: Hashable) -> Framed | None:
        return frame_round(pygame.Surface((60, 40)), theme, mat=False) if key in self.wanted else None


class Hall:
    """A gallery of 40 items."""

    def __init__(self, count: int = 40) -> None:
        self.small = Small()
        self.chosen: list[Hashable] = []
        self.closed = 0
        self.gallery = Gallery(
            theme,
            pygame.Surface(theme.size),
            pygame.Surface(theme.size),
            "Choose",
            self.small,
            self.chosen.append,
            self._close,
        )
        self.gallery.fill([Item(number, f"Number {number}".format) for number in range(count)])
        self.wait(0.5)

    def _close(self) -> None:
        self.closed += 1

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 60)):
            self.gallery.update(1 / 60)

    def finger(self, kind: str, y: float, x: float = 300.0) -> None:
        self.gallery.handle(Pointer(kind, 0, x, y, 0.0))  # type: ignore[arg-type]
        self.gallery.update(1 / 60)

    def top(self) -> int:
        return self.gallery.place(0).top


def test_a_tap_chooses_and_a_drag_does_not() -> None:
    hall = Hall()
    x, y = hall.gallery.place(1).center
    hall.finger("down", y, x)
    hall.finger("up", y + 3, x)
    assert hall.chosen == [1]
    hall.finger("down", y, x)
    for step in range(10):
        hall.finger("move", y - 20 * step, x)
    hall.finger("up", y - 180, x)
    assert hall.chosen == [1]


def test_the_wall_follows_the_finger_then_rolls_out_and_stops() -> None:
    hall = Hall()
    start = hall.top()
    hall.finger("down", 600)
    for step in range(1, 11):
        hall.finger("move", 600 - 30 * step)
    assert hall.top() == start - 300
    hall.finger("up", 300)
    hall.wait(0.3)
    rolled = hall.top()
    assert rolled < start - 360
    hall.wait(3)
    rest = hall.top()
    hall.wait(0.5)
    assert rest < rolled and hall.top() == rest


def test_a_touch_stops_a_rolling_wall_without_choosing() -> None:
    hall = Hall()
    hall.finger("down", 600)
    for step in range(1, 8):
        hall.finger("move", 600 - 40 * step)
    hall.finger("up", 320)
    hall.finger("down", 400)
    hall.finger("up", 400)
    assert hall.chosen == []
    rest = hall.top()
    hall.wait(0.5)
    assert hall.top() == rest


def test_beyond_its_ends_it_resists_and_comes_back() -> None:
    hall = Hall()
    start = hall.top()
    hall.finger("down", 300)
    hall.finger("move", 600)
    assert start < hall.top() < start + 150
    hall.finger("up", 600)
    hall.wait(2)
    assert abs(hall.top() - start) <= 1
    hall.gallery.handle(Wheel(1, 1, -100))
    hall.wait(3)
    assert theme.screen.contains(hall.gallery.place(39))


def test_the_keyboard_reaches_every_item_brings_it_into_sight_and_chooses() -> None:
    hall = Hall()
    for _ in range(40):
        hall.gallery.handle(Key("tab"))
    hall.wait(1)
    assert theme.screen.contains(hall.gallery.place(39))
    hall.gallery.handle(Key("left"))
    hall.gallery.handle(Key("up"))
    hall.gallery.handle(Key("return"))
    hall.gallery.handle(Key("escape"))
    assert hall.chosen == [38 - hall.gallery._columns] and hall.closed == 1


def test_only_what_is_in_sight_is_asked_for() -> None:
    hall = Hall()
    assert 0 in hall.small.wanted and 39 not in hall.small.wanted


def test_few_items_do_not_scroll_and_none_say_so() -> None:
    hall = Hall(2)
    start = hall.top()
    hall.gallery.handle(Wheel(1, 1, -5))
    hall.wait(1)
    assert hall.top() == start
    hall.gallery.fill(())
    hall.gallery.note = ""
    empty = pygame.Surface(theme.size)
    hall.gallery.draw(empty)
    hall.gallery.note = "Nothing here."
    told = pygame.Surface(theme.size)
    hall.gallery.draw(told)
    assert pygame.image.tobytes(empty, "RGB") != pygame.image.tobytes(told, "RGB")
