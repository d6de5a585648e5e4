"""Fair dealing, for collections of any size and any order of wishes."""

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from game.captions import Kind
from game.collection import Card, Collection
from game.dealer import MEMORY, Dealer
from models.messages import Picture
from tests.fakes import FakeCard
from tests.pictures import scene, stripes

seeds = st.integers(0, 1000)


class PlainCard(Card):
    """A card of one colour and black, half and half; how much apart two of them are is known."""

    def thumbnail(self) -> Picture:
        number = int("".join(letter for letter in self.name if letter.isdigit()))
        # Contents are dark, styles are light: none looks like another of the other kind.
        return stripes(40, 40, (number * 3 % 256, 0 if self.kind == "content" else 255, 128))


def collection(contents: int, styles: int) -> Collection:
    def card(kind: Kind, number: int) -> PlainCard:
        return PlainCard(kind, f"{kind}{number}", Path(f"{kind}{number}"))

    return Collection(
        tuple(card("content", number) for number in range(contents)),
        tuple(card("style", number) for number in range(styles)),
    )


@settings(max_examples=40)
@given(st.integers(1, 6), st.integers(1, 6), seeds)
def test_no_pair_comes_again_before_all_were_dealt_and_each_picture_comes_as_often_as_any(
    contents: int, styles: int, seed: int
) -> None:
    dealer = Dealer(collection(contents, styles), random.Random(seed))
    for _ in range(2):
        pairs = [dealer.deal() for _ in range(contents * styles)]
        assert len(set(pairs)) == contents * styles
    assert set(Counter(content for content, _ in pairs).values()) == {styles}
    assert set(Counter(style for _, style in pairs).values()) == {contents}


@settings(max_examples=40)
@given(st.integers(2 * MEMORY + 2, 12), seeds)
def test_what_was_just_dealt_rests_and_all_others_come_first(count: int, seed: int) -> None:
    dealer = Dealer(collection(count, count), random.Random(seed))
    pairs = [dealer.deal() for _ in range(4 * count)]
    for side in (0, 1):
        cards = [pair[side] for pair in pairs]
        assert len(set(cards[:count])) == count
        for place, card in enumerate(cards):
            assert card not in cards[max(0, place - MEMORY) : place]


@settings(max_examples=40)
@given(st.integers(2, 6), st.lists(st.sampled_from(["pair", "content", "style"]), min_size=1, max_size=30), seeds)
def test_the_same_seed_deals_the_same_whatever_is_asked_for(count: int, wishes: list[str], seed: int) -> None:
    def deals() -> list[tuple[Card, Card]]:
        dealer = Dealer(collection(count, count), random.Random(seed))
        content, style = dealer.deal()
        found = [(content, style)]
        for wish in wishes:
            if wish == "content":
                content = dealer.deal_content(style)
            elif wish == "style":
                style = dealer.deal_style(content)
            else:
                content, style = dealer.deal()
            found.append((content, style))
        return found

    first = deals()
    assert first == deals()
    assert all(one != other for one, other in pairwise(first))


@settings(max_examples=40)
@given(st.integers(2, 8), seeds)
def test_dealing_one_side_again_shows_all_before_one_comes_again(count: int, seed: int) -> None:
    dealer = Dealer(collection(count, count), random.Random(seed))
    content, style = dealer.deal()
    assert {dealer.deal_content(style) for _ in range(count - 1)} == set(dealer._collection.contents) - {content}
    last = dealer.deal_content(style)
    others = {dealer.deal_style(last) for _ in range(count - 1)}
    assert len(others) == count - 1 and style not in others


@settings(max_examples=40)
@given(seeds)
def test_pairs_that_look_alike_are_not_dealt(seed: int) -> None:
    red, blue = (200, 40, 40), (40, 60, 200)
    contents = tuple(FakeCard("content", name, Path(name), colour=c) for name, c in (("fire", red), ("sea", blue)))
    styles = tuple(FakeCard("style", name, Path(name), colour=c) for name, c in (("embers", red), ("waves", blue)))
    dealer = Dealer(Collection(contents, styles), random.Random(seed))
    pairs = [dealer.deal() for _ in range(6)]
    assert {(content.name, style.name) for content, style in pairs} == {("fire", "waves"), ("sea", "embers")}
    # What is asked for when there is nothing else is dealt all the same.
    assert Dealer(Collection(contents[:1], styles[:1]), random.Random(seed)).deal() == (contents[0], styles[0])


class SameFile(Card):
    """A card of a flat folder, where each picture is both a content and a style; one is there twice."""

    def thumbnail(self) -> Picture:
        return (
            scene(300, 200) if self.name == "copy" else scene(200, 133) if self.name == "scene" else stripes(200, 200)
        )


@settings(max_examples=40)
@given(seeds)
def test_a_picture_is_never_dealt_with_itself_nor_with_its_copy(seed: int) -> None:
    contents, styles = (
        tuple(SameFile(kind, name, Path(name)) for name in ("scene", "copy", "stripes"))
        for kind in ("content", "style")
    )
    dealer = Dealer(Collection(contents, styles), random.Random(seed))
    for _ in range(8):
        assert "stripes" in {card.name for card in dealer.deal()}


def test_hundreds_of_pictures_are_dealt_as_well() -> None:
    dealer = Dealer(collection(500, 500), random.Random(1))
    pairs = [dealer.deal() for _ in range(100)]
    assert len({content for content, _ in pairs}) == len({style for _, style in pairs}) == 100
