"""The schema for editors."""

import json
from typing import Any

from config.packs import read_pack, read_packs
from schemas.documents import read_document
from schemas.mapping_about_id import ABOUT_ID
from schemas.mapping_document import json_schema


def unknown(data: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """The keys of a document that the schema does not know."""
    if isinstance(data, list):
        items = next((each for each in schema.get("anyOf", [schema]) if "items" in each), {"items": {}})
        return [name for each in data for name in unknown(each, items["items"], f"{path}[]")]
    if not isinstance(data, dict):
        return []
    object_ = next((each for each in schema.get("anyOf", [schema]) if each.get("type") == "object"), {})
    known, others = object_.get("properties", {}), object_.get("additionalProperties")
    found = []
    for key, value in data.items():
        below = known.get(key, others)
        found += unknown(value, below, f"{path}.{key}") if isinstance(below, dict) else [f"{path}.{key}"]
    return found


def test_it_knows_every_key_of_the_starters():
    for name in ("indonesia-asn", "indonesia-asn-lengkap", "guru-komunitas-belajar"):
        assert unknown(read_document(read_pack(name), "m").data, json_schema()) == []


def test_it_knows_every_key_of_the_pack():
    for text in read_packs().values():
        schemes = {"schemes": read_document(text, "p").data["schemes"]}
        assert unknown(schemes, json_schema()) == []


def test_it_refuses_others():
    assert unknown({"mapping": 1, "comunities": {}}, json_schema()) == [".comunities"]


def test_it_is_json_and_says_what_is_required():
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["required"] == ["mapping", "communities"]
    credit = schema["properties"]["credits"]["items"]
    assert credit["required"] == ["scheme", "for"]
    assert credit["properties"]["minutes"]["maximum"] == 1440
    kinds = schema["properties"]["contributions"]["additionalProperties"]["properties"]["kind"]
    assert "good_practice" in kinds["enum"]


def descriptions(schema: Any) -> set[str]:
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = schema.get("description") if isinstance(schema, dict) else None
    return {text for each in inner for text in descriptions(each)} | (
        {own} if isinstance(own, str) else set()
    )


def test_every_key_is_described_in_both_languages():
    assert descriptions(json_schema()) == set(ABOUT_ID)
    assert descriptions(json_schema("id")) == set(ABOUT_ID.values())
