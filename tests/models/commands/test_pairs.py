"""Files of pairs, whatever is in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.commands.pairs import read_pairs
from models.errors import InputError


def test_names_may_hold_spaces_and_any_letters(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes("my cat.png\tGemälde 画.jpg\r\n\r\n  a.png\tb.png\n".encode("utf-8-sig"))
    assert read_pairs(file, 2) == [[Path("my cat.png"), Path("Gemälde 画.jpg")], [Path("a.png"), Path("b.png")]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "has no lines"),
        (b"\n\n", "has no lines"),
        (b"a.png\tb.png\na.png b.png\n", "line 2: 2 paths separated by tabs"),
        (b"a.png\tb.png\tc.png\n", "line 1"),
        (b"a.png\t \n", "line 1"),
        (b"\xff\xfe\x00", "it is not a text file"),
    ],
)
def test_the_first_wrong_line_is_named(content: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_pairs(file, 2)


def test_a_missing_file_or_a_folder_is_told(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none.tsv"):
        with pytest.raises(InputError, match="cannot be read"):
            read_pairs(file, 2)


@given(st.binary(max_size=100))
def test_any_content_gives_pairs_or_one_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("pairs") / "pairs.tsv"
    file.write_bytes(content)
    try:
        assert all(len(line) == 2 for line in read_pairs(file, 2))
    except InputError as error:
        assert "\n" not in str(error).removeprefix(str(file))
