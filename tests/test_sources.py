"""What comes in: good documents as they came, bad ones with a reason, never an exception."""

import json
import os
from pathlib import Path

import pytest

from extractors.article.document import Document
from flows.output.errors import UserError
from flows.sources import files_of, given, jsonl, plain
from flows.sources.unreadable import Unreadable
from flows.steps.plan import shards


def test_text_is_kept_as_it_came(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Caf\u00e9\u0301 \U0001f389\r\n\r\n Turnout \u00a0rose. \n".encode())
    (document,) = plain.documents(tmp_path / "a.txt")
    assert isinstance(document, Document)
    assert document.text == "Caf\u00e9\u0301 \U0001f389\r\n\r\n Turnout \u00a0rose. \n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t", "empty file"),
        (b"caf\xe9 opens", "not UTF-8 at byte 3"),
        (b"\x89PNG\0\0", "a binary file"),
        ("caf\u00e9".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_bad_text_file_says_why(content: bytes, reason: str) -> None:
    item = plain.document(content, "a.txt")
    assert isinstance(item, Unreadable)
    assert reason in item.message


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a"}', "no text"),
        ('{"id": "a", "text": 7}', "text is no string"),
        ('{"id": "a", "text": " "}', "text is empty"),
        ('{"id": "a", "text": "b", "published": "yesterday"}', "no ISO 8601 date"),
        ('{"id": "a", "text": "b", "title": ["c"]}', "title is no string"),
        ('{"id": "a", "text": "\\ud800"}', "surrogate"),
        ('["a"]', "not a JSON object"),
        ('{"id": ', "not JSON"),
        ("[" * 100_000, "JSON beyond measure"),
        (f'{{"id": {"1" * 5_000}, "text": "a"}}', "JSON beyond measure"),
    ],
)
def test_a_bad_json_line_says_why(line: str, reason: str) -> None:
    item = jsonl.document(line.encode(), "f:1")
    assert isinstance(item, Unreadable)
    assert reason in item.message


def test_a_json_line_may_lack_all_but_text_and_hold_more() -> None:
    line = json.dumps({"text": "Rain.", "title": None, "published": "2025-03-04T09:00:00+01:00", "tags": [1]})
    item = jsonl.document(line.encode(), "f:1")
    assert item == Document(id="f:1", text="Rain.", published="2025-03-04T09:00:00+01:00")


def test_the_second_document_of_an_id_is_named_not_lost(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "Rain."}, {"id": "a", "text": "Snow."}]
    (tmp_path / "f.jsonl").write_text("\n".join(map(json.dumps, lines)))
    first, second = given(files_of([tmp_path]).readable)
    assert isinstance(first, Document)
    assert isinstance(second, Unreadable)
    assert "duplicate id 'a'" in second.message


def test_a_file_name_that_is_no_utf8_is_spelled_out(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Rain.")
    (document,) = given(files_of([tmp_path]).readable)
    assert document.id == f"{tmp_path}/caf\\xe9.txt"


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text("Rain.")
    for name in ("again", "once-more"):
        (tmp_path / name).symlink_to(tmp_path)
    assert files_of([tmp_path]).readable == (tmp_path / "f.txt",)


def test_a_missing_path_and_an_unknown_format_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file or folder"):
        files_of([tmp_path / "none"])
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(UserError, match=r"cannot read \.docx"):
        files_of([tmp_path / "a.docx"])


def test_a_folder_is_read_whole_and_in_order_and_names_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("b.txt", "deep/a.TXT", ".hidden.txt", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain.")
    files = files_of([tmp_path])
    assert [path.name for path in files.readable] == ["b.txt", "a.TXT"]
    assert [path.name for path in files.left_out] == ["notes.md"]


def test_shards_hold_every_document_once_in_order_and_grow() -> None:
    documents = [Document(id=str(index), text="x" * 40_000) for index in range(60)]
    cut = list(shards(documents))
    assert [item for shard in cut for item in shard.documents] == documents
    assert [shard.index for shard in cut] == list(range(len(cut)))
    assert len(cut[0].documents) < len(cut[5].documents)
