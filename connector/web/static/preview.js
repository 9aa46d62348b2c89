// Shows how far a preview is, and its answer as soon as it is there. Without scripts the page refreshes itself.
(() => {
  "use strict";
  const EVERY_MS = 2000;
  const part = () => document.getElementById("progress");
  if (!part() || !window.fetch) return;

  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
    if (!fresh) {
      clearInterval(timer);
      location.reload();
    } else if (!part().isEqualNode(fresh)) {
      part().replaceWith(document.adoptNode(fresh));
    }
  };

  const timer = setInterval(() => look().catch(() => {}), EVERY_MS);
})();
