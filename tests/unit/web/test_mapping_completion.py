"""What the editor offers at a place of a mapping, asked of the script itself by Debian's or anyone's node."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from connector.web import mappings
from schemas.mapping_document import json_schema

SCRIPT = Path(mappings.__file__).parent / "static" / "complete.js"
NODE = shutil.which("node")
HAS = {
    "course": [
        {"value": "COP-AK", "name": "CoP", "about": "", "shortname": "CoP AK", "idnumber": "COP-AK"},
        {"value": "Kursus 9", "name": "Kursus", "about": "", "shortname": "Kursus 9", "idnumber": ""},
    ],
    "forum": [{"value": "Blog: Baik", "name": "Blog: Baik", "about": "blog"}],
    "cohort": [{"value": "COP-LENCANA", "name": "Lencana", "about": ""}],
    "activity": [{"value": "Webinar CoP 1", "name": "Webinar CoP 1", "about": "bigbluebuttonbn"}],
    "category": [{"value": "5", "name": "5", "about": ""}],
    "role": [{"value": "teacher", "name": "teacher", "about": ""}],
}
NAMES = {"source": ["lms"], "target": ["simpeg"], "pack": ["indonesia-asn"], "scheme": ["cop-jp"]}
NAMES["activity"] = ["bigbluebuttonbn", "choice"]
ASKING = """
global.window = global;
eval(require("fs").readFileSync(0, "utf8"));
const [help, texts] = [JSON.parse(process.argv[1]), JSON.parse(process.argv[2])];
const known = async (kind) => help.has[kind];
(async () => {
  const told = [];
  for (const text of texts) {
    const before = text.slice(0, text.indexOf("|")).split("\\n");
    const editor = {
      getCursor: () => ({ line: before.length - 1, ch: before.at(-1).length }),
      getValue: () => text.replace("|", ""),
    };
    const found = await MappingCompletion.hints({ ...help, known }, editor);
    told.push(found && found.list.map((one) => one.text));
  }
  console.log(JSON.stringify(told));
})();
"""
CASES: dict[str, list[str]] = {
    "map|": ["mapping: "],
    "communities:\n  ak:\n    na|": ["name: "],
    "communities:\n  ak:\n    lives_in:|": [],
    "communities:\n  ak:\n    lives_in: {source: |": ["lms"],
    "communities:\n  ak:\n    lives_in: {source: lms, course: {idnumber: |}}": ["COP-AK"],
    "communities:\n  ak:\n    lives_in: {source: lms, course: {shortname: |}}": ["CoP AK", "Kursus 9"],
    "communities:\n  ak:\n    lives_in: {source: lms, cat|": ["category: "],
    "communities:\n  ak:\n    lives_in: {source: lms, category: {id: |": ["5"],
    "communities:\n  ak:\n    lives_in:\n      - {source: lms, cou|": ["course: "],
    "communities:\n  ak:\n    lives_in:\n      - source: lms\n        cou|": ["course: "],
    "communities:\n  ak:\n    lives_in:\n    - source: lms\n      cou|": ["course: "],
    "communities:\n  ak:\n    roles: {|": ["teacher: "],
    "communities:\n  ak:\n    roles: {teacher: m|": ["moderator", "member"],
    "communities:\n  ak:\n    roles:\n      teacher:|": [" expert", " leader", " moderator", " member"],
    "contributions:\n  a:\n    kind: so|": ["solution"],
    "contributions:\n  a:\n    is: {post: |": ["first", "reply", "any"],
    'contributions:\n  a:\n    is: {post: first, forum: {name: "Blog|': ['"Blog: Baik"'],
    "contributions:\n  a:\n    is: {forum: {name: {prefix: |": ['"Blog: Baik"'],
    "contributions:\n  a:\n    is: {post: first,\n      words: {at_l|": ["at_least: "],
    "contributions:\n  a:\n    is:\n      answers_other: |": ["true", "false"],
    "contributions:\n  a:\n    is: {entry: wiki, app|": ["approved: "],
    "communities:\n  ak: {}\n  pp: {}\ncontributions:\n  a:\n    in: [|": ["ak", "pp"],
    "communities:\n  ak: {}\n  pp: {}\ncontributions:\n  a:\n    in: [ak, p|": ["pp"],
    "contributions:\n  a-b:\n    kind: x\ncredits:\n  - {scheme: cop-jp, for: {contribution: |": ["a-b"],
    "credits:\n  - {sch|": ["scheme: "],
    "credits:\n- {sch|": ["scheme: "],
    "credits:\n  - {scheme: |": ["cop-jp"],
    "credits:\n  - {scheme: x}\n  - {scheme: y, min|": ["minutes: "],
    "schemes:\n  baru: {}\ncredits:\n  - scheme: |": ["baru", "cop-jp"],
    "recognition:\n  k:\n    shown_by: {cohort: |": ["COP-LENCANA"],
    "sessions:\n  w:\n    is: {activity: b|": ["bigbluebuttonbn"],
    "sessions:\n  w:\n    is: {activity: bigbluebuttonbn, name: |": ["Webinar CoP 1"],
    "sessions:\n  w:\n    is: {calendar: {name: |": [],
    "hr:\n  - {target: |": ["simpeg"],
    "pack: |": ["indonesia-asn"],
    "summaries:\n  - of: discussion\n    when: {q|": ["quiet_days: "],
    "pack: indonesia-asn # a note: with a colon\nhr: # x\n  - {ev|": ["every: "],
}


@pytest.fixture(scope="module")
def offered() -> dict[str, Any]:
    if NODE is None:
        pytest.skip("there is no node to run the script")
    help_ = json.dumps({"schema": json_schema(), "names": NAMES, "has": HAS})
    words = [NODE, "-e", ASKING, help_, json.dumps(list(CASES))]
    ran = subprocess.run(words, input=SCRIPT.read_text(encoding="utf-8"), capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return dict(zip(CASES, json.loads(ran.stdout), strict=True))


@pytest.mark.parametrize("text", CASES)
def test_what_is_offered(text: str, offered: dict[str, Any]) -> None:
    assert offered[text] == CASES[text]
