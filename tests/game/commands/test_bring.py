"""`collection import`, from a real server on this machine."""

import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.collection import load_collection
from game.commands.parser import run
from game.iiif import web
from models.files import UNFINISHED
from models.pictures import load_picture
from tests.game.iiif.museum import CC0, Museum, answer, cut_off, endless, in_turn, jpeg, manifest2, manifest3

ROOT = Path(__file__).parents[3]

WAVE = "/image/0/full/1024,/0/default.jpg"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PAUSES", (0.0, 0.0))


@pytest.fixture
def museum() -> Iterator[Museum]:
    museum = Museum()
    yield museum
    museum.close()


def bring(url: str, folder: Path, *options: str) -> int:
    return run(["collection", "import", url, "-o", str(folder), *options])


def captions(folder: Path, kind: str = "style") -> Any:
    return tomllib.loads((folder / "collection.toml").read_text(encoding="utf-8"))[kind]


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_manifest_of_version_3_becomes_a_picture_with_its_caption(
    museum: Museum, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root))
    museum.pages[WAVE] = answer(jpeg())
    assert bring(url, tmp_path / "shelf") == 0
    assert capsys.readouterr().out == "1 pictures came, 0 were there already, 0 left out.\n"
    ((name, caption),) = captions(tmp_path / "shelf").items()
    assert name.startswith("the-great-wave-") and name.endswith(".jpg")
    assert caption == {
        "title": "The Great Wave",
        "artist": "Katsushika Hokusai",
        "year": "about 1831",
        "credit": "Given by a friend",
        "licence": "CC0",
        "de": {"title": "Die große Welle", "year": "um 1831"},
    }
    assert load_picture(tmp_path / "shelf" / "style" / name).shape == (64, 96, 3)
    # Only what was needed was asked for, once.
    assert museum.asked == {"/manifest.json": 1, WAVE: 1}


def test_a_manifest_of_version_2_as_contents_and_the_folder_can_be_played_with(museum: Museum, tmp_path: Path) -> None:
    url = museum.serve("/manifest.json", manifest2(museum.root))
    museum.pages["/old/full/682,/0/default.jpg"] = answer(jpeg(60, 90))
    wave = museum.serve("/wave.json", manifest3(museum.root))
    museum.pages[WAVE] = answer(jpeg())
    assert bring(url, tmp_path, "--as", "content") == 0
    assert bring(wave, tmp_path) == 0
    ((name, caption),) = captions(tmp_path, "content").items()
    assert caption == {
        "title": "Self-portrait",
        "artist": "A. Painter; B. Painter",
        "year": "1889",
        "credit": "The Museum",
        "licence": "CC BY 4.0",
        "fr": {"title": "Autoportrait"},
    }
    collection = load_collection(tmp_path)
    assert not collection.problems
    assert [card.title for card in (*collection.contents, *collection.styles)] == ["Self-portrait", "The Great Wave"]
    assert collection.contents[0].path.name == name


def test_collections_are_followed_down_and_on_but_never_round(museum: Museum, tmp_path: Path) -> None:
    root = museum.root
    museum.serve("/old.json", manifest2(root))
    museum.serve("/new.json", manifest3(root, 2))
    for path in ("/old/full/682,/0/default.jpg", WAVE, "/image/1/full/1024,/0/default.jpg"):
        museum.pages[path] = answer(jpeg())
    museum.serve(
        "/inner.json",
        {"@type": "sc:Collection", "collections": [{"@id": f"{root}/top.json"}], "first": f"{root}/page.json"},
    )
    museum.serve(
        "/page.json", {"@type": "sc:Collection", "manifests": [{"@id": f"{root}/old.json"}], "next": "/last.json"}
    )
    museum.serve("/last.json", {"@type": "sc:Collection", "members": [{"@id": f"{root}/inner.json"}]})
    items = [{"id": f"{root}/inner.json", "type": "Collection"}, {"id": f"{root}/new.json", "type": "Manifest"}]
    url = museum.serve("/top.json", {"type": "Collection", "items": [*items, *items]})
    assert bring(url, tmp_path) == 0
    titles = [caption["title"] for caption in captions(tmp_path).values()]
    assert titles == ["Self-portrait", "The Great Wave, Sheet 1", "The Great Wave, Sheet 2"]
    assert max(museum.asked.values()) == 1


def test_a_large_collection_is_read_only_as_far_as_needed(museum: Museum, tmp_path: Path) -> None:
    museum.serve("/a.json", manifest3(museum.root, 5))
    for number in range(5):
        museum.pages[f"/image/{number}/full/1024,/0/default.jpg"] = answer(jpeg(seed=number))
    listed = [{"id": f"{museum.root}/a.json"}, {"id": f"{museum.root}/never.json"}]
    url = museum.serve("/top.json", {"type": "Collection", "items": listed})
    assert bring(url, tmp_path, "--limit", "2") == 0
    assert len(captions(tmp_path)) == 2 and museum.asked["/never.json"] == 0


@pytest.mark.parametrize(
    "rights", [None, "http://rightsstatements.org/vocab/InC/1.0/", "https://creativecommons.org/licenses/by-nd/4.0/"]
)
def test_only_what_may_be_used_is_taken_unless_told_otherwise(
    museum: Museum, tmp_path: Path, rights: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root, rights=rights))
    museum.pages[WAVE] = answer(jpeg())
    assert bring(url, tmp_path) == 2
    told = capsys.readouterr()
    assert "“The Great Wave”" in told.out and "--any-licence" in told.out and "no picture" in told.err
    assert museum.asked[WAVE] == 0 and not (tmp_path / "collection.toml").exists()
    assert bring(url, tmp_path, "--any-licence") == 0
    assert museum.asked[WAVE] == 1


def test_rights_are_found_where_museums_put_them_and_the_narrowest_counts(museum: Museum, tmp_path: Path) -> None:
    told = manifest3(museum.root, rights=None)
    link = "<a href='https://creativecommons.org/licenses/by-sa/4.0/'>some rights</a>"
    told["metadata"].append({"label": {"en": ["Rights"]}, "value": {"en": [link]}})
    museum.pages[WAVE] = answer(jpeg())
    assert bring(museum.serve("/told.json", told), tmp_path / "told") == 0
    assert next(iter(captions(tmp_path / "told").values()))["licence"] == "CC BY-SA 4.0"
    narrow = manifest3(museum.root)
    narrow["items"][0]["rights"] = "http://rightsstatements.org/vocab/InC/1.0/"
    assert bring(museum.serve("/narrow.json", narrow), tmp_path / "narrow") == 2


def test_what_an_operator_wrote_stays_and_nothing_is_fetched_again(museum: Museum, tmp_path: Path) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root))
    museum.pages[WAVE] = answer(jpeg())
    tmp_path.joinpath("collection.toml").write_text('# Ours.\n[content."x.jpg"]\ntitle = "X"\n')
    assert bring(url, tmp_path) == 0
    file = tmp_path / "collection.toml"
    edited = file.read_text(encoding="utf-8").replace("The Great Wave", "Our wave")
    file.write_text(edited, encoding="utf-8")
    assert bring(url, tmp_path) == 0
    assert file.read_text(encoding="utf-8") == edited and edited.startswith("# Ours.")
    assert museum.pictures_asked == {WAVE: 1}


def test_a_broken_picture_is_told_and_the_next_way_to_it_is_tried(
    museum: Museum, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root, 4))
    for number, given in enumerate(
        [answer(b"<html>Sorry</html>"), answer(b"", 404), answer(jpeg()[:500]), answer(jpeg())]
    ):
        museum.pages[f"/image/{number}/full/1024,/0/default.jpg"] = given
    museum.pages["/image/0/full/max/0/default.jpg"] = answer(jpeg())
    assert bring(url, tmp_path) == 1
    told = capsys.readouterr().out
    assert "2 pictures came" in told
    assert "Sheet 2” (http" in told and "status 404" in told and "Sheet 3” (http" in told
    assert len(captions(tmp_path)) == len(list((tmp_path / "style").iterdir())) == 2


def test_a_huge_picture_is_refused_and_a_large_one_comes_as_large_as_needed(
    museum: Museum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MOST_PICTURE", 2_000_000)
    manifest = manifest3(museum.root, 2)
    for number, canvas in enumerate(manifest["items"]):
        canvas["items"][0]["items"][0]["body"] = {"id": f"{museum.root}/{number}.jpg", "type": "Image"}
    museum.pages |= {"/0.jpg": endless, "/1.jpg": answer(jpeg(2000, 1500))}
    assert bring(museum.serve("/manifest.json", manifest), tmp_path) == 1
    (picture,) = (tmp_path / "style").iterdir()
    assert load_picture(picture).shape == (768, 1024, 3)


def test_a_server_that_stumbles_gets_its_time(museum: Museum, tmp_path: Path) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root))
    museum.pages[WAVE] = in_turn(answer(b"", 503), cut_off(jpeg()), answer(jpeg()))
    assert bring(url, tmp_path) == 0


def test_a_server_that_is_gone_is_left_alone_soon(
    museum: Museum, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root, 30))
    museum.pages |= {f"/image/{number}/full/1024,/0/default.jpg": answer(b"", 503) for number in range(1, 30)}
    museum.pages[WAVE] = answer(jpeg())
    assert bring(url, tmp_path) == 1
    assert "start again later" in capsys.readouterr().out
    assert len(museum.pictures_asked) == 4


HOSTILE = ["../../escape", "/etc/passwd", "..\\..\\escape", "con", "a" * 5000, "\0\x1b[31m", "\ud800", "\u202egpj.exe"]
HOSTILE += ["日本" * 50, ".", "[/bold]", "[red]"]


def test_hostile_names_stay_inside_and_can_be_read(museum: Museum, tmp_path: Path) -> None:
    manifest = manifest3(museum.root, len(HOSTILE))
    manifest["label"] = ""
    for number, (canvas, name) in enumerate(zip(manifest["items"], HOSTILE, strict=True)):
        canvas["label"] = {"en": [name], '"]\nx = ': [name], "de": [f'{name}"\n[style]']}
        museum.pages[f"/image/{number}/full/1024,/0/default.jpg"] = answer(jpeg())
    folder = tmp_path / "a" / "shelf"
    assert bring(museum.serve("/manifest.json", manifest), folder) == 0
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {folder, folder / "style"}
    assert len(list((folder / "style").iterdir())) == len(captions(folder)) == len(HOSTILE)


def test_links_out_of_the_folder_are_not_followed(
    museum: Museum, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root))
    museum.pages[WAVE] = answer(jpeg())
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "secret.toml").write_text("")
    for number, (link, target) in enumerate([("style", "elsewhere"), ("collection.toml", "secret.toml")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / link).symlink_to(tmp_path / target)
        assert bring(url, folder) == 2
        assert "leads out of the folder" in capsys.readouterr().err
    assert bring(url, tmp_path / "2") == 0
    (made,) = (tmp_path / "2" / "style").iterdir()
    made.unlink()
    made.symlink_to(tmp_path / "secret.toml")
    assert bring(url, tmp_path / "2") == 0
    assert (tmp_path / "secret.toml").read_text() == "" and not list((tmp_path / "elsewhere").iterdir())


def test_a_full_disk_ends_the_import_in_one_line(
    museum: Museum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    url = museum.serve("/manifest.json", manifest3(museum.root, 5))
    museum.pages[WAVE] = answer(jpeg())
    with monkeypatch.context() as broken:
        broken.setattr("PIL.Image.Image.save", full)
        assert bring(url, tmp_path) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert len(museum.pictures_asked) == 1 and not everything(tmp_path)


def test_an_address_gives_no_orders_to_the_terminal(
    museum: Museum, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [{"id": f"{museum.root}/\x1b[2J\nevil"}]
    assert bring(museum.serve("/top.json", {"type": "Collection", "items": items}), tmp_path) == 2
    told = capsys.readouterr().out
    assert "\x1b" not in told and len(told.splitlines()) == 2


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "is no IIIF manifest"),
        ({"type": "ImageService3", "id": "x"}, "is no IIIF manifest"),
        (
            {"type": "Manifest", "items": [3, {"items": "x"}, {"items": [{"items": [{"body": 7}]}]}]},
            "brought no picture",
        ),
        ({"@type": "sc:Manifest", "sequences": [{"canvases": [{"images": [{"resource": []}]}]}]}, "brought no picture"),
        ({"type": "Collection", "items": [{"id": "file:///etc/passwd"}, 5, None]}, "brought no picture"),
    ],
)
def test_documents_of_any_other_shape_are_told_in_one_line(
    museum: Museum, tmp_path: Path, document: Any, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(museum.serve("/a.json", document), tmp_path) == 2
    error = capsys.readouterr().err
    assert words in error and len(error.strip().splitlines()) == 1


@pytest.mark.parametrize("url", ["museum.example/manifest", "file:///etc/passwd", "http://127.0.0.1:9/manifest.json"])
def test_an_address_that_leads_nowhere_is_told(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(url, tmp_path) == 2
    assert url in capsys.readouterr().err


def test_a_folder_that_cannot_be_used_is_told_before_anything_is_fetched(museum: Museum, tmp_path: Path) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root))
    (tmp_path / "file").write_text("")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "collection.toml").write_text("title = = 3")
    assert bring(url, tmp_path / "file") == bring(url, tmp_path / "broken") == 2
    assert not museum.asked


def test_an_import_that_is_killed_goes_on_where_it_was_and_fetches_no_picture_twice(
    museum: Museum, tmp_path: Path
) -> None:
    url = museum.serve("/manifest.json", manifest3(museum.root, 60, CC0))
    for number in range(60):
        museum.pages[f"/image/{number}/full/1024,/0/default.jpg"] = answer(jpeg(seed=number))
    command = [sys.executable, "main.py", "collection", "import", url, "-o", str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(museum.pictures_asked) < 25:
        time.sleep(0.005)
        assert process.poll() is None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    had = set(captions(tmp_path))
    assert 20 < len(had) < 60
    first = museum.pictures_asked
    # As if it had been killed just when it wrote one.
    for folder in (tmp_path, tmp_path / "style"):
        (folder / f"{UNFINISHED}half.jpg").write_bytes(b"half a picture")
    assert bring(url, tmp_path) == 0
    assert len(museum.pictures_asked) == 60
    # The one that was on its way when the process was killed never arrived.
    again = [path for path, count in museum.pictures_asked.items() if count > 1]
    assert len(again) <= 1 and all(first[path] == 1 for path in again)
    assert sum(museum.pictures_asked.values()) <= 61
    names = everything(tmp_path)
    assert names == {"collection.toml", *(f"style/{name}" for name in captions(tmp_path))} and len(names) == 61
