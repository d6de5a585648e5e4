from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from game.collection import CollectionError, load_collection
from game.language import NAMES
from models.pictures import load_picture, save_picture
from tests.pictures import scene, stripes


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *args, **more: str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "shelf"
    for kind in ("content", "style"):
        (root / kind).mkdir(parents=True)
    save_picture(scene(), root / "content" / "town_hall.png")
    save_picture(stripes(), root / "style" / "blue.png")
    return root


def test_the_house_collection_has_no_problems_and_every_caption() -> None:
    house = load_collection()
    assert not house.problems
    assert len(house.contents) >= 16 and len(house.styles) >= 24
    for card in (*house.contents, *house.styles):
        assert all((card.title, card.artist, card.year, card.credit, card.licence, card.fact)), card.name
        assert min(card.picture(128).shape[:2]) > 40


@pytest.mark.parametrize("code", [code for code in NAMES if code != "en"])
def test_the_house_collection_tells_its_facts_in_every_language_and_short_enough_for_the_wall(code: str) -> None:
    house = load_collection()
    for card in (*house.contents, *house.styles):
        said = card.caption.languages[code]
        assert 0 < len(said["title"]) <= 28 and 0 < len(said["fact"]) <= 110, card.name
        assert said["fact"] != card.caption.default["fact"], card.name


def test_a_folder_is_enough_and_titles_come_from_the_names(folder: Path) -> None:
    collection = load_collection(folder)
    assert [card.title for card in collection.contents] == ["Town hall"]
    assert not collection.problems
    assert np.array_equal(collection.styles[0].picture(1024), stripes())


def test_captions_are_taken_over_and_wrong_ones_named(folder: Path) -> None:
    (folder / "collection.toml").write_text(
        '[content."town_hall.png"]\ntitle = "The town hall"\nyear = "1903"\n'
        '[style."blue.png"]\ncolour = "blue"\n[style."gone.png"]\ntitle = "Gone"\n'
    )
    collection = load_collection(folder)
    assert (collection.contents[0].title, collection.contents[0].year) == ("The town hall", "1903")
    assert len(collection.problems) == 2
    assert "blue.png" in collection.problems[0] and "colour" in collection.problems[0]
    assert "gone.png" in collection.problems[1]


def test_a_broken_caption_file_leaves_the_pictures(folder: Path) -> None:
    (folder / "collection.toml").write_text("title = = 3")
    collection = load_collection(folder)
    assert len(collection.contents) == 1 and "collection.toml" in collection.problems[0]


def test_a_flat_folder_serves_as_both(tmp_path: Path) -> None:
    root = tmp_path / "flat"
    root.mkdir()
    save_picture(scene(), root / "one.png")
    save_picture(stripes(), root / "two.jpg")
    collection = load_collection(root)
    assert [card.name for card in collection.contents] == [card.name for card in collection.styles] == ["one", "two"]


def test_broken_files_are_named_and_left_out(folder: Path) -> None:
    content = folder / "content"
    (content / "empty.jpg").write_bytes(b"")
    (content / "words.jpg").write_text("no picture at all")
    Image.new("RGB", (1, 1)).save(content / "dot.png")
    collection = load_collection(folder)
    assert [card.name for card in collection.contents] == ["town_hall"]
    for name in ("empty.jpg", "words.jpg", "dot.png"):
        assert sum(name in problem for problem in collection.problems) == 1


@pytest.mark.parametrize("what", ["missing", "empty", "no styles"])
def test_what_cannot_serve_at_all_is_told_in_one_sentence(tmp_path: Path, what: str) -> None:
    root = tmp_path / "bad"
    if what != "missing":
        root.mkdir()
    if what == "no styles":
        (root / "content").mkdir()
        save_picture(scene(), root / "content" / "one.png")
    with pytest.raises(CollectionError) as error:
        load_collection(root)
    assert str(root) in str(error.value) and "\n" not in str(error.value)


def test_thumbnails_are_made_once_and_kept(folder: Path, cache: Path) -> None:
    save_picture(scene(900, 600), folder / "content" / "large.png")
    card = next(card for card in load_collection(folder).contents if card.name == "large")
    first = card.thumbnail()
    assert max(first.shape) == 480
    kept = list((cache / "thumbnails").glob("*.jpg"))
    assert len(kept) == 1
    assert np.array_equal(card.thumbnail(), load_picture(kept[0]))


def test_a_cache_that_cannot_be_written_only_costs_time(folder: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert load_collection(folder).contents[0].thumbnail().shape == scene().shape
