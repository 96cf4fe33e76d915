// Keeps the page of a job up to date. Without it there is a link to look again.
"use strict";

(() => {
  const EVERY = 1500;
  const place = document.getElementById("job");
  if (!place) {
    return;
  }

  async function look() {
    try {
      const answer = await fetch(window.location.href, { credentials: "same-origin" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("job");
        if (fresh && fresh.dataset.state !== place.dataset.state) {
          window.location.reload(); // the buttons are others now
          return;
        }
        renew(fresh);
      }
    } catch {
      // The server is away for a moment; the next look may find it.
    }
    window.setTimeout(look, EVERY);
  }

  function renew(fresh) {
    if (!fresh) {
      return;
    }
    const bar = place.querySelector("progress");
    const now = fresh.querySelector("progress");
    if (bar && now && now.hasAttribute("value")) {
      bar.value = now.value;
    }
    for (const name of [".desk-progress-words", ".desk-when"]) {
      const old = place.querySelector(name);
      const words = fresh.querySelector(name);
      if (old && words && old.textContent !== words.textContent) {
        old.textContent = words.textContent;
      }
    }
  }

  window.setTimeout(look, EVERY);
})();
