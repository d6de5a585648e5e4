"""Settings: one table for the file, `--help` and the documentation; a broken file never stops a show."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import settings
from game.settings import Settings, lines, load_settings, table
from models.errors import InputError

ROOT = Path(__file__).parents[2]


def test_what_a_file_says_is_used_and_the_rest_has_its_default(tmp_path: Path) -> None:
    file = tmp_path / "museum settings.toml"
    file.write_text("idle_seconds = 90\nupload_folder = '/media/Bilder für alle'\n", encoding="utf-8")
    read, problem = load_settings(file)
    assert problem == ""
    assert read == Settings(idle_seconds=90, upload_folder="/media/Bilder für alle")


def test_a_file_as_a_windows_editor_writes_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbffast_size = 256\r\n")
    assert load_settings(file) == (Settings(fast_size=256), "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"idle_seconds = \n", "line 1"),
        (b"idle_seconds = 1\n", "idle_seconds must be a number from 5 to 3600"),
        (b"fast_size = 200.5\n", "fast_size must be a whole number from 128 to 2048"),
        (b"upload_folder = 7\n", "upload_folder must be a text"),
        (b"large_text = 'yes please'\n", "large_text must be true or false"),
        (b"language = 'la'\n", 'language must be "en" or "de" or'),
        (b"idle = 7\n", "idle is no setting"),
        (b"idle = 7\nfast_size = 'large'\n", "fast_size must be a whole number from 128 to 2048; idle is no setting"),
        (b"\xff\xfe\x00", "it is not a text file"),
    ],
)
def test_a_broken_file_is_named_and_left_and_the_defaults_serve(content: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    read, problem = load_settings(file)
    assert read == Settings()
    assert words in problem
    assert problem.startswith(str(file))
    assert "\n" not in problem
    assert file.read_bytes() == content


@given(st.binary(max_size=200))
def test_no_content_of_a_file_stops_the_show(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    file.write_bytes(content)
    read, problem = load_settings(file)
    assert isinstance(read, Settings)
    assert "\n" not in problem


def test_a_named_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        load_settings(tmp_path / "none.toml")


def test_without_a_name_the_operators_own_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "default_file", lambda: tmp_path / "settings.toml")
    assert load_settings() == (Settings(), "")
    (tmp_path / "settings.toml").write_text("warning_seconds = 20\n")
    assert load_settings() == (Settings(warning_seconds=20), "")


def test_every_setting_is_explained_with_its_range_and_default() -> None:
    helped = list(lines())
    assert len(helped) == len(Settings.model_fields)
    assert any(line.startswith("idle_seconds") and "5 to 3600, default 60" in line for line in helped)
    assert "| `idle_seconds` | 60 | 5 to 3600 |" in table()
    assert "| `large_text` | false | true, false |" in table()
    assert '| `language` | "en" | "en", "de", ' in table()


def test_the_documentation_holds_the_table_as_it_is() -> None:
    assert table() in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
