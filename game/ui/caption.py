"""The label beside a picture."""

from typing import TYPE_CHECKING

import pygame

from game.ui.theme import Theme

if TYPE_CHECKING:
    from game.collection import Card


def caption_of(theme: Theme, card: "Card", size: tuple[int, int]) -> pygame.Surface:
    """A card's caption: title, artist and year, and the fact to tell where it fits whole."""
    caption = pygame.Surface(size, pygame.SRCALPHA)
    top = 0
    name = card.title or card.name
    title = theme.line(name, "heading")
    if title.get_width() > size[0]:
        title = theme.paragraph(name, "subheading", size[0], lines=2)
    caption.blit(title, (0, top))
    top += title.get_height()
    maker = ", ".join(part for part in (card.artist, card.year) if part)
    if maker:
        line = theme.fitted(maker, "small", size[0], theme.quiet)
        caption.blit(line, (0, top))
        top += line.get_height() + theme.px(4)
    if card.fact:
        fact = theme.paragraph(card.fact, "small", size[0])
        if top + fact.get_height() <= size[1]:
            caption.blit(fact, (0, top))
    return caption
