"""Nobody has to read more than forty words: the script of the shortest way through a visit."""

import re
from pathlib import Path

import pytest

from tests.game.exhibition import tour
from tests.game.reading import reading
from tests.game.test_looks import stage_of

MOST = 40


def script(folder: Path) -> list[tuple[str, list[str]]]:
    """What is new to read in each scene of the shortest way: begin, draw, done, see.

    What was read before is known; the names of pictures are exhibits, not instructions; figures are no words.
    """
    known: set[str] = set()
    lines = []
    stage = stage_of((1920, 1080))
    with reading() as reader:
        for sight in tour(stage, folder):
            if sight.name in ("attract 0", "pick", "draw", "reveal"):
                texts = [text.words for text in reader.look(sight.draw, stage.size)]
                fresh = [
                    text
                    for text in dict.fromkeys(texts)
                    if text not in known and not re.match(r"(Content|Style)\d", text)
                ]
                known.update(fresh)
                lines.append((sight.name, fresh))
    return lines


def words_in(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def test_the_shortest_way_through_a_visit_asks_for_forty_words_at_most(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = script(tmp_path)
    count = sum(len(words_in(text)) for _scene, texts in lines for text in texts)
    with capsys.disabled():
        print("\n" + "\n".join(f"{scene}: {' · '.join(texts)}" for scene, texts in lines) + f"\n{count} words")
    assert [scene for scene, _texts in lines] == ["attract 0", "pick", "draw", "reveal"]
    assert 10 < count <= MOST
