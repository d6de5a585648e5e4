"""Deals pairs fairly: no pair comes again before all others were dealt, and what was just dealt rests a while."""

import random
from itertools import product

from game.collection import Card, Collection

MEMORY = 3
"""A content or a style is not dealt again within this many deals, where the collection is large enough."""


class Dealer:
    """Random deals from a collection; the same random source gives the same deals."""

    def __init__(self, collection: Collection, random: random.Random) -> None:
        """Nothing has been dealt yet."""
        self._collection, self._random = collection, random
        self._dealt: set[tuple[Card, Card]] = set()
        self._recent: list[Card] = []

    def deal(self) -> tuple[Card, Card]:
        """A content and a style."""
        return self._choose(self._collection.contents, self._collection.styles)

    def deal_content(self, style: Card) -> Card:
        """Another content for a style that stays."""
        return self._choose(self._collection.contents, (style,))[0]

    def deal_style(self, content: Card) -> Card:
        """Another style for a content that stays."""
        return self._choose((content,), self._collection.styles)[1]

    def _choose(self, contents: tuple[Card, ...], styles: tuple[Card, ...]) -> tuple[Card, Card]:
        pairs = [pair for pair in product(contents, styles) if pair[0].name != pair[1].name] or list(
            product(contents, styles)
        )
        fresh = [pair for pair in pairs if pair not in self._dealt]
        if not fresh:
            self._dealt.difference_update(pairs)
            fresh = pairs
        # One side may be given: only what is really chosen counts as recent.
        recent = [card for card in self._recent if (card in contents and len(contents) > 1) or card in styles[1:]]
        distant = [pair for pair in fresh if pair[0] not in recent and pair[1] not in recent]
        pair = self._random.choice(distant or fresh)
        self._dealt.add(pair)
        self._recent = [*self._recent, *pair][-2 * MEMORY :]
        return pair
