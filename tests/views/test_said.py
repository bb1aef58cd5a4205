"""Words on a page are words: nothing in them is read as markup, and no address becomes a link."""

import pytest

from dashboard.views.said import plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ward 7, 12 %", "Ward 7, 12 %"),
        ("**a** [b](c) <i> $x$", r"\*\*a\*\* \[b\]\(c\) \<i\> \$x\$"),
        ("https://x.org", "https\\:\u2060//x.org"),
        ("see WWW.x.org", "see WWW\u2060.x.org"),
        ("a.b@x.org", "a.b\u2060@x.org"),
    ],
)
def test_markup_is_escaped_and_addresses_stay_words(text: str, said: str) -> None:
    assert plain(text) == said
    assert plain(text).replace("\\", "").replace("\u2060", "") == text, "nothing that can be seen is added"
