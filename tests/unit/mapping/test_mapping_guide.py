"""docs/mapping.md: its examples are a mapping, and it leaves out no key and no reason."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from connector.mapping import meaning, misses
from connector.steps.own_posts.board import FINAL
from connector.summary import summarise
from schemas.mapping_document import Checked, json_schema

GUIDE = (Path(__file__).parents[3] / "docs" / "mapping.md").read_text(encoding="utf-8")


def test_the_examples_together_are_a_clean_mapping(checked: Callable[..., Checked]):
    found = checked("".join(re.findall(r"```yaml\n(.*?)```", GUIDE, re.S)))
    assert (found.problems, found.warnings) == ([], [])
    assert found.mapping


def test_every_key_is_told():
    assert [key for key in keys(json_schema()) if not re.search(rf"\b{key}\b", GUIDE)] == []


def keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from keys(each)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {})
        for each in schema.values():
            yield from keys(each)


def test_every_reason_is_told():
    sources = "".join(Path(module.__file__ or "").read_text(encoding="utf-8") for module in (meaning, misses))
    words = re.findall(r'(?:Nothing\(|return |key, |else )"([a-z_]+)"', sources)
    assert {"no_rule", "own_post", "gone", "too_few_words", "outside"} <= set(words)
    told = [*words, "below_unit", "rule_limit", "day_cap", "month_cap", "year_cap", "no_credit_rule"]
    assert [word for word in told if word not in GUIDE] == []


def test_every_reason_of_silence_is_told():
    own_posts = Path(__file__).parents[3] / "connector" / "steps" / "own_posts"
    paths = [*own_posts.glob("*.py"), Path(summarise.__file__ or "")]
    sources = "".join(path.read_text(encoding="utf-8") for path in paths)
    words = re.findall(r'(?:NoOrder\(|Silence\(|return |else )"([a-z]+_[a-z_]+)"', sources)
    assert {"no_forum", "too_few_words", "not_for_all", "nothing_alike"} <= set(words)
    assert [word for word in [*words, *FINAL, "gone", "nobody"] if word not in GUIDE] == []
