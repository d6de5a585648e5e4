"""The canvas: a layer of paint, a layer of its thickness, wet washes above, and how they look in the light.

The light comes from the upper left. Where the paint rises towards the lower right it is lit, where it falls it lies in
shadow; both are differences of the thickness with itself, a little shifted, done by a few blits.
"""

import numpy as np
import pygame
from numpy.typing import NDArray

from game.paint.areas import gather
from game.paint.brush import Brush
from game.paint.history import History
from game.paint.paper import Paper, make_paper
from game.paint.pigment import Colour
from game.paint.stroke import Dab
from game.paint.tip import TipRack
from game.paint.wash import Film, Wash, WashGrain
from models.messages import Picture

MOST_FILMS = 5
"""Films that are kept for the next washes, one for each finger of a hand; each takes as much memory as the canvas."""


MOST_AREAS = 200
"""With more changed areas than this, looking at the whole canvas costs less."""


class Canvas:
    """Everything that lies on the easel. Whatever is changed is looked at again when `visible` is asked for."""

    def __init__(self, size: tuple[int, int], paper: Paper) -> None:
        """An empty canvas of `size` pixels."""
        self.size = size
        self.frame = pygame.Rect((0, 0), size)
        self.scale = size[1] / 1000
        self.tips = TipRack(self.scale)
        # How far apart thicknesses are compared: on a print ridges are as many times wider.
        self._lean = max(1, round(self.scale))
        self.washes: list[Wash] = []
        self.put_up(paper)
        self._paint = self._paper.copy()
        # Grey is the thickness of the paint, alpha how much of the paper it covers.
        self._thickness = pygame.Surface(size, pygame.SRCALPHA)
        self._visible = self._paint.copy()
        self._changed: list[pygame.Rect] = []
        self._films: list[Film] = []
        self._wash_grains: dict[Brush, WashGrain] = {}
        self._underlay: tuple[NDArray[np.uint8], float] | None = None
        self.history = History(self._paint, self._thickness)

    def put_up(self, paper: Paper) -> None:
        """Rubbing and wiping will lay bare this paper; what is on the canvas stays as it is."""
        self._paper = make_paper(paper, self.size, self.scale)

    def visible(self) -> pygame.Surface:
        """The canvas as it is seen now."""
        for wash in self.washes:
            wash.lay()
        changed, self._changed = self._changed, []
        for area in changed:
            self._compose(area)
        return self._visible

    def underlay(self, picture: Picture | None, strength: float = 0.35) -> None:
        """Show a picture of the canvas's size faintly where the paper is bare; it is no part of `picture`."""
        if picture is None and self._underlay is None:
            return
        self._underlay = None
        if picture is not None:
            self._underlay = (np.ascontiguousarray(picture.swapaxes(0, 1)), strength)
        self._changed = [self.frame.copy()]

    def picture(self) -> Picture:
        """What is painted, without the underlay, shape (height, width, 3); read-only."""
        hidden, self._underlay = self._underlay, None
        if hidden is not None:
            self._changed = [self.frame.copy()]
        # Twice as fast as a copy of the surface's array, whose columns lie apart.
        pixels = np.frombuffer(pygame.image.tobytes(self.visible(), "RGB"), np.uint8)
        if hidden is not None:
            self._underlay = hidden
            self._changed = [self.frame.copy()]
        return pixels.reshape(self.frame.height, self.frame.width, 3)

    def put(self, brush: Brush, dab: Dab, colour: Colour) -> None:
        """Lay one dab of paint."""
        tip, x, y = self.tips.turned(brush, dab.frame, dab.x, dab.y, dab.diameter, dab.angle)
        place = tip.colour.get_rect(topleft=(x + tip.left, y + tip.top))
        alpha = round(dab.opacity * 255)
        if not alpha or not place.colliderect(self.frame):
            return
        self.touch(place)
        tip = self.tips.tinted(brush, tip, colour, alpha)
        paint = tip.colour
        if brush.numbers.grain:
            paint = self.tips.grained(brush, paint, place.left, place.top) if brush.grain is not None else paint
        self._paint.blit(paint, place, special_flags=pygame.BLEND_PREMULTIPLIED)
        if tip.height is None:
            # Thin paint covers, and leaves the ridges below it as they are.
            self._thickness.blit(self.tips.cover(paint), place, special_flags=pygame.BLEND_RGBA_ADD)
            return
        thick = tip.height
        if brush.numbers.grain and brush.grain is not None:
            thick = self.tips.grained(brush, thick, place.left, place.top)
        self._thickness.blit(thick, place, special_flags=pygame.BLEND_PREMULTIPLIED)

    def smear(self, brush: Brush, dab: Dab, before: Dab, share: float) -> None:
        """Push what lay under the dab before to where the dab is now, as a finger does; `share` of it comes along."""
        tip, x, y = self.tips.turned(brush, dab.frame, dab.x, dab.y, dab.diameter, dab.angle)
        place = tip.colour.get_rect(topleft=(x + tip.left, y + tip.top))
        source = place.move(round(before.x) - round(dab.x), round(before.y) - round(dab.y))
        if not self.frame.contains(source) or not place.colliderect(self.frame):
            return
        self.touch(place)
        mask = self.tips.tinted(brush, tip, (255, 255, 255), round(share * 255)).colour
        for layer in (self._paint, self._thickness):
            pushed = mask.copy()
            pushed.blit(layer, (0, 0), source, special_flags=pygame.BLEND_RGB_MULT)
            layer.blit(pushed, place, special_flags=pygame.BLEND_PREMULTIPLIED)

    def rub(self, brush: Brush, dab: Dab) -> None:
        """Rub one dab of paint away, down to the paper."""
        tip, x, y = self.tips.turned(brush, dab.frame, dab.x, dab.y, dab.diameter, dab.angle)
        place = tip.colour.get_rect(topleft=(x + tip.left, y + tip.top))
        if not place.colliderect(self.frame):
            return
        self.touch(place)
        alpha = round(dab.opacity * 255)
        paper = self.tips.tinted(brush, tip, (255, 255, 255), alpha).colour.copy()
        inside = place.clip(self.frame)
        offset = (inside.left - place.left, inside.top - place.top)
        paper.blit(self._paper, offset, inside, special_flags=pygame.BLEND_RGB_MULT)
        self._paint.blit(paper, place, special_flags=pygame.BLEND_PREMULTIPLIED)
        gone = pygame.Surface(place.size, pygame.SRCALPHA)
        gone.fill((255, 255, 255, 255))
        gone.blit(
            self.tips.tinted(brush, tip, (255, 255, 255), alpha).colour, (0, 0), special_flags=pygame.BLEND_RGBA_SUB
        )
        self._thickness.blit(gone, place, special_flags=pygame.BLEND_RGBA_MULT)

    def below(self, x: float, y: float, side: float) -> tuple[Colour, float]:
        """The mean colour of the paint around a place, and how much of the paper it covers there, 0 to 1."""
        half = max(1, round(side / 2))
        area = pygame.Rect(round(x) - half, round(y) - half, 2 * half, 2 * half).clip(self.frame)
        if not area.width or not area.height:
            return (0, 0, 0), 0.0
        red, green, blue, _ = pygame.transform.average_color(self._paint, area)
        cover = self._thickness.get_at(area.center)[3] if self.frame.collidepoint(area.center) else 0
        return (red, green, blue), cover / 255

    def make_ready(self, brush: Brush) -> None:
        """Make what the first washes of a brush need, for it takes longer than a frame; nothing for other brushes."""
        if not brush.numbers.wash:
            return
        self._grain_for(brush)
        while len(self._films) + len(self.washes) < MOST_FILMS:
            self._films.append(Film(self.size))

    def _grain_for(self, brush: Brush) -> WashGrain:
        if brush not in self._wash_grains:
            self._wash_grains[brush] = WashGrain(self.size, brush, self.tips)
        return self._wash_grains[brush]

    def wet(self, brush: Brush, colour: Colour, seed: int) -> Wash:
        """Begin a wash over the canvas."""
        film = self._films.pop() if self._films else Film(self.size)
        wash = Wash(film, brush, colour, self.tips, self._grain_for(brush), seed)
        self.washes.append(wash)
        return wash

    def dry(self, wash: Wash) -> None:
        """A wash becomes part of the paint."""
        wash.lay()
        for area in wash.cells.areas(self.frame):
            self.history.protect(area)
            wash.film.over(self._paint, area)
        if wash is self.washes[0]:
            # Nothing wet lies below it: the canvas looks as it did.
            self._put_away(wash)
        else:
            self.take_off(wash)

    def take_off(self, wash: Wash) -> None:
        """A wash is gone as if it had never been."""
        for area in wash.cells.areas(self.frame):
            self.look_again(area)
        self._put_away(wash)

    def _put_away(self, wash: Wash) -> None:
        """Its film is kept for others."""
        self.washes.remove(wash)
        for area in wash.cells.areas(self.frame):
            wash.film.wipe(area)
        if len(self._films) < MOST_FILMS:
            self._films.append(wash.film)

    def touch(self, area: pygame.Rect) -> None:
        """An area is about to change: keep it for undo, look at it again later."""
        self.history.protect(area)
        self.look_again(area)

    def look_again(self, area: pygame.Rect) -> None:
        """An area looks different now."""
        # A little more on every side, where light and shadow of the new paint fall.
        gather(self._changed, area.inflate(4 * self._lean, 4 * self._lean))
        if len(self._changed) > MOST_AREAS:
            self.look_all_over()

    def look_all_over(self) -> None:
        """Everything looks different now."""
        self._changed = [self.frame.copy()]

    def clear(self) -> None:
        """Wipe everything away, down to the paper."""
        self.touch(self.frame)
        self._paint.blit(self._paper, (0, 0))
        self._thickness.fill((0, 0, 0, 0))

    def start_from(self, picture: Picture) -> None:
        """Put a picture on the paper, whatever its size."""
        self.touch(self.frame)
        surface = pygame.surfarray.make_surface(picture.swapaxes(0, 1)).convert(32)
        self._paint.blit(pygame.transform.smoothscale(surface, self.size), (0, 0))
        # It is paint, dry and flat.
        self._thickness.fill((0, 0, 0, 255))

    def mirror(self) -> None:
        """Turn everything left to right."""
        self.history.protect_by(self._mirror)
        self._mirror()
        self.look_all_over()

    def _mirror(self) -> None:
        self._paint.blit(pygame.transform.flip(self._paint, True, False), (0, 0))
        flipped = pygame.transform.flip(self._thickness, True, False)
        self._thickness.fill((0, 0, 0, 0))
        self._thickness.blit(flipped, (0, 0), special_flags=pygame.BLEND_RGBA_ADD)

    def _compose(self, area: pygame.Rect) -> None:
        area = area.clip(self.frame)
        if not area.width or not area.height:
            return
        visible = self._visible
        visible.blit(self._paint, area, area)
        for wash in self.washes:
            if wash.cells.meet(area):
                wash.film.over(visible, area)
        if self._underlay is not None:
            self._show_underlay(area, *self._underlay)
        lean = self._lean
        lit = area.clip(self.frame.inflate(-2 * lean, -2 * lean))
        if lit.width and lit.height:
            rising, falling = lit.move(lean, lean), lit.move(-lean, -lean)
            light = self._thickness.subsurface(rising).copy()
            light.blit(self._thickness, (0, 0), falling, special_flags=pygame.BLEND_RGB_SUB)
            shadow = self._thickness.subsurface(falling).copy()
            shadow.blit(self._thickness, (0, 0), rising, special_flags=pygame.BLEND_RGB_SUB)
            visible.blit(light, lit, special_flags=pygame.BLEND_RGB_ADD)
            visible.blit(shadow, lit, special_flags=pygame.BLEND_RGB_SUB)

    def _show_underlay(self, area: pygame.Rect, picture: NDArray[np.uint8], strength: float) -> None:
        pixels = pygame.surfarray.pixels3d(self._visible.subsurface(area))
        bare = 255 - pygame.surfarray.array_alpha(self._thickness.subsurface(area)).astype(np.float32)
        part = picture[area.left : area.right, area.top : area.bottom]
        pixels[:] = (pixels + (part - pixels.astype(np.float32)) * (bare * (strength / 255))[:, :, None]).astype(
            np.uint8
        )
