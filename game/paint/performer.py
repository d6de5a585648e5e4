"""The performer: recorded events in, paint on the canvas out, dab by dab."""

from collections.abc import Iterable, Iterator

from game.paint.brush import Brush
from game.paint.canvas import Canvas
from game.paint.drawing import Event, Setup
from game.paint.pigment import Colour, Load, blackened, scattered
from game.paint.stroke import Dab, Point, Stroke
from game.paint.wash import RUN_SECONDS, RUN_STEPS, Wash


class _Wet:
    """A stroke under way: its path, its paint, and the wash it makes if it is one."""

    def __init__(self, setup: Setup, stroke: Stroke, wash: Wash | None) -> None:
        self.brush: Brush = setup.brush
        self.stroke, self.wash = stroke, wash
        self.colour = blackened(setup.colour, setup.brush.numbers.soot)
        self.load = Load(self.colour)
        self.before: Dab | None = None


class Performer:
    """Paints events on a canvas. The same events give the same pixels, however they are spread over time."""

    def __init__(self, canvas: Canvas) -> None:
        """Nothing is under way."""
        self.canvas = canvas
        self._wet: dict[int, _Wet] = {}
        self._drying: dict[int, Wash] = {}
        self._run_time = 0.0

    @property
    def painting(self) -> bool:
        """Whether a stroke is under way."""
        return bool(self._wet)

    @property
    def drying(self) -> list[int]:
        """The strokes whose washes still run."""
        return list(self._drying)

    def perform(self, event: Event) -> None:
        """Paint one event."""
        for _ in self.steps(event):
            pass

    def steps(self, event: Event) -> Iterator[None]:
        """Paint one event with a pause after each dab, for whoever must not be kept waiting; go on to the end."""
        if event.kind == "clear":
            self.canvas.clear()
        elif event.kind == "sheet" and event.paper is not None:
            self.canvas.put_up(event.paper)
            self.canvas.clear()
        elif event.kind == "mirror":
            self.canvas.mirror()
        elif event.kind == "dry":
            self._dry(event.stroke)
        elif event.setup is not None:
            self._wet[event.stroke] = self._start(event.setup, self._point(event))
        else:
            yield from self._continue(event)

    def run(self, dt: float) -> list[int]:
        """Let washes run for `dt` seconds; returns the strokes that have come to rest, for which "dry" is due."""
        self._run_time += dt * RUN_STEPS / RUN_SECONDS
        steps = int(self._run_time)
        self._run_time -= steps
        for wash in self._drying.values():
            self._let_run(wash, steps)
        return [stroke for stroke, wash in self._drying.items() if not wash.running]

    def forget(self) -> None:
        """Drop everything that is under way and what it has left on the canvas."""
        self._wet.clear()
        self._drying.clear()
        for wash in list(self.canvas.washes):
            self.canvas.take_off(wash)
        self.canvas.history.rollback()
        self.canvas.look_all_over()

    def _continue(self, event: Event) -> Iterator[None]:
        wet = self._wet.get(event.stroke)
        if wet is None:
            return
        last = event.kind in ("up", "cancel")
        yield from self._paint(wet, wet.stroke.extend(self._point(event), last))
        if last:
            yield from self._paint(wet, wet.stroke.end())
            del self._wet[event.stroke]
            if wet.wash is not None:
                wet.wash.lift()
                self._drying[event.stroke] = wet.wash
                if not wet.wash.running:
                    self._dry(event.stroke)

    def _point(self, event: Event) -> Point:
        height = self.canvas.size[1]
        return Point(event.x * height, event.y * height, event.time, event.pressure)

    def _start(self, setup: Setup, point: Point) -> _Wet:
        scale = self.canvas.scale
        stroke = Stroke(setup.brush, setup.diameter * scale, setup.seed, scale, point)
        wash = self.canvas.wet(setup.brush, setup.colour, setup.seed) if setup.brush.numbers.wash else None
        return _Wet(setup, stroke, wash)

    def _paint(self, wet: _Wet, dabs: Iterable[Dab]) -> Iterator[None]:
        for dab in dabs:
            if wet.wash is not None:
                self.canvas.look_again(wet.wash.add(dab))
            elif wet.brush.numbers.kind == "paint":
                self.canvas.put(wet.brush, dab, self._colour_for(wet, dab))
            elif wet.brush.numbers.kind == "eraser":
                self.canvas.rub(wet.brush, dab)
            elif wet.before is not None:
                self.canvas.smear(wet.brush, dab, wet.before, wet.brush.numbers.flow)
            wet.before = dab
            yield

    def _colour_for(self, wet: _Wet, dab: Dab) -> Colour:
        """The paint of one dab: the brush's own, what it has picked up, and a little chance."""
        numbers = wet.brush.numbers
        colour = wet.colour
        if numbers.mixing:
            if wet.load.due(numbers.spacing):
                # Just ahead of the bristles, where the stroke itself has not painted yet.
                reach = dab.diameter / 2 * (wet.brush.overlapping * numbers.spacing / 2 + 0.15)
                x, y = dab.x + dab.ahead[0] * reach, dab.y + dab.ahead[1] * reach
                wet.load.pick_up(*self.canvas.below(x, y, dab.diameter * 0.3))
            colour = wet.load.mixed(numbers.mixing)
        return scattered(colour, dab.shift, dab.tone) if numbers.colour_jitter else colour

    def _dry(self, stroke: int) -> None:
        wash = self._drying.pop(stroke, None)
        if wash is not None:
            self._let_run(wash, wash.running)
            self.canvas.dry(wash)

    def _let_run(self, wash: Wash, steps: int) -> None:
        for area in wash.run(steps):
            self.canvas.look_again(area)
