"""The room is pure: the same posts always give the same summary, and nothing else is asked."""

import ast
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import connector.summary
from connector.summary.lines import lines
from connector.summary.port import Post, Silence, Summary
from connector.summary.sentences import sentences
from connector.summary.summarise import summarise

ROOM = Path(connector.summary.__file__).parent
ALLOWED = {"connector", "syntok", "snowballstemmer", "stop_words"} | {
    *(
        "__future__",
        "array",
        "ast",
        "collections",
        "dataclasses",
        "enum",
        "functools",
        "hashlib",
        "html",
        "itertools",
        "json",
    ),
    *("math", "re", "typing"),
}
PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<br>",
            "<li>",
            "<blockquote>",
            "</blockquote>",
            "&amp;",
            "<![",
            "Rp. 5.000 ",
            "dll. ",
        ),
        *(
            "a.n. ",
            "? ",
            "disepakati ",
            "paling lambat 5 Mei ",
            "Bagaimana ",
            "berkas izin ",
            "> ",
            "-- ",
            "\n",
        ),
        *(". ", "…", "“", "🙏", "\u200b"),
    ]
)
HTML = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80))


def imported() -> set[str]:
    found: set[str] = set()
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module or "")
    return found


def test_it_imports_nothing_that_reads_waits_or_knows_the_time():
    names = imported()
    assert {name.split(".")[0] for name in names} <= ALLOWED
    ours = {name for name in names if name.startswith("connector")}
    assert all(name.startswith(("connector.summary", "connector.domain")) for name in ours)


@given(st.text(max_size=120))
@settings(deadline=None)
def test_sentences_lose_and_add_nothing(line: str):
    assert "".join("".join(sentences(line)).split()) == "".join(line.split())


@given(st.lists(HTML, min_size=3, max_size=8))
@settings(deadline=None, max_examples=150)
def test_whatever_is_written_gives_a_summary_or_silence(texts: list[str]):
    posts = [
        Post(n, n % 3, n % 2 == 0, n, None if n == 0 else 0, "Izin", html) for n, html in enumerate(texts)
    ]
    found = summarise(posts)
    assert isinstance(found, Summary | Silence)
    for item in found.items if isinstance(found, Summary) else ():
        assert any(item.text in line for line in lines(posts[item.post].html))


@pytest.mark.parametrize(
    "piece", ["?!", "Salam,<br>a<br>", "<div>", "rapat ", "a.", "(", "<", "maaf ", "12. ", "“"]
)
def test_nobody_can_keep_it_busy_with_one_post(piece: str):
    posts = [Post(n, n, False, n, None if n == 0 else 0, "Izin", piece * 5000) for n in range(3)]
    began = perf_counter()
    summarise(posts)
    assert perf_counter() - began < 5
