"""Documents that people write: YAML in, plain data and the place of every key and value out.

The YAML is 1.2 in its plainest form: no anchors, no tags, no second document, no key twice. ``no`` and
``12:30`` are texts, and so are all keys. Positions are 1-based.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema, ValidationError, fields
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from schemas.problem_texts import MARSHMALLOW, text_of

MAX_BYTES = 512 * 1024
MAX_DEPTH = 20

Path = tuple[Hashable, ...]
"""From the document's root, keys and list indexes: ``("credits", 0, "minutes")``."""
At = tuple[int, int]
"""(line, column)."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where, and what would be right."""

    file: str
    line: int
    column: int
    word: str
    values: tuple[tuple[str, str], ...] = ()

    def message(self, language: str) -> str:
        return text_of(self.word, language, dict(self.values))[0]

    def cure(self, language: str) -> str:
        return text_of(self.word, language, dict(self.values))[1]

    def text(self, language: str) -> str:
        """``message — cure`` in ``id`` or ``en``."""
        return " — ".join(part for part in (self.message(language), self.cure(language)) if part)

    def report(self, language: str) -> str:
        """With the place in front: ``mapping.yaml:12:5: …``."""
        return f"{self.file}:{self.line}:{self.column}: {self.text(language)}"

    def __str__(self) -> str:
        return self.report("en")


def told(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Values as a problem carries them: as text, and not a whole page of it."""
    return tuple((name, str(each)[:300]) for name, each in values.items())


class DocumentError(Exception):
    """A document that cannot be used, with all its problems in the order of their places."""

    word = "bad_document"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Wrong(ValidationError):
    """A schema's complaint as a word of ``problem_texts`` with its values."""

    def __init__(self, word: str, *, at_key: bool = False, **values: object) -> None:
        super().__init__([Complaint(word, told(values), at_key)])


@dataclass(frozen=True)
class Complaint:
    word: str
    values: tuple[tuple[str, str], ...] = ()
    at_key: bool = False
    """Whether the key is wrong and not its value."""


@dataclass(frozen=True)
class Document:
    name: str
    data: Any
    """dict, list, str, int, float, bool or None."""
    values: dict[Path, At] = field(repr=False, default_factory=dict)
    keys: dict[Path, At] = field(repr=False, default_factory=dict)

    def position_of(self, path: Sequence[Hashable], *, at_key: bool = False) -> At:
        """Where the value (or its key) stands; for what is not written, the nearest thing around it."""
        for end in range(len(path), 0, -1):
            part = tuple(path[:end])
            if part in self.values:
                return (
                    self.keys.get(part, self.values[part]) if at_key or end < len(path) else self.values[part]
                )
        return self.values.get((), (1, 1))

    def problem(
        self, path: Sequence[Hashable], word: str, *, at_key: bool = False, **values: object
    ) -> Problem:
        line, column = self.position_of(path, at_key=at_key)
        return Problem(self.name, line, column, word, told(values))


def load_with(schema: Schema, text: str, name: str) -> tuple[Any, Document]:
    """(what the schema makes of it, the document), or a DocumentError with every problem at its place."""
    document = read_document(text, name)
    try:
        return schema.load(document.data), document
    except ValidationError as error:
        raise DocumentError(problems_of(document, schema, error)) from error


def problems_of(document: Document, schema: Any, error: ValidationError, under: Path = ()) -> list[Problem]:
    """marshmallow's nested messages as problems; ``under`` is where in the document the schema begins."""
    return [
        document.problem(path, each.word, at_key=each.at_key, **dict(each.values))
        for path, each in _complaints(schema, error.messages, under)
    ]


def read_document(text: str, name: str) -> Document:
    """The document, or a DocumentError with every problem of its form."""
    if len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise DocumentError([Problem(name, 1, 1, "too_large", (("limit", f"{MAX_BYTES // 1024} kB"),))])
    reader = _Reader(name)
    try:
        data = reader.read(text)
    except YAMLError as error:
        reader.problems.append(_syntax(name, text, error))
    if reader.problems:
        raise DocumentError(reader.problems)
    return Document(name, data, reader.values, reader.keys)


def _syntax(name: str, text: str, error: YAMLError) -> Problem:
    if isinstance(error, ReaderError):
        before = text[: error.position]
        column = len(before) - before.rfind("\n")
        return Problem(name, before.count("\n") + 1, column, "strange_character")
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = str(getattr(error, "problem", None) or error)
    return Problem(name, line, column, "tab" if r"'\t'" in said else "yaml", (("said", said),))


# --- from events to data -------------------------------------------------------------


class _Enough(Exception):
    """Ends the reading where going on would help nobody."""


class _Reader:
    """Builds the data out of the parser's events: only they tell anchors and the place of each key."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.values: dict[Path, At] = {}
        self.keys: dict[Path, At] = {}

    def read(self, text: str) -> Any:
        data, documents = None, 0
        events = YAML(typ="rt", pure=True).parse(text)
        try:
            for event in events:
                documents += isinstance(event, DocumentStartEvent)
                if documents > 1:
                    self._stop(event, "second_document")
                if isinstance(event, NodeEvent):
                    data = self._node(event, events, ())
        except _Enough:
            return None
        return data

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self._place(event, path)
        if len(path) > MAX_DEPTH:
            self._stop(event, "too_deep", limit=MAX_DEPTH)
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self._note(event, "anchor")
        elif event.tag is not None:
            self._note(event, "tag", tag=event.tag)
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        return _scalar(event) if isinstance(event, ScalarEvent) else None

    def _place(self, event: Any, path: Path) -> None:
        """A block or an empty value is found at its key, where an eye would seek it."""
        block = isinstance(event, MappingStartEvent | SequenceStartEvent) and not event.flow_style
        empty = isinstance(event, ScalarEvent) and event.value == ""
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.values[path] = self.keys[path] if (block or empty) and path in self.keys else mark

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event)
            here = (*path, key)
            twice = key in data
            if twice:
                self._note(event, "twice", key=key, first=self.keys[here][0])
            else:
                self.keys[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
            value = self._node(next(events), events, (*here, "twice") if twice else here)
            data.setdefault(key, value)
        return data

    def _key(self, event: Any) -> str:
        if not isinstance(event, ScalarEvent):
            self._stop(event, "strange_key")
        if event.anchor is not None:
            self._note(event, "anchor")
        if event.value in ("", "<<"):
            self._note(event, "anchor" if event.value else "strange_key")
        return str(event.value)

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        data: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            data.append(self._node(event, events, (*path, len(data))))
        return data

    def _note(self, event: Any, word: str, **values: object) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.name, mark.line + 1, mark.column + 1, word, told(values)))

    def _stop(self, event: Any, word: str, **values: object) -> None:
        self._note(event, word, **values)
        raise _Enough


_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")


def _scalar(event: Any) -> Any:
    """Only what looks like a number in every eye is one: ``007`` and ``1e3`` stay texts."""
    text = str(event.value)
    if event.style is not None:  # quoted
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


# --- from marshmallow's messages to complaints ---------------------------------------------


def _complaints(thing: Any, messages: Any, path: Path) -> Iterator[tuple[Path, Complaint]]:
    """Walks messages and schema together; ``thing`` is the schema or field at this path, if known."""
    if not isinstance(messages, dict):
        for message in messages if isinstance(messages, list) else [messages]:
            yield path, _complaint(message, path)
        return
    for step, inner in messages.items():
        if isinstance(thing, fields.Dict):
            for _, complaint in _complaints(None, inner.get("key", []), path):
                yield (*path, step), Complaint(complaint.word, complaint.values, at_key=True)
            yield from _complaints(thing.value_field, inner.get("value", []), (*path, step))
        elif inner == ["Unknown field."]:
            yield (*path, step), _unknown(thing, step)
        elif step == "_schema":
            yield from _complaints(thing, inner, path)
        else:
            yield from _complaints(_child(thing, step), inner, (*path, step))


def _child(thing: Any, step: Hashable) -> Any:
    if isinstance(step, int):
        return thing.inner if isinstance(thing, fields.List) else thing
    return known_keys(thing).get(str(step))


def known_keys(thing: Any) -> dict[str, Any]:
    """The keys that a schema, or a field that nests one, knows – as they are written – with their fields."""
    schema = thing.schema if isinstance(thing, fields.Nested) else thing
    found = schema.load_fields if isinstance(schema, Schema) else {}
    return {field.data_key or name: field for name, field in found.items()}


def _complaint(message: Any, path: Path) -> Complaint:
    if isinstance(message, Complaint):
        return message
    word = MARSHMALLOW.get(message)
    name = str(path[-1]) if path else ""
    return Complaint(word, told({"name": name})) if word else Complaint("other", told({"message": message}))


def _unknown(thing: Any, key: Hashable) -> Complaint:
    known = list(known_keys(thing))
    near = difflib.get_close_matches(str(key), known, 1)
    values = told({"key": key, "near": near[0] if near else "", "known": ", ".join(known)})
    return Complaint("unknown_key_near" if near else "unknown_key", values, at_key=True)
