"""Texts of both versions, in languages, without HTML, whatever comes."""

from hypothesis import given
from hypothesis import strategies as st

from game.iiif.texts import LONGEST_TEXT, best, joined, plain_text, texts_of

json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def test_both_versions_of_the_same_text_are_read() -> None:
    new = {"en": ["The Wave"], "de-AT": ["Die Welle"], "none": ["波"]}
    old = [{"@value": "The Wave", "@language": "en"}, {"@value": "Die Welle", "@language": "de"}, "波"]
    assert texts_of(new) == texts_of(old) == {"en": "The Wave", "de": "Die Welle", "": "波"}
    assert best(texts_of(new)) == "The Wave"
    assert best({"fr": "La vague"}) == "La vague" and best({}) == ""


def test_html_and_control_characters_are_gone() -> None:
    html = "<p>Given by <a href='https://x.example'>A&nbsp;Friend</a><br>1999</p><script>alert(1)</script>\x00\u202e"
    assert plain_text(html) == "Given by A Friend 1999"


def test_texts_are_joined_in_every_language_that_one_has() -> None:
    assert joined(({"en": "Wave", "de": "Welle"}, {"": "1"}), ", ") == {
        "en": "Wave, 1",
        "de": "Welle, 1",
        "": "Wave, 1",
    }


@given(json)
def test_whatever_comes_is_short_plain_text(value: object) -> None:
    for code, text in texts_of(value).items():
        assert code == "" or code.isalpha()
        assert 0 < len(text) <= LONGEST_TEXT
        assert text == " ".join(text.split()) and text.isprintable()
        text.encode("utf-8")
