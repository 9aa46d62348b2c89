// What can be written at a place of a mapping: keys by its JSON Schema, and names that the document, the institution
// and the LMS really have. Only offers; what is right is said by the check.
window.MappingCompletion = (() => {
  "use strict";
  const KEY = /^(\s*)((?:-\s+)*)("[^"]*"|'[^']*'|[^\s#:{}[\],]+)\s*:(?=\s|$)/;
  const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{N}_./ -]*$/u;

  const bare = (line) => line.replace(/(^|\s)#.*$/, "$1");
  const unquoted = (text) => text.trim().replace(/^(["'])(.*)\1$/, "$2").replace(/^["']/, "");
  const written = (text) => (PLAIN.test(text) && text.trim() === text && !/^[\d.]+$|^(true|false|null)$/.test(text) ? text : JSON.stringify(text));

  // The keys around a line by its indentation, outermost first; a list's entry stands as "-".
  const above = (lines, number, indent) => {
    const path = [];
    for (let at = number - 1; at >= 0 && indent > 0; at--) {
      const line = bare(lines[at]);
      const found = KEY.exec(line);
      const own = line.search(/\S/);
      if (own < 0) continue;
      if (found) {
        const inner = found[1].length + found[2].length;
        if (found[2] && inner <= indent && found[1].length < indent) {
          if (inner < indent) path.unshift(unquoted(found[3]));
          path.unshift("-");
          indent = found[1].length;
          // A list may stand as far out as the key that it belongs to.
          for (let up = at - 1; up >= 0; up--) {
            const key = KEY.exec(bare(lines[up]));
            if (key && !key[2] && key[1].length <= indent) {
              path.unshift(unquoted(key[3]));
              indent = key[1].length;
              at = up;
              break;
            }
          }
        } else if (inner < indent) {
          path.unshift(unquoted(found[3]));
          indent = inner;
        }
      }
    }
    return path;
  };

  // Within braces and brackets of one entry: what is open where the cursor stands.
  const flow = (text) => {
    const open = [];
    let word = "", key = null, quote = "";
    for (const sign of text) {
      if (quote) {
        if (sign === quote) quote = "";
        word += sign;
      } else if ((sign === '"' || sign === "'") && !word.trim()) {
        quote = sign;
        word += sign;
      } else if (sign === "{" || sign === "[") {
        open.push({ sign, key });
        [word, key] = ["", null];
      } else if (sign === "}" || sign === "]") {
        const closed = open.pop();
        if (!closed) return null;
        [word, key] = ["", closed.key];
      } else if (sign === ",") {
        [word, key] = ["", null];
      } else if (sign === ":" && open.length && open.at(-1).sign === "{" && key === null) {
        [key, word] = [unquoted(word), ""];
      } else word += sign;
    }
    return { open, word: word.trimStart(), key };
  };

  // {path, word, value}: keys around the cursor, what is typed so far, whether a value belongs here.
  const placeOf = (lines, at) => {
    // A flow collection may go over several lines: begin where its entry begins.
    let first = at.line;
    let text = bare(lines[first].slice(0, at.ch));
    let found = KEY.exec(text);
    const begun = /^\s*-\s/.test(text);
    for (let up = at.line - 1; !begun && up >= 0 && at.line - up < 20 && !(found && flow(text.slice(found[0].length))?.open.length); up--) {
      const more = bare(lines[up]) + "\n" + text;
      const head = KEY.exec(bare(lines[up]));
      if (!head) {
        if (!bare(lines[up]).trim()) break;
        text = more;
        continue;
      }
      if (flow(more.slice(head[0].length))?.open.length) [first, text, found] = [up, more, head];
      break;
    }
    if (first === at.line) text = bare(lines[at.line].slice(0, at.ch));
    found = KEY.exec(text);
    const dash = /^(\s*)((?:-\s+)*)/.exec(text);
    const indent = dash[1].length + dash[2].length;
    const around = above(lines, first, dash[2] ? dash[1].length + 1 : indent);
    const path = dash[2] ? [...listOf(lines, first, dash[1].length, around), "-"] : around;
    const rest = found ? text.slice(found[0].length) : text.slice(indent);
    const inside = flow(rest);
    if (!inside) return null;
    if (found) path.push(unquoted(found[3]));
    for (const one of inside.open) {
      if (one.key !== null) path.push(one.key);
      if (one.sign === "[") path.push("-");
    }
    const last = inside.open.at(-1);
    if (!last) return { path, word: found ? rest.trimStart() : inside.word, value: Boolean(found) };
    if (last.sign === "[") return { path: path.slice(0, -1), word: inside.word, value: true, item: true };
    if (inside.key !== null) return { path: [...path, inside.key], word: inside.word, value: true };
    return { path, word: inside.word, value: false };
  };

  // The key that a list's entry belongs to, also where the list is not indented below it.
  const listOf = (lines, number, indent, around) => {
    for (let at = number - 1; at >= 0; at--) {
      const found = KEY.exec(bare(lines[at]));
      if (found && !found[2] && found[1].length <= indent) {
        const outer = above(lines, at, found[1].length);
        return [...outer, unquoted(found[3])];
      }
    }
    return around;
  };

  const choices = (schema) => (schema ? [schema, ...(schema.anyOf || []).flatMap(choices)] : []);

  // The schema of what lies below these keys.
  const below = (schema, path) => {
    let here = choices(schema);
    for (const step of path) {
      const next = [];
      for (const one of here) {
        if (step === "-") next.push(...choices(one.items));
        else if (one.properties && step in one.properties) next.push(...choices(one.properties[step]));
        else if (one.additionalProperties) next.push(...choices(one.additionalProperties));
      }
      here = next;
    }
    return here;
  };

  // The names that a part of the document gives: the keys right below it.
  const given = (lines, part) => {
    const names = [];
    let inside = false, indent = 0;
    for (const raw of lines) {
      const found = KEY.exec(bare(raw));
      if (!found) continue;
      if (!found[1].length) [inside, indent] = [found[3] === part, 0];
      else if (inside) {
        indent ||= found[1].length;
        if (found[1].length === indent) names.push(unquoted(found[3]));
      }
    }
    return names;
  };

  // Which names belong to a place: of the document, or a kind of thing that the LMS has.
  const PARTS = { contribution: "contributions", rule: "contributions", attendance: "sessions", leading: "sessions", session: "sessions" };
  const MATCHERS = ["prefix", "contains", "any_of"];
  const namesFor = (path, item) => {
    if (MATCHERS.includes(path.at(-1))) return namesFor(path.slice(0, -1), item);
    const key = path.at(-1), outer = path.at(-2);
    if (key === "in" && item) return { part: "communities" };
    if (PARTS[key] && (outer === "for" || path.includes("needs"))) return { part: PARTS[key] };
    if (key === "scheme") return { part: "schemes" };
    if (outer === "course" && key !== "id") return { kind: "course", field: key };
    if (outer === "category") return { kind: "category" };
    if (key === "cohort") return { kind: "cohort" };
    if (outer === "forum" || outer === "thanks") return key === "name" ? { kind: "forum" } : null;
    if (key === "name" && outer !== "calendar" && (path.includes("is") || outer === "choice")) return { kind: "activity" };
    if (["activity", "source", "target", "pack"].includes(key)) return { own: key };
    return null;
  };

  const offered = async (help, lines, place) => {
    if (!place.value) {
      const keys = new Map();
      for (const one of below(help.schema, place.path))
        for (const [name, about] of Object.entries(one.properties || {})) keys.set(name, about.description || "");
      if (place.path.at(-1) === "roles") for (const one of await help.known("role", place.word)) keys.set(one.value, one.name);
      return [...keys].map(([name, about]) => ({ text: `${name}: `, shown: name, about }));
    }
    const here = below(help.schema, place.item ? [...place.path, "-"] : place.path);
    const found = here.flatMap((one) => one.enum || (one.type === "boolean" ? [true, false] : "const" in one ? [one.const] : []));
    const values = found.map((one) => ({ text: String(one), shown: String(one), about: "" }));
    const names = namesFor(place.path, place.item);
    if (names?.own) values.push(...help.names[names.own].map((one) => ({ text: written(one), shown: one, about: "" })));
    if (names?.part) values.push(...[...given(lines, names.part), ...(names.part === "schemes" ? help.names.scheme : [])].map((one) => ({ text: one, shown: one, about: "" })));
    if (names?.kind)
      for (const one of await help.known(names.kind, unquoted(place.word))) {
        const value = names.field ? one[names.field] : one.value;
        values.push({ text: names.kind === "category" ? value : written(value), shown: value, about: one.name === value ? one.about : `${one.name} · ${one.about}` });
      }
    return values.filter((one, at) => one.shown && values.findIndex((other) => other.text === one.text) === at);
  };

  // As CodeMirror's show-hint wants it.
  const hints = async (help, editor) => {
    const at = editor.getCursor();
    const lines = editor.getValue().split("\n");
    const place = placeOf(lines, at);
    if (!place) return null;
    const typed = unquoted(place.word).toLowerCase();
    const fits = (await offered(help, lines, place)).filter((one) => one.shown.toLowerCase().includes(typed));
    const list = fits.map((one) => ({
      text: one.text,
      render: (element) => {
        element.append(one.shown);
        if (one.about) element.append(Object.assign(document.createElement("small"), { textContent: ` ${one.about}` }));
      },
    }));
    // After a colon without its space, the space comes along.
    const line = lines[at.line].slice(0, at.ch);
    const gap = place.value && !place.item && line.endsWith(":") ? " " : "";
    if (gap) for (const one of list) one.text = gap + one.text;
    return { list, from: { line: at.line, ch: at.ch - place.word.length }, to: at };
  };

  return { hints, placeOf, below, given };
})();
