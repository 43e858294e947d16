"""`copydesk rules new`: a pack to begin with. Its check fails, and says what to write, until it is a rule."""

from pathlib import Path
from textwrap import wrap

import regex

from extractors.checking import schema
from extractors.checking.check import MAKERS, layers
from extractors.engine.errors import shown
from extractors.engine.kinds import KINDS
from extractors.engine.pack import shared_macros
from flows.output.errors import UserError

FAMILY = regex.compile(r"[a-z][a-z0-9_]*")
GIVES = {
    "numbers": "{value: 12, quantity_kind: count}",
    "dates": "{timex_type: DATE, timex_value: '2025-03-04'}",
    "actors": "{mention_kind: full}",
    "quotes": "{kind: direct, speaker_text: Ada Roth}",
}
FIRST = {"numbers": "count", "dates": "calendar_date"}
"""The normaliser that a new pack of a kind begins with; else its first."""
STUB = """\
{line}
# What this family of expressions is, in a sentence.
# Every field: docs/rules.md. See what is missing: copydesk rules check {name} --rules {folder}
pack: {pack}
{head}
rules:
  - id: {rule}
    says: ''      # the phrase it matches, in words
    # A regular expression in single quotes. @name is a macro or a list of seeds/, and captures as the group `name`.
    # Bound every repeat: \\d{{1,9}}, not \\d+.{macros}
    pattern: ''
    matches: []   # one or more, in place of []:
    # - text: 'A sentence of your own with [[the exact words]] marked.'{gives}
    rejects: []   # one or more:
    # - text: 'A sentence that looks like it and is none.'
    #   why: what makes it none
"""


def new_pack(name: str, folder: Path) -> int:
    """Write a stub of a pack into a folder, the JSON Schema for editors beside it, and say what comes next.

    Raises:
        UserError: the name is none for a pack, or the file exists.
    """
    kind, family = parts(name)
    path = folder / f"{family}.yml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(stub(kind, family, folder))
        (folder / schema.NAME).write_text(schema.page(), encoding="utf-8")
    except FileExistsError:
        raise UserError(
            f"{path}: exists already; nothing was written.\n  fix: choose another family, or another --rules DIR."
        ) from None
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}.\n  fix: name another --rules DIR.") from None
    print(f"{shown(path)} is a pack to fill in; {schema.NAME} beside it helps your editor.")
    print(f"next: write its pattern and examples, then\n  copydesk rules check {name} --rules {folder}")
    return 0


def parts(name: str) -> tuple[str, str]:
    """Kind and family of a name such as numbers/quakes.

    Raises:
        UserError: there is no such kind, the family is no name, or the kind reads only packs it knows.
    """
    kind, _, family = name.replace(".", "/").partition("/")
    family = family.replace("-", "_")
    if kind not in KINDS or not FAMILY.fullmatch(family):
        raise UserError(
            f"{name}: is not KIND/FAMILY.\n  known: {', '.join(KINDS)}\n"
            "  fix: name a kind and a family in small letters, digits and _, such as numbers/quakes."
        )
    known = sorted(pack.split(".")[1] for pack in layers(kind))
    if kind not in MAKERS and family not in known:
        raise UserError(
            f"{name}: nothing would read this pack: {kind} knows its packs by name.\n  known: {', '.join(known)}\n"
            f"  fix: choose one of these: copydesk rules new {kind}/{known[0]}"
        )
    return kind, family


def stub(kind: str, family: str, folder: Path) -> str:
    """The text of a new pack."""
    pack = f"{kind}.{family}"
    head = ""
    if kind in MAKERS:
        names = _wrapped(sorted(MAKERS[kind]), "\n#   ")
        head = f"make: {FIRST.get(kind, MAKERS[kind][0])}\n# Makes the row, a function of the kind: {names}.\n"
    elif layer := layers(kind)[pack]:
        head = f"layer: {layer}\n"
    macros = _wrapped([f"@{name}" for name in shared_macros(kind)], "\n    #   ")
    return STUB.format(
        line=schema.LINE, name=f"{kind}/{family}", folder=folder, pack=pack, head=head,
        rule=f"own-{family.replace('_', '-')}", macros=f"\n    # Macros of all {kind} packs: {macros}.",
        gives=f"\n    #   gives: {GIVES[kind]}" if kind in GIVES else "",
    )  # fmt: skip


def _wrapped(names: list[str], below: str) -> str:
    """Names in comment lines, `below` between two lines."""
    return below.join(wrap(", ".join(names), 70))
