// The editor of a mapping's draft: completion, errors at their line while one types, and things to insert.
// Without it the page is a form with a text field and the same problems below it.
(() => {
  "use strict";
  const PAUSE_MS = 500;
  const form = document.getElementById("editor");
  const field = document.getElementById("text");
  if (!form || !field || !window.CodeMirror) return;
  const words = form.dataset;
  const token = form.elements.csrf_token.value;
  const writes = !field.readOnly;

  const editor = CodeMirror.fromTextArea(field, {
    mode: "yaml",
    lineNumbers: true,
    lineWrapping: false,
    indentUnit: 2,
    readOnly: !writes,
    inputStyle: "contenteditable",
    gutters: ["CodeMirror-linenumbers", "marks"],
    // Tab leaves the field, as everywhere: YAML takes no tabs, and nobody is to be caught in it.
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Space": () => complete() },
    screenReaderLabel: document.getElementById("text-label").textContent,
  });
  document.getElementById("text-help").classList.add("on");
  const input = editor.getInputField();
  input.setAttribute("aria-describedby", "text-help verdict");
  document.getElementById("text-label").addEventListener("click", () => editor.focus());

  // --- asking ----------------------------------------------------------------------

  const json = async (address, more) => {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", ...more });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.json();
  };

  const asked = new Map();
  const known = (kind, text) => {
    const address = `${words.known}?${new URLSearchParams({ format: "json", kind, q: text })}`;
    if (!asked.has(address)) asked.set(address, json(address).catch(() => (asked.delete(address), [])));
    return asked.get(address);
  };

  // --- completing --------------------------------------------------------------------

  let help = null;
  const complete = async () => {
    help ??= json(words.schema).then((found) => ({ ...found, known }));
    try {
      const ready = await help;
      const offer = (cm) => MappingCompletion.hints(ready, cm);
      offer.async = false;
      editor.showHint({ hint: offer, completeSingle: false, closeCharacters: /[{}[\],\n]/ });
    } catch {
      help = null;
    }
  };
  if (writes)
    editor.on("inputRead", (_, change) => {
      if (change.origin === "+input" && /[\p{L}{[: -]$/u.test(change.text.join("\n")) && !editor.state.completionActive) complete();
    });

  // --- problems ------------------------------------------------------------------------

  const verdict = document.getElementById("verdict");
  const list = document.getElementById("problems");
  let marks = [];

  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text, ...more });
  const kindOf = (one) => (one.kind === "error" ? words.error : words.warning);
  const sentence = (one) => (one.cure ? `${one.message} — ${one.cure}` : one.message);

  const clear = () => {
    for (const mark of marks) mark.clear();
    marks = [];
    editor.clearGutter("marks");
    editor.eachLine((line) => void editor.removeLineClass(line, "background"));
  };

  const point = (one) => {
    const at = Math.min(Math.max(one.line - 1, 0), editor.lastLine());
    editor.setGutterMarker(at, "marks", element("span", one.kind === "error" ? "✗" : "!", { className: `mark ${one.kind}`, title: sentence(one) }));
    editor.addLineClass(at, "background", `line-${one.kind}`);
    const note = element("div", sentence(one), { className: `note ${one.kind}` });
    if (one.kind === "error") marks.push(editor.addLineWidget(at, note, { noHScroll: true, coverGutter: false }));
  };

  const tell = (one) => {
    const item = element("li", "", { className: one.kind });
    const head = element("p", "");
    const link = element("a", words.line.replace("#", one.line), { href: "#text" });
    link.dataset.line = one.line;
    link.dataset.column = one.column;
    const place = element("b", "");
    place.append(link);
    head.append(place, " ", element("span", kindOf(one), { className: "kind" }), " ", sentence(one));
    item.append(head);
    if (one.excerpt) item.append(element("code", one.excerpt));
    return item;
  };

  const show = (found) => {
    if (verdict.textContent !== found.summary) verdict.textContent = found.summary;
    verdict.className = `verdict ${found.state}`;
    list.replaceChildren(...found.problems.map(tell));
    editor.operation(() => {
      clear();
      found.problems.forEach(point);
    });
  };

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (!link) return;
    event.preventDefault();
    editor.setCursor(link.dataset.line - 1, link.dataset.column - 1);
    editor.focus();
  });

  let round = 0, timer = 0;
  const check = async () => {
    const mine = ++round;
    try {
      const headers = { "X-CSRFToken": token, "Content-Type": "text/plain; charset=utf-8" };
      const found = await json(words.check, { method: "POST", headers, body: editor.getValue() });
      if (mine === round) show(found);
    } catch {
      if (mine === round) [verdict.textContent, verdict.className] = [words.late, "verdict bad"];
    }
  };

  // --- what would be lost ---------------------------------------------------------------

  let saved = words.unsaved === undefined ? editor.getValue() : null;
  if (writes) {
    editor.on("changes", () => {
      clearTimeout(timer);
      timer = setTimeout(check, PAUSE_MS);
    });
    // What was typed within the last moments is read before CodeMirror hands the text over; it would be lost.
    form.addEventListener("submit", () => editor.operation(() => editor.display.input.pollContent()), true);
    form.addEventListener("submit", () => (saved = editor.getValue()));
    window.addEventListener("beforeunload", (event) => {
      if (saved !== editor.getValue()) event.preventDefault();
    });
    check();
  }

  // --- picking ----------------------------------------------------------------------------

  const picker = document.getElementById("picker");
  const search = document.getElementById("picker-words");
  const picked = document.getElementById("picked");
  let kind = "";

  const insert = (text) => {
    editor.replaceSelection(text);
    editor.focus();
  };

  const row = (one) => {
    const item = element("li", "");
    const head = element("div", "", { className: "head" });
    head.append(element("b", one.name));
    if (one.line && writes) {
      const button = element("button", words.insert, { type: "button", className: "plain" });
      button.setAttribute("aria-label", `${words.insert}: ${one.line}`);
      button.addEventListener("click", () => insert(one.line));
      head.append(button);
    }
    const about = [one.source, one.about].filter(Boolean).join(" · ");
    item.append(head, element("p", about, { className: "meta" }), element("code", one.line || one.value));
    return item;
  };

  const look = async () => {
    const wanted = kind, text = search.value.trim();
    const found = await known(wanted, text);
    if (wanted !== kind || text !== search.value.trim()) return;
    const rows = found.map(row);
    if (!rows.length) rows.push(element("li", words.none));
    if (rows.length >= 50) rows.push(element("li", words.more));
    picked.replaceChildren(...rows);
  };

  for (const link of document.querySelectorAll("#known a[data-kind]"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const other of document.querySelectorAll("#known a[data-kind]")) other.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      [kind, picker.hidden] = [link.dataset.kind, false];
      look();
    });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 250);
  });
})();
