// Keeps the overview fresh. Each part is replaced when it changed, and left alone while somebody is busy in it.
(() => {
  "use strict";
  const EVERY_MS = 4000;
  const live = document.getElementById("live");
  const note = document.getElementById("live-note");
  if (!live || !window.fetch) return;

  const say = (text, bad) => {
    if (note.textContent !== text) note.textContent = text;
    note.classList.toggle("bad", bad);
  };

  const touched = (field) =>
    field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;

  const busy = (part) => {
    const selection = document.getSelection();
    const selecting = selection && !selection.isCollapsed && part.contains(selection.anchorNode);
    return selecting || part.contains(document.activeElement) || [...part.querySelectorAll("input, textarea")].some(touched);
  };

  // What is only this page's own: which details are open, and the form tokens (any of them stays valid).
  const adopt = (fresh, old) => {
    for (const details of old.querySelectorAll("details[open][id]")) {
      const twin = fresh.querySelector("#" + CSS.escape(details.id));
      if (twin) twin.setAttribute("open", "");
    }
    const token = old.querySelector("input[name=csrf_token]");
    if (token) for (const twin of fresh.querySelectorAll("input[name=csrf_token]")) twin.setAttribute("value", token.value);
  };

  const put = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const old of live.querySelectorAll("[data-part]")) {
      const fresh = page.getElementById(old.id);
      if (!fresh || busy(old)) continue;
      adopt(fresh, old);
      if (!old.isEqualNode(fresh)) old.replaceWith(document.adoptNode(fresh));
    }
  };

  const refresh = async () => {
    if (document.hidden) return;
    const answer = await fetch(live.dataset.live, { credentials: "same-origin", cache: "no-store" });
    if (answer.status === 401) {
      say(live.dataset.out, true);
      clearInterval(timer);
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    put(await answer.text());
    say(live.dataset.on, false);
  };

  let asking = false;
  const tick = async () => {
    if (asking) return;
    asking = true;
    try {
      await refresh();
    } catch {
      say(live.dataset.late, true);
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(tick, EVERY_MS);
  document.addEventListener("visibilitychange", tick);
  say(live.dataset.on, false);
})();
