"""What may be taken: what is free to be changed and shown, and nothing else."""

import pytest

from game.iiif.rights import rights_of

ALLOWED = {
    "http://creativecommons.org/publicdomain/zero/1.0/": "CC0",
    "https://creativecommons.org/publicdomain/mark/1.0/deed.de": "Public domain",
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "http://www.creativecommons.org/licenses/by-sa/3.0/de/": "CC BY-SA 3.0",
    "https://creativecommons.org/licenses/by-nc/4.0/": "CC BY-NC 4.0",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/": "CC BY-NC-SA 4.0",
    "http://rightsstatements.org/vocab/NoC-US/1.0/": "No copyright (United States)",
    "https://rightsstatements.org/page/NKC/1.0/?language=en": "No known copyright",
    "Public Domain": "Public domain",
    "CC0": "CC0",
    "CC BY-SA 4.0": "CC BY-SA 4.0",
    "<a href='https://creativecommons.org/licenses/by/4.0/'>Some rights reserved</a>": "CC BY 4.0",
}

REFUSED = [
    "https://creativecommons.org/licenses/by-nd/4.0/",
    "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "CC BY-ND 4.0",
    "http://rightsstatements.org/vocab/InC/1.0/",
    "http://rightsstatements.org/vocab/InC-EDU/1.0/",
    "http://rightsstatements.org/vocab/NoC-OKLR/1.0/",
    "http://rightsstatements.org/vocab/UND/1.0/",
    "https://museum.example/terms",
    "Not in the public domain",
    "All rights reserved",
    "",
]


@pytest.mark.parametrize("statement", ALLOWED)
def test_what_is_free_is_allowed_and_named(statement: str) -> None:
    rights = rights_of([statement])
    assert rights.allowed and rights.words == ALLOWED[statement]


@pytest.mark.parametrize("statement", REFUSED)
def test_all_else_is_not(statement: str) -> None:
    assert not rights_of([statement]).allowed


def test_nothing_said_allows_nothing_and_all_that_is_said_counts() -> None:
    assert not rights_of([]).allowed
    both = rights_of(["CC0", "http://rightsstatements.org/vocab/InC/1.0/"])
    assert not both.allowed and both.words == "CC0; rightsstatements.org InC"
