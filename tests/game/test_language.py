"""Languages: nothing is missing, nothing is out of date, and plurals come in the form that the language asks for."""

import string
from collections.abc import Iterator

import pytest
from babel.messages.mofile import read_mo

from assets.languages.__main__ import file_of, forms, missing, read, source
from game import language
from game.settings import Settings, choices

CODES = [code for code in language.NAMES if code != "en"]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language.use("en")


def test_settings_and_catalogues_know_the_same_languages() -> None:
    assert choices(Settings.model_fields["language"]) == tuple(f'"{code}"' for code in language.NAMES)
    folders = [path.name for path in file_of("de").parents[2].iterdir() if len(path.name) == 2]
    assert sorted(folders) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_text_of_the_source_is_translated(code: str) -> None:
    ours, theirs = source(), read(code)
    assert not [message.id for message in ours if message.id and theirs.get(message.id) is None], "run assets.languages"
    assert not missing(theirs)


@pytest.mark.parametrize("code", CODES)
def test_what_is_compiled_is_what_is_written(code: str) -> None:
    with file_of(code).with_suffix(".mo").open("rb") as stream:
        compiled = read_mo(stream)
    for message in read(code):
        if message.id:
            assert forms(compiled[message.id].string) == forms(message.string), message.id


def fields(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_into_a_text_is_filled_into_its_translation(code: str) -> None:
    for message in read(code):
        wanted = fields(forms(message.id)[0])
        assert all(fields(one) == wanted for one in forms(message.string)), message.id


def seconds(count: int) -> str:
    words = language.ngettext("{seconds} second left", "{seconds} seconds left", count)
    return words.format(seconds=count)


def test_numbers_come_in_the_form_of_the_language() -> None:
    language.use("pl")
    assert [seconds(n).split()[-1] for n in (1, 3, 5, 22)] == ["sekunda", "sekundy", "sekund", "sekundy"]
    language.use("de")
    assert [seconds(n).split()[-1] for n in (1, 2)] == ["Sekunde", "Sekunden"]
    language.use("en")
    assert [seconds(n).split()[1] for n in (1, 2)] == ["second", "seconds"]


def test_a_language_can_be_changed_at_any_moment_and_an_unknown_one_changes_nothing() -> None:
    language.use("de")
    assert (language.current(), language._("Draw")) == ("de", "Malen")
    with pytest.raises(KeyError):
        language.use("tlh")
    assert language._("Draw") == "Malen"
    language.use("en")
    assert language._("Draw") == "Draw"
    assert language._("") == ""
