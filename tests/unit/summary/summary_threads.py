"""The written threads, as posts and as what a person would keep of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from connector.summary.lines import lines
from connector.summary.port import Part, Post, readable
from connector.summary.sentences import sentences

HERE = Path(__file__).parents[2] / "golden" / "threads"
TUNING, HELD_OUT, FRESH = (sorted((HERE / half).glob("*.yaml")) for half in ("tuning", "held_out", "fresh"))
ALL = TUNING + HELD_OUT + FRESH


@dataclass(frozen=True)
class Written:
    name: str
    language: str
    posts: list[Post]
    keep: dict[str, Part]
    """Sentence → the part it belongs to."""

    @property
    def sentences(self) -> list[list[str]]:
        """Of the posts that everybody may see."""
        return [sentences_of(post) for post in readable(self.posts)]


def written(path: Path) -> Written:
    document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    posts = [_post(each, document["subject"]) for each in document["posts"]]
    keep = {text: Part(part) for part, texts in document["keep"].items() for text in texts}
    return Written(path.stem, document["language"], posts, keep)


def sentences_of(post: Post) -> list[str]:
    return [text for line in lines(post.html) for text in sentences(line)]


def _post(each: dict[str, Any], subject: str) -> Post:
    return Post(
        id=each["id"],
        author=each["author"],
        author_is_expert=each.get("expert", False),
        time=1_740_000_000 + each["at"] * 3600,
        parent=each.get("parent"),
        subject=subject,
        html=each["html"],
        private=each.get("private", False),
        visible_to_all=each.get("visible", True),
    )
