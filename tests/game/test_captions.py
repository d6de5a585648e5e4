"""Captions: each language from its own table, and everything that is wrong told in plain words."""

from pathlib import Path

import pytest

from game import language
from game.captions import Caption, read_captions


def read(tmp_path: Path, text: str, house: bool = False) -> tuple[dict[str, Caption], list[str]]:
    file = tmp_path / "collection.toml"
    file.write_text(text, encoding="utf-8")
    problems: list[str] = []
    return read_captions(file, problems, house)["style"], problems


def test_each_visitor_reads_their_language_and_the_default_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captions, problems = read(
        tmp_path,
        '[style."a.jpg"]\ntitle = "Woodcut"\nfact = "Cut with a knife."\nyear = 1903\n'
        '[style."a.jpg".de]\ntitle = "Holzschnitt"\n[style."a.jpg".ja]\ntitle = "木版画"\nfact = "彫る"\n',
    )
    caption = captions["a.jpg"]
    assert not problems
    seen = {}
    for code in ("en", "de", "ja"):
        monkeypatch.setattr(language, "current", lambda code=code: code)
        seen[code] = (caption.line("title"), caption.line("fact"), caption.line("year"), caption.line("artist"))
    assert seen == {
        "en": ("Woodcut", "Cut with a knife.", "1903", ""),
        "de": ("Holzschnitt", "Cut with a knife.", "1903", ""),
        "ja": ("木版画", "彫る", "1903", ""),
    }


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('colour = "blue"', 'the line "colour" is not known; title, artist, year, credit, licence and fact are'),
        ("title = 3", 'title is no text; write it in quotes, title = "..."'),
        ("year = true", "year is no text"),
        ('fact = ["a", "b"]', "fact is no text"),
        ('de = "Holzschnitt"', '"de" is a language; it needs a table of its own'),
        ('package = "os:"', 'the line "package" is not known'),
        ('[style."a.jpg".xx]\ntitle = "?"', '"xx" is no language that is spoken here; en, de'),
        ('[style."a.jpg".fr]\ntitel = "?"', 'a.jpg, Français: the line "titel" is not known'),
        ('[styles."a.jpg"]\ntitle = "?"', '"styles" is not known'),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_used(tmp_path: Path, line: str, words: str) -> None:
    captions, problems = read(tmp_path, f'[style."a.jpg"]\ncredit = "Thanks"\n{line}\n')
    assert captions["a.jpg"].line("credit") == "Thanks"
    assert len(problems) == 1 and words in problems[0] and "collection.toml" in problems[0]


@pytest.mark.parametrize("text", ['[style]\n"a.jpg" = "A title"\n', 'style = "everything"\n', "\0", "[[style]]\n"])
def test_a_file_of_another_shape_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    captions, problems = read(tmp_path, text)
    assert not captions and len(problems) == 1 and "\n" not in problems[0]


def test_only_the_house_takes_pictures_from_packages(tmp_path: Path) -> None:
    captions, problems = read(tmp_path, '[style."a.jpg"]\npackage = "skimage:data"\n', house=True)
    assert not problems and captions["a.jpg"].package == "skimage:data"
