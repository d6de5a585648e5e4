"""Pictures as they hang on the wall: a dark moulding with a lit edge, a mat, and a soft shadow below."""

from dataclasses import dataclass

import pygame

from game.ui import shapes
from game.ui.layout import fit_inside
from game.ui.theme import Theme

MAT = (236, 231, 221)
_WOOD, _LIT_EDGE, _SIDE, _DARK_EDGE = (26, 22, 21), (122, 105, 88), (52, 45, 40), (12, 10, 10)


@dataclass(frozen=True)
class Framed:
    """A framed picture, ready to blit: `surface` holds frame and shadow, `picture` is where the picture lies in it."""

    surface: pygame.Surface
    frame: pygame.Rect
    picture: pygame.Rect

    def at(self, centre: tuple[int, int]) -> tuple[int, int]:
        """Where to blit the surface so that the frame's centre lies at `centre`."""
        return centre[0] - self.frame.centerx, centre[1] - self.frame.centery

    def draw(self, target: pygame.Surface, centre: tuple[int, int]) -> None:
        """Hang it with the middle of its frame at `centre`."""
        target.blit(self.surface, self.at(centre))


def border(theme: Theme, mat: bool) -> int:
    """Thickness in pixels of everything round the picture."""
    return theme.px(12) + (theme.px(18) if mat else 0)


def framed(picture: pygame.Surface, area: tuple[int, int], theme: Theme, mat: bool = True) -> Framed:
    """Frame a picture so that the frame's outer size fits in `area`. Costs a smooth scaling: keep the result."""
    edge = border(theme, mat)
    inside = pygame.Rect(0, 0, max(8, area[0] - 2 * edge), max(8, area[1] - 2 * edge))
    fitted = fit_inside(picture.get_size(), inside)
    return frame_round(pygame.transform.smoothscale(picture, fitted.size), theme, mat)


def frame_round(picture: pygame.Surface, theme: Theme, mat: bool = True) -> Framed:
    """Frame a picture at its own size."""
    edge, wood = border(theme, mat), theme.px(12)
    outer = (picture.get_width() + 2 * edge, picture.get_height() + 2 * edge)
    far, near = shapes.shadow(outer, theme.px(26), alpha=0.5), shapes.shadow(outer, theme.px(7), alpha=0.55)
    drop = theme.px(20)
    pad = shapes.reach(theme.px(26))
    surface = pygame.Surface((outer[0] + 2 * pad, outer[1] + 2 * pad + drop), pygame.SRCALPHA)
    surface.blit(far, (0, drop))
    near_pad = shapes.reach(theme.px(7))
    surface.blit(near, (pad - near_pad, pad - near_pad + drop // 3))
    frame = pygame.Rect(pad, pad, *outer)
    _moulding(surface, frame, wood)
    inner = frame.inflate(-2 * wood, -2 * wood)
    if mat:
        surface.fill(MAT, inner)
        # The moulding's shadow on the mat, then the mat's cut edge.
        for step in range(theme.px(5)):
            shade = 0.82 + 0.18 * step / theme.px(5)
            tone = [round(channel * shade) for channel in MAT]
            surface.fill(tone, (inner.left, inner.top + step, inner.width, 1))
        line = theme.px(1)
        hole = pygame.Rect(0, 0, picture.get_width() + 2 * line, picture.get_height() + 2 * line)
        hole.center = frame.center
        surface.fill((176, 170, 160), hole)
    place = picture.get_rect(center=frame.center)
    surface.blit(picture, place)
    return Framed(surface, frame, place)


def _moulding(surface: pygame.Surface, frame: pygame.Rect, wood: int) -> None:
    """Dark wood, lit from above: a bright upper edge, a dark lower one, and a thin gilt line inside."""
    surface.fill(_WOOD, frame)
    thin = max(1, wood // 6)
    surface.fill(_LIT_EDGE, (frame.left, frame.top, frame.width, thin))
    surface.fill(_DARK_EDGE, (frame.left, frame.bottom - thin, frame.width, thin))
    for left in (frame.left, frame.right - thin):
        surface.fill(_SIDE, (left, frame.top, thin, frame.height))
    gilt = frame.inflate(-2 * (wood - thin), -2 * (wood - thin))
    pygame.draw.rect(surface, (150, 122, 78), gilt, thin)
    surface.fill((196, 164, 108), (gilt.left, gilt.bottom - thin, gilt.width, thin))
