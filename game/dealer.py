"""Deals pairs fairly: none comes again before all others were dealt, every picture as often as any other, no dull pair.

A pair is dull where content and style look alike: then there would be nothing to see.
"""

import random
from collections import Counter
from collections.abc import Iterable

from game.collection import Card, Collection
from game.likeness import Glance, alike, glance
from models.pictures import PictureError

MEMORY = 3
"""A content or a style is not dealt again within this many deals, where the collection is large enough."""


class Dealer:
    """Random deals from a collection; the same random source gives the same deals."""

    def __init__(self, collection: Collection, random: random.Random) -> None:
        """Nothing has been dealt yet."""
        self._collection, self._random = collection, random
        self._dealt: dict[Card, set[Card]] = {}
        self._times: Counter[Card] = Counter()
        self._recent: list[Card] = []
        self._last: tuple[Card, Card] | None = None
        self._glances: dict[Card, Glance | None] = {}

    def deal(self) -> tuple[Card, Card]:
        """A content and a style."""
        return self._choose(self._collection.contents, self._collection.styles)

    def deal_content(self, style: Card) -> Card:
        """Another content for a style that stays."""
        return self._choose(self._collection.contents, (style,))[0]

    def deal_style(self, content: Card) -> Card:
        """Another style for a content that stays."""
        return self._choose((content,), self._collection.styles)[1]

    def look_around(self) -> None:
        """Glance at every card ahead, so that no deal waits for it: call it in the back room."""
        for card in (*self._collection.contents, *self._collection.styles):
            self._glance(card)

    def _choose(self, contents: tuple[Card, ...], styles: tuple[Card, ...]) -> tuple[Card, Card]:
        pair = self._fresh(contents, styles)
        if pair is None:
            # All were dealt, or look alike: from the beginning.
            for content in contents:
                self._dealt.get(content, set()).difference_update(styles)
            pair = self._fresh(contents, styles) or (self._in_turn(contents)[0], self._in_turn(styles)[0])
        self._last = pair
        self._dealt.setdefault(pair[0], set()).add(pair[1])
        # One side may be given: only what is really chosen counts.
        chosen = [card for card, among in zip(pair, (contents, styles), strict=True) if len(among) > 1]
        self._times.update(chosen)
        self._recent = [*self._recent, *chosen][-2 * MEMORY :]
        return pair

    def _fresh(self, contents: tuple[Card, ...], styles: tuple[Card, ...]) -> tuple[Card, Card] | None:
        """A pair that was not dealt yet and is not dull, if there is one: of the pictures whose turn it is."""
        turn = self._in_turn(styles)
        for content in self._in_turn(contents):
            dealt = self._dealt.get(content, set())
            for style in turn:
                # Not even as the first after all were dealt the last one comes again.
                if style not in dealt and (content, style) != self._last and not self._dull(content, style):
                    return content, style
        return None

    def _in_turn(self, cards: Iterable[Card]) -> list[Card]:
        """Cards in a random order: what has rested first, and of that what was dealt least."""
        recent = set(self._recent)
        order = [(card in recent, self._times[card], self._random.random(), card) for card in cards]
        return [card for *_, card in sorted(order, key=lambda entry: entry[:3])]

    def _dull(self, content: Card, style: Card) -> bool:
        if content.name == style.name:
            return True
        first, second = self._glance(content), self._glance(style)
        return first is not None and second is not None and alike(first, second)

    def _glance(self, card: Card) -> Glance | None:
        """What a card looks like; None if it cannot be seen any more, which is told where it is shown."""
        if card not in self._glances:
            try:
                self._glances[card] = glance(card.thumbnail())
            except PictureError:
                self._glances[card] = None
        return self._glances[card]
