"""Text: wrapped and shortened within its width, in every alphabet that is promised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui import text

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=80)


@given(words, st.integers(60, 400))
def test_wrapped_lines_keep_to_the_width_and_lose_nothing(sentence: str, width: int) -> None:
    face = text.font("body", 1.0)
    lines = text.wrap(sentence, face, width)
    assert all(face.size(line)[0] <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(sentence.split())


@given(words, st.integers(80, 400))
def test_a_fitted_line_keeps_to_the_width(sentence: str, width: int) -> None:
    assert text.fitted(sentence, "label", 1.0, (255, 255, 255), width).get_width() <= width


def test_a_paragraph_with_too_many_lines_ends_in_an_ellipsis_within_its_width() -> None:
    face = text.font("small", 1.0)
    full = text.paragraph("one two three four five six seven", "small", 1.0, (255, 255, 255), 120)
    short = text.paragraph("one two three four five six seven", "small", 1.0, (255, 255, 255), 120, 2)
    assert short.get_height() < full.get_height()
    assert short.get_width() <= 120
    assert text.shorten("one two three four", face, 120).endswith("…")


def test_no_text_gets_too_small_to_read() -> None:
    assert text.font("small", 0.1).point_size == text.SMALLEST


def test_the_fonts_have_the_letters_of_every_european_language_promised() -> None:
    letters = "äöüßéèêçñáíóúãõâàìòùłąęśżźćńґєіїщюяАБВГДЕЖ—…·×"
    for style in text.STYLES:
        metrics = text.font(style, 1.0).metrics(letters)
        assert all(metric is not None for metric in metrics), style
        metrics = text.font(style, 1.0, "画風").metrics("画風を選ぶ。カタカナ（漢字）・ー「」A1")
        assert all(metric is not None for metric in metrics), style


@pytest.mark.parametrize("width", [150, 240, 400])
def test_japanese_breaks_between_phrases_and_never_before_a_full_stop(width: int) -> None:
    sentence = "機械は同じ絵を二つの方法で描いています。あなたも描いてください。"
    face = text.font("body", 1.0, sentence)
    lines = text.wrap(sentence, face, width)
    assert len(lines) > 1 and "".join(lines) == sentence
    assert all(face.size(line)[0] <= width for line in lines)
    assert not any(line.startswith(("。", "、", "て", "い")) for line in lines)
