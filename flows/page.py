"""`--format html`: an article with its spans in colour, the rule on hover. Everything is escaped."""

from collections.abc import Sequence
from html import escape

from extractors.reading import Reading
from flows.show import by_place, summary

STYLE = """
:root { color-scheme: light dark; --number: #ffd48a; --date: #a9dcff; --actor: #c5ecb4; --quote: #f3c6ef; }
body { font: 18px/1.65 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  background: #fff; color: #1b1b1b; }
h1 { font: 600 1rem/1.4 system-ui, sans-serif; color: #555; margin-top: 3rem; overflow-wrap: anywhere; }
article { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; border-radius: .2em; padding: .05em .1em; }
mark.number { background: var(--number); } mark.date { background: var(--date); }
mark.actor { background: var(--actor); }
mark.quote { background: none; border-bottom: .18em solid var(--quote); border-radius: 0; padding: 0; }
mark.not_speech { border-bottom-style: dotted; }
.key { font: .85rem system-ui, sans-serif; position: sticky; top: 0; background: inherit; padding: .6rem 0; }
@media print { .key { position: static; } body { margin: 0; } }
@media (prefers-color-scheme: dark) { body { background: #16181c; color: #e8e6e3; } h1 { color: #aaa; }
  :root { --number: #6b4e12; --date: #134a6e; --actor: #2b5a1c; --quote: #a05a9a; } }
"""
KEY = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in ("number", "date", "actor", "quote"))


def page(readings: Sequence[tuple[str, Reading]]) -> str:
    """A whole HTML page: one article element per document, under its id."""
    articles = "\n".join(f"<h1>{escape(name)}</h1>\n<article>{marked(reading)}</article>" for name, reading in readings)
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Copydesk</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{STYLE}</style></head>\n'
        f'<body>\n<p class="key">{KEY} hover for value and rule</p>\n{articles}\n</body>\n</html>\n'
    )


def marked(reading: Reading) -> str:
    """The text with every span marked. Marks nest; one that would cross another is cut at its edge."""
    text = reading.article.text
    pieces: list[str] = []
    open_ends: list[int] = []
    position = 0
    for kind, row in by_place(reading):
        start, end = int(str(row["start"])), int(str(row["end"]))
        while open_ends and open_ends[-1] <= start:
            position = _close(pieces, text, position, open_ends.pop())
        end = min([end, *open_ends])
        pieces.append(escape(text[position:start]))
        position = start
        title = escape(f"{summary(kind, row)}\nrule: {row['rule_id']}", quote=True)
        classes = f"{kind} {row['kind']}" if kind == "quote" else kind
        pieces.append(f'<mark class="{classes}" title="{title}">')
        open_ends.append(end)
    while open_ends:
        position = _close(pieces, text, position, open_ends.pop())
    return "".join(pieces) + escape(text[position:])


def _close(pieces: list[str], text: str, position: int, end: int) -> int:
    pieces.append(escape(text[position:end]) + "</mark>")
    return max(position, end)
