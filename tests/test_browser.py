"""The HTML pages in a real browser: nothing of a text runs, it fits a phone, it is legible by day and by night."""

import json
import re
import shutil
import subprocess
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extractors.article.document import Document
from extractors.engine.ruleset import Ruleset
from extractors.reading import read
from flows.output.explanation import explained
from flows.output.page import explained_page, page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no browser: install chromium (as root: apt-get install chromium) to test the HTML pages"
)
ANYWHERE = ("--no-sandbox", "--disable-dev-shm-usage")
"""For containers: root or not, with user namespaces or without, however small /dev/shm is. The pages are our own."""
CRACK = "<script>document.title = 'cracked'</script>"
HOSTILE = Document(
    id=CRACK,
    title=f"<img src=x onerror=\"document.title = 'cracked'\">{CRACK}",
    by=f'">{CRACK}',
    publisher=f"</style></title>{CRACK}",
    text=f"</article></mark>{CRACK} lost 12% on Monday.\n\nBy <svg onload=document.title='cracked'> Ada Roth\n\n"
    "“We lost 12 <b onfocus=alert(2) autofocus>boats</b> & nets,” said Ada Roth, the mayor, on Tuesday. "
    "\"Pay $3 million' onmouseover='document.title=`cracked` --><!-- &lt;img src=x onerror=alert(5)>\n",
)
LONG = Document(
    id="a-name-" + "x" * 200,
    text="Quillon will cut 2,400 jobs on 4 March 2025, it said.\n\n“"
    + "Donaudampfschiff" * 20
    + " sank,” said Ada Roth. "
    'She did not call it "help". Nobody denied that 3 boats sank.\n',
)
MEASURE = """
const inner = document.querySelector("iframe").contentDocument, look = (of) => inner.defaultView.getComputedStyle(of)
const behind = (of) => look(of).backgroundColor === "rgba(0, 0, 0, 0)" && of.parentElement
  ? behind(of.parentElement) : look(of).backgroundColor
const shown = [...inner.querySelectorAll("body, mark, h1, .about, .key span, .card, .quiet, dt, a")]
document.querySelector("pre").textContent = JSON.stringify({
  width: inner.documentElement.scrollWidth,
  pairs: [...new Set(shown.map((of) => look(of).color + "|" + behind(of)))]
})
"""


class Seen(HTMLParser):
    """What a browser made of a page: its elements, its title, the text of its articles and of its <pre>."""

    def __init__(self, dom: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.said: dict[str, str] = {"title": "", "article": "", "pre": ""}
        self.feed(dom)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.open += [tag] * (tag not in ("meta", "br", "img"))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for name in self.said.keys() & set(self.open):
            self.said[name] += data if "sup" not in self.open else ""


def browse(html: str, folder: Path, *options: str) -> Seen:
    """The page as the browser holds it once everything that runs has run."""
    (folder / "page.html").write_text(html, "utf-8")
    assert BROWSER
    command = [
        BROWSER, "--headless", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=5000",
        *ANYWHERE, *options, "--dump-dom", (folder / "page.html").as_uri(),
    ]  # fmt: skip
    return Seen(subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout)


def pages(document: Document, ruleset: Ruleset) -> list[str]:
    reading = read(document, ruleset)
    return [page([(document.id, reading)]), explained_page(document.id, reading, *explained(reading, ruleset))]


def test_nothing_of_a_hostile_article_runs(ruleset: Ruleset, tmp_path: Path) -> None:
    assert browse(f"<title>whole</title>{CRACK}", tmp_path).said["title"] == "cracked"  # this browser runs scripts
    for made in pages(HOSTILE, ruleset):
        unguarded = re.sub(r"<meta http-equiv=[^>]+>\n", "", made)
        assert unguarded != made
        for one in (made, unguarded):  # the escaping alone holds too
            seen = browse(one, tmp_path)
            assert "cracked" not in seen.said["title"].split()
            assert seen.said["article"] == HOSTILE.text
            assert not seen.elements & {"script", "img", "svg"}


@pytest.mark.parametrize("scheme", [0, 1], ids=["dark", "light"])
def test_a_page_fits_a_phone_and_its_words_stand_out(scheme: int, ruleset: Ruleset, tmp_path: Path) -> None:
    for made in pages(LONG, ruleset):
        frame = f'<iframe style="width: 375px; height: 800px; border: 0" srcdoc="{escape(made)}"></iframe>'
        outer = f"<!doctype html>{frame}<pre></pre><script>onload = () => {{ {MEASURE} }}</script>"
        measured = json.loads(browse(outer, tmp_path, f"--blink-settings=preferredColorScheme={scheme}").said["pre"])
        assert measured["width"] <= 375
        grounds = [luminance(pair.split("|")[1]) for pair in measured["pairs"]]
        assert len(grounds) > 5
        assert all(ground < 0.5 for ground in grounds) == (scheme == 0)
        assert {pair: contrast(pair) for pair in measured["pairs"] if contrast(pair) < 4.5} == {}  # WCAG AA


def contrast(pair: str) -> float:
    """The contrast of a text colour on its ground, as WCAG 2 defines it: 1 to 21."""
    first, second = sorted(luminance(colour) for colour in pair.split("|"))
    return (second + 0.05) / (first + 0.05)


def luminance(colour: str) -> float:
    channels = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
