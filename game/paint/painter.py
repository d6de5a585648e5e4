"""The painter: fingers in, paint on the canvas out; with undo, and a record that can be painted again at any size."""

import math

import pygame

from game.paint.brush import Brush
from game.paint.canvas import Canvas
from game.paint.drawing import Drawing, Event, Gesture, Kind, Setup
from game.paint.hands import STILL, Clicks, Hand, is_palm, is_two_finger_tap
from game.paint.paper import PAPERS, Paper
from game.paint.pigment import Colour, Load, blackened, scattered
from game.paint.stroke import Dab, Point, Stroke
from game.paint.wash import RUN_SECONDS, RUN_STEPS, Wash
from game.pointer import Pointer
from models.messages import Picture

MOST_FINGERS = 10

PREPARING = 0.002
"""Seconds of each frame without a finger on the canvas that go into making tips ahead."""


class _Wet:
    """A stroke whose paint still moves: its path, its paint, and the hand that paints it until it is lifted."""

    def __init__(self, setup: Setup, stroke: Stroke, wash: Wash | None) -> None:
        self.setup, self.stroke, self.wash = setup, stroke, wash
        self.colour = blackened(setup.colour, setup.brush.numbers.soot)
        self.load = Load(self.colour)
        self.before: Dab | None = None


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
        self.paper = paper
        self.click_to_paint = False
        self._clicks = Clicks(STILL * size[1])
        self.drawing = Drawing()
        self._canvas = Canvas(size, paper)
        self._undone: list[Gesture] = []
        self._gesture = Gesture()
        self._began = 0.0
        self._hands: dict[int, Hand] = {}
        self._lifted: list[Hand] = []
        self._wet: dict[int, _Wet] = {}
        self._drying: dict[int, Wash] = {}
        self._run_time = 0.0
        self._seed = 0

    @property
    def surface(self) -> pygame.Surface:
        """The canvas as it is now, paint in the light of the room."""
        return self._canvas.visible()

    @property
    def scale(self) -> float:
        """Pixels of this canvas for one pixel of a canvas 1000 high."""
        return self._canvas.scale

    @property
    def empty(self) -> bool:
        """Whether nothing is painted."""
        return self.drawing.base is None and not self.drawing.gestures and not self._gesture

    @property
    def painting(self) -> bool:
        """Whether a finger is on the canvas."""
        return bool(self._wet)

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
        self._do(event)

    def _go_on(self, pointer: Pointer) -> None:
        hand = self._hands[pointer.id]
        event = self._keep(pointer.kind, hand.stroke, pointer)
        hand.move(event)
        self._do(event)
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
        self._do(self._gesture.add(Event(kind, hand.stroke, hand.x, hand.y, hand.time)))

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
        self._roll_back()
        for event in self._gesture:
            self._do(event)

    def _roll_back(self) -> None:
        self._wet.clear()
        self._drying.clear()
        for wash in list(self._canvas.washes):
            self._canvas.take_off(wash)
        self._canvas.history.rollback()
        self._canvas.look_all_over()

    def _close_if_done(self) -> None:
        if self._wet or self._drying or not self._gesture:
            return
        gesture, self._gesture = self._gesture, Gesture()
        lifted, self._lifted = self._lifted, []
        if is_two_finger_tap(lifted):
            self._roll_back()
            self.undo()
        elif self._canvas.history.commit():
            self.drawing.gestures.append(gesture)
            self._undone.clear()

    def _do(self, event: Event) -> None:
        """Paint one event of a gesture."""
        if event.kind == "clear":
            self._canvas.clear()
        elif event.kind == "mirror":
            self._canvas.mirror()
        elif event.kind == "dry":
            self._dry(event.stroke)
        elif event.setup is not None:
            self._wet[event.stroke] = self._start(event.setup, self._point(event))
        else:
            self._continue(event)

    def _continue(self, event: Event) -> None:
        wet = self._wet.get(event.stroke)
        if wet is None:
            return
        last = event.kind in ("up", "cancel")
        self._paint(wet, list(wet.stroke.extend(self._point(event), last)))
        if last:
            self._paint(wet, list(wet.stroke.end()))
            del self._wet[event.stroke]
            if wet.wash is not None:
                wet.wash.lift()
                self._drying[event.stroke] = wet.wash
                if not wet.wash.running:
                    self._dry(event.stroke)

    def _point(self, event: Event) -> Point:
        height = self._canvas.size[1]
        return Point(event.x * height, event.y * height, event.time, event.pressure)

    def _start(self, setup: Setup, point: Point) -> _Wet:
        stroke = Stroke(setup.brush, setup.diameter * self.scale, setup.seed, self.scale, point)
        wash = None
        if setup.brush.numbers.wash:
            wash = self._canvas.wet(setup.brush, setup.colour, setup.seed)
        return _Wet(setup, stroke, wash)

    def _paint(self, wet: _Wet, dabs: list[Dab]) -> None:
        if wet.wash is not None:
            changed = wet.wash.add(dabs)
            self._canvas.look_again(changed)
            return
        brush = wet.setup.brush
        for dab in dabs:
            if brush.numbers.kind == "paint":
                self._canvas.put(brush, dab, self._colour_for(wet, dab))
            elif brush.numbers.kind == "eraser":
                self._canvas.rub(brush, dab)
            elif wet.before is not None:
                self._canvas.smear(brush, dab, wet.before, brush.numbers.flow)
            wet.before = dab

    def _colour_for(self, wet: _Wet, dab: Dab) -> Colour:
        """The paint of one dab: the brush's own, what it has picked up, and a little chance."""
        brush = wet.setup.brush
        numbers = brush.numbers
        colour = wet.colour
        if numbers.mixing:
            if wet.load.due(numbers.spacing):
                # Just ahead of the bristles, where the stroke itself has not painted yet.
                reach = dab.diameter / 2 * (brush.overlapping * numbers.spacing / 2 + 0.15)
                x, y = dab.x + dab.ahead[0] * reach, dab.y + dab.ahead[1] * reach
                wet.load.pick_up(*self._canvas.below(x, y, dab.diameter * 0.3))
            colour = wet.load.mixed(numbers.mixing)
        return scattered(colour, dab.shift, dab.tone) if numbers.colour_jitter else colour

    def update(self, dt: float) -> None:
        """Let `dt` seconds pass for what goes on by itself: washes run and dry, tips are made ready."""
        if not self._wet:
            self._canvas.prepare(self.brush, self.size * self.scale, PREPARING)
        if not self._drying:
            return
        self._run_time += dt * RUN_STEPS / RUN_SECONDS
        steps = int(self._run_time)
        self._run_time -= steps
        for stroke, wash in list(self._drying.items()):
            self._canvas.look_again(wash.run(steps))
            if not wash.running:
                self._do(self._gesture.add(Event("dry", stroke)))
        self._close_if_done()

    def _dry(self, stroke: int) -> None:
        wash = self._drying.pop(stroke, None)
        if wash is not None:
            self._canvas.look_again(wash.run(wash.running))
            self._canvas.dry(wash)

    def _dry_all(self) -> None:
        """New paint comes: what still runs dries at once."""
        for stroke in list(self._drying):
            self._do(self._gesture.add(Event("dry", stroke)))
        self._close_if_done()

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
            self._look_again(self._canvas.history.undo())
            self._undone.append(self.drawing.gestures.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        self.finish()
        if self._canvas.history.can_redo:
            self._look_again(self._canvas.history.redo())
            self.drawing.gestures.append(self._undone.pop())

    def _look_again(self, areas: list[pygame.Rect]) -> None:
        for area in areas:
            self._canvas.look_again(area)

    def clear(self) -> None:
        """Wipe the canvas; undo brings it back."""
        self._whole("clear")

    def mirror(self) -> None:
        """Turn the canvas left to right; undo turns it back."""
        self._whole("mirror")

    def _whole(self, kind: Kind) -> None:
        self.finish()
        self._do(self._gesture.add(Event(kind, 0)))
        self._close_if_done()

    def change_paper(self, paper: Paper) -> bool:
        """Put up another paper; false, and nothing happens, once something is painted."""
        if not self.empty or self.can_redo:
            return False
        self.paper = paper
        self._canvas = Canvas(self._canvas.size, paper)
        return True

    def start_from(self, picture: Picture) -> None:
        """Begin anew on a picture, as it may come from an earlier visit to the easel; it is not a step to undo."""
        self.finish()
        self._canvas.start_from(picture)
        self._canvas.history.forget()
        self.drawing = Drawing(picture)
        self._undone.clear()

    def underlay(self, picture: Picture | None) -> None:
        """Show a picture of the canvas's size faintly where the paper is bare; it is no part of the drawing."""
        self._canvas.underlay(picture)

    def picture(self) -> Picture:
        """A copy of what is painted, without the underlay."""
        return self._canvas.picture()

    def repeat(self, event: Event) -> None:
        """Paint and keep an event of a recorded gesture, whatever the size of the canvas it was made on."""
        self._do(self._gesture.add(event))
        self._close_if_done()
