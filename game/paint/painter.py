"""The painter: fingers in, paint on the canvas out; with undo, and a record that can be painted again at any size."""

import math
from collections.abc import Iterable

import pygame

from game.paint.brush import Brush
from game.paint.canvas import Canvas
from game.paint.drawing import Drawing, Event, Gesture, Kind, Setup
from game.paint.hands import STILL, Clicks, Hand, is_palm, is_two_finger_tap
from game.paint.paper import PAPERS, Paper
from game.paint.performer import Performer
from game.paint.pigment import Colour
from game.pointer import Pointer
from models.messages import Picture

MOST_FINGERS = 10

PREPARING = 0.002
"""Seconds of each frame without a finger on the canvas that go into making tips ahead."""


class Painter:
    """A canvas and the brush in hand. Positions are pixels of `surface`; up to ten fingers paint at once.

    `brush`, `colour` and `size` (diameter in pixels on a canvas 1000 high) may be set at any time and hold for the
    strokes that begin afterwards. With `click_to_paint`, clicks do what a drag does.
    """

    def __init__(self, size: tuple[int, int], brush: Brush, paper: Paper = PAPERS[0]) -> None:
        """An empty canvas of `size` pixels."""
        self.brush = brush
        self.colour: Colour = (40, 60, 120)
        self.size = brush.numbers.size
        self.click_to_paint = False
        self._clicks = Clicks(STILL * size[1])
        self.drawing = Drawing(paper)
        self._canvas = Canvas(size, paper)
        self._performer = Performer(self._canvas)
        self._undone: list[Gesture] = []
        self._gesture = Gesture()
        self._began = 0.0
        self._hands: dict[int, Hand] = {}
        self._lifted: list[Hand] = []
        self._seed = 0

    def make_ready(self, brushes: Iterable[Brush]) -> None:
        """Make all that takes longer than a frame when one of these brushes is first used."""
        for brush in brushes:
            self._canvas.make_ready(brush)

    @property
    def surface(self) -> pygame.Surface:
        """The canvas as it is now, paint in the light of the room."""
        return self._canvas.visible()

    @property
    def scale(self) -> float:
        """Pixels of this canvas for one pixel of a canvas 1000 high."""
        return self._canvas.scale

    @property
    def paper(self) -> Paper:
        """The paper that is up."""
        return self.drawing.paper_now

    @property
    def clicked(self) -> tuple[float, float] | None:
        """Where the brush waits for the next click, in pixels of the canvas; None where no click has begun a stroke."""
        return self._clicks.place

    @property
    def empty(self) -> bool:
        """Whether nothing is painted: bare from the beginning, or since the last wipe or new sheet."""
        return not self._gesture and self.drawing.bare

    @property
    def painting(self) -> bool:
        """Whether a finger is on the canvas."""
        return self._performer.painting

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._gesture) or self._canvas.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something that was taken back can be done again."""
        return not self._gesture and self._canvas.history.can_redo

    @property
    def kept_bytes(self) -> int:
        """Memory that undo, redo and the record of strokes take."""
        record = sum(gesture.kept_bytes for gesture in self.drawing.gestures)
        return self._canvas.history.kept_bytes + record

    def handle(self, pointer: Pointer) -> None:
        """Take a finger's event; positions far outside, unknown fingers and broken numbers do no harm."""
        numbers = (pointer.x, pointer.y, pointer.time, pointer.pressure or 0.0)
        if not all(math.isfinite(number) and abs(number) < 1e9 for number in numbers):
            return
        for each in self._clicks.translate(pointer) if self.click_to_paint else (pointer,):
            if each.kind == "down":
                self._begin(each)
            elif each.id in self._hands:
                self._go_on(each)

    def _begin(self, pointer: Pointer) -> None:
        if pointer.id in self._hands:
            self._end_hand(pointer.id, "cancel")
        if len(self._hands) >= MOST_FINGERS:
            return
        self._dry_all()
        if not self._gesture:
            self._began = pointer.time
        self._seed += 1
        setup = Setup(self.brush, self.colour, self.size, self._seed)
        event = self._keep("down", self._gesture.strokes, pointer, setup)
        self._hands[pointer.id] = Hand(event, pointer.device)
        self._performer.perform(event)

    def _go_on(self, pointer: Pointer) -> None:
        hand = self._hands[pointer.id]
        event = self._keep(pointer.kind, hand.stroke, pointer)
        hand.move(event)
        self._performer.perform(event)
        if event.kind in ("up", "cancel"):
            self._lifted.append(self._hands.pop(pointer.id))
        self._take_back_palms()
        self._close_if_done()

    def _keep(self, kind: Kind, stroke: int, pointer: Pointer, setup: Setup | None = None) -> Event:
        height = self._canvas.size[1]
        # Beyond the edge by a canvas is far enough for every stroke that leaves it.
        limit = 2.0 * max(self._canvas.size)
        x, y = (min(limit, max(-limit, place)) / height for place in (pointer.x, pointer.y))
        return self._gesture.add(Event(kind, stroke, x, y, pointer.time - self._began, pointer.pressure, setup))

    def _end_hand(self, finger: int, kind: Kind) -> None:
        hand = self._hands.pop(finger)
        self._lifted.append(hand)
        self._performer.perform(self._gesture.add(Event(kind, hand.stroke, hand.x, hand.y, hand.time)))

    def _take_back_palms(self) -> None:
        """What a resting palm left is painted over as if it had never been."""
        everyone = [*self._hands.values(), *self._lifted]
        palms = [hand for hand in everyone if is_palm(hand, self._hands.values())]
        if not palms:
            return
        for palm in palms:
            self._gesture = self._gesture.without(palm.stroke)
        self._hands = {finger: hand for finger, hand in self._hands.items() if hand not in palms}
        self._lifted = [hand for hand in self._lifted if hand not in palms]
        self._performer.forget()
        for event in self._gesture:
            self._performer.perform(event)

    def _close_if_done(self) -> None:
        if self._performer.painting or self._performer.drying or not self._gesture:
            return
        gesture, self._gesture = self._gesture, Gesture()
        lifted, self._lifted = self._lifted, []
        if is_two_finger_tap(lifted):
            self._performer.forget()
            self.undo()
        elif self._canvas.history.commit():
            self.drawing.gestures.append(gesture)
            self._undone.clear()

    def update(self, dt: float) -> None:
        """Let `dt` seconds pass for what goes on by itself: washes run and dry, tips are made ready."""
        if not self.painting:
            self._canvas.tips.prepare(self.brush, self.size * self.scale, PREPARING)
        if self._performer.drying:
            self._dry(self._performer.run(dt))

    def _dry(self, strokes: list[int]) -> None:
        for stroke in strokes:
            self._performer.perform(self._gesture.add(Event("dry", stroke)))
        self._close_if_done()

    def _dry_all(self) -> None:
        """New paint comes: what still runs dries at once."""
        self._dry(self._performer.drying)

    def finish(self) -> None:
        """Lift every finger and let everything dry."""
        self._clicks.reset()
        for finger in list(self._hands):
            self._end_hand(finger, "cancel")
        self._dry_all()

    def undo(self) -> None:
        """Take back the last gesture; one under way is finished first."""
        self.finish()
        if self._canvas.history.can_undo:
            areas = self._canvas.history.undo()
            self._undone.append(self.drawing.gestures.pop())
            self._look_again(areas)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.finish()
        if self._canvas.history.can_redo:
            areas = self._canvas.history.redo()
            self.drawing.gestures.append(self._undone.pop())
            self._look_again(areas)

    def _look_again(self, areas: list[pygame.Rect]) -> None:
        self._canvas.put_up(self.paper)
        for area in areas:
            self._canvas.look_again(area)

    def clear(self) -> None:
        """Wipe the canvas; undo brings it back."""
        self._whole(Event("clear", 0))

    def mirror(self) -> None:
        """Turn the canvas left to right; undo turns it back."""
        self._whole(Event("mirror", 0))

    def new_sheet(self, paper: Paper) -> None:
        """Put up a sheet of another paper, bare; undo brings the old one back with all that is on it."""
        self._whole(Event("sheet", 0, paper=paper))

    def _whole(self, event: Event) -> None:
        self.finish()
        self._performer.perform(self._gesture.add(event))
        self._close_if_done()

    def start_from(self, picture: Picture) -> None:
        """Begin anew on a picture; it is not a step to undo."""
        self.finish()
        self._canvas.start_from(picture)
        self._canvas.history.forget()
        self.drawing = Drawing(self.paper, picture)
        self._undone.clear()

    def carry_on(self, other: "Painter") -> None:
        """Go on with a drawing that was begun on a canvas of another size; what was done there cannot be undone."""
        other.finish()
        self._canvas.put_up(other.paper)
        self._canvas.start_from(other.picture())
        self._canvas.history.forget()
        self.drawing, self._seed = other.drawing, other._seed
        self.click_to_paint = other.click_to_paint

    def underlay(self, picture: Picture | None) -> None:
        """Show a picture of the canvas's size faintly where the paper is bare; it is no part of the drawing."""
        self._canvas.underlay(picture)

    def picture(self) -> Picture:
        """A copy of what is painted, without the underlay."""
        return self._canvas.picture()
