// Makes the fingerprint of a file in the page, so that the file itself is never sent.
// Without it, or without a secure connection, the fingerprint is typed.
"use strict";

(() => {
  const drop = document.getElementById("drop");
  if (!drop || !window.crypto || !window.crypto.subtle) {
    return;
  }
  const form = document.getElementById("verify");
  const chosen = document.getElementById("file");
  const news = document.getElementById("file-news");
  const field = document.getElementById("sha256");
  drop.hidden = false;

  async function check(file) {
    news.textContent = news.dataset.reading;
    try {
      const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      field.value = [...new Uint8Array(digest)]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
      form.requestSubmit();
    } catch {
      news.textContent = news.dataset.unreadable;
    }
  }

  chosen.addEventListener("change", () => {
    if (chosen.files.length) {
      check(chosen.files[0]);
    }
  });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("verify__drop--over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      drop.classList.remove("verify__drop--over");
    }
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("verify__drop--over");
    if (event.dataTransfer.files.length) {
      check(event.dataTransfer.files[0]);
    }
  });
})();
