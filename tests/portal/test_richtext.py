"""What is not on the list is never written again (case 40)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.richtext import ELEMENTS, cleaned, is_safe_link

HOSTILE = [
    "<script>q()</script>",
    "<img src=x onerror=q()>",
    '<a href="javascript:q()">x</a>',
    '<a href="java\tscript:q()">x</a>',
    '<a href=" javascript:q()">x</a>',
    '<a href="JaVaScRiPt:q()">x</a>',
    '<a href="data:text/html,<script>q()</script>">x</a>',
    '<a href="&#106;avascript:q()">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<p onclick="q()" style="background:url(javascript:q())" class="x" id="y">x</p>',
    "<svg><script>q()</script></svg>",
    '<svg><style><img src="</style><img src=x onerror=q()>"></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=q()>">',
    '<noscript><p title="</noscript><img src=x onerror=q()>"></noscript>',
    "<p><!--><img src=x onerror=q()>--></p>",
    "<p><![CDATA[<img src=x onerror=q()>]]></p>",
    "<?xml-stylesheet href='javascript:q()'?>",
    "<base href='http://evil.example/'><link rel=stylesheet href=x><meta http-equiv=refresh>",
    "<iframe srcdoc='<script>q()</script>'></iframe><object data=x></object><embed src=x>",
    "<form action=x><input name=y><button formaction='javascript:q()'>z</button></form>",
    "<table background='javascript:q()'><tr><td background=x>y</td></tr></table>",
    "<textarea></textarea><img src=x onerror=q()></textarea>",
    "<p><style>@import url(http://evil.example)</style></p>",
    "<a rel=attachment href='file:///etc/passwd'>x</a>",
    "&lt;img src=x onerror=q()&gt;",
    "<scr<script>ipt>q()</script>",
    "<p",
    "</p></div></html>",
]


def faults_of(html: str) -> list[str]:
    """Everything in the cleaned text that is not on the list."""
    found: list[str] = []
    for parser in ("html.parser", "lxml"):
        soup = BeautifulSoup(cleaned(html), parser)
        for tag in soup.find_all(True):
            if parser == "lxml" and tag.name in ("html", "body"):
                continue
            allowed = ELEMENTS.get(tag.name)
            if allowed is None:
                found.append(tag.name)
                continue
            found += [name for name in tag.attrs if name not in allowed]
            if "href" in tag.attrs and not is_safe_link(str(tag["href"])):
                found.append(str(tag["href"]))
    return found


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_texts_become_harmless(html: str) -> None:
    assert faults_of(html) == []
    assert faults_of(cleaned(html)) == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*HOSTILE, "<", ">", '"', "'", "<p>", "--", "</", "&"]), max_size=6)
)
def test_any_mixture_of_them_too(parts: list[str]) -> None:
    assert faults_of("".join(parts)) == []


def test_what_a_paper_may_hold_stays() -> None:
    paper = (
        "<h3>What was asked</h3><p>Twelve <b>bold</b> &amp; <i>slanted</i><br>lines.</p>"
        '<ul><li><a href="https://example.org/?a=1&amp;b=2">a link</a></li></ul>'
        '<p><a linktype="page" id="3">a page</a> <span lang="cy">Cymraeg</span></p>'
        '<table class="pack-programme"><caption>c</caption><tr><th scope="row">a</th>'
        '<td colspan="2">5 &lt; 6</td></tr></table>'
    )
    assert cleaned(paper) == paper
    assert cleaned("<p>open <b>and") == "<p>open <b>and</b></p>"
    assert cleaned("<font>text</font>") == "text"


def test_links() -> None:
    for good in ("https://example.org", "/meetings/", "#part", "mailto:a@example.test", "tel:+44"):
        assert is_safe_link(good), good
    for bad in ("x:y", "//evil.example", "\\\\evil", "java\nscript:q()", "http://[", "vbscript:x"):
        assert not is_safe_link(bad), bad
