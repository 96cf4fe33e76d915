// The page of a hearing: keeps what is typed while there is no connection, and sends it once.
// Without it every answer is a plain form. What is kept carries the number of the account, so that
// it is sent and shown to nobody else; under an item that is not open nothing is kept at all.
"use strict";

(() => {
  const PREFIX = "hearing:";
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 30000;
  const TYPING = 300;
  const PATIENCE = 15000;
  const PASSING = [403, 408, 425, 429]; // such as a token that has changed meanwhile
  const LEFT = "hearing-left"; // says to other tabs that the person has signed out

  // --- What is kept ----------------------------------------------------------------------------

  const shelf = {
    names() {
      try {
        return Object.keys(window.localStorage).filter((name) => name.startsWith(PREFIX));
      } catch {
        return [];
      }
    },
    read(name) {
      try {
        return JSON.parse(window.localStorage.getItem(name));
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        window.localStorage.setItem(name, JSON.stringify(value));
        return true;
      } catch {
        return false; // full, or switched off: the page itself still holds it
      }
    },
    remove(name) {
      try {
        window.localStorage.removeItem(name);
      } catch {
        // Nothing was kept then.
      }
    },
    wipe(belongs) {
      this.names().filter(belongs).forEach((name) => this.remove(name));
    },
  };

  function newKey() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  const counted = (words, count, one, many) => (count === 1 ? words[one] : words[many].replace("%n", count));

  // --- Before signing out ----------------------------------------------------------------------

  const door = document.querySelector("[data-leaving]");
  if (door) {
    const words = door.dataset;
    const mine = `${PREFIX}${words.user}:`;
    shelf.wipe((name) => !name.startsWith(mine));
    const answers = shelf.names().filter((name) => name.includes(":entry:")).length;
    const drafts = shelf.names().filter((name) => name.includes(":draft:")).length;
    const said = [answers ? counted(words, answers, "one", "many") : "", drafts ? words.typed : ""];
    door.querySelector("[data-said]").textContent = said.join(" ").trim() || words.none;
    document.querySelector("[data-wipes]").addEventListener("submit", () => {
      shelf.wipe(() => true);
      shelf.write(LEFT, Date.now());
      shelf.remove(LEFT);
    });
  }

  // --- The page of a hearing -------------------------------------------------------------------

  const root = document.querySelector("[data-hearing]");
  if (!root) {
    return;
  }
  const words = root.dataset;
  const mine = `${PREFIX}${words.user}:`;
  const here = `${mine}${words.hearing}:`;
  const forms = [...document.querySelectorAll("form[data-line]")];
  const said = root.querySelector("[data-said]");
  const signIn = root.querySelector("[data-sign-in]");
  let keeps = words.keeps === "yes";
  let waiting = []; // {key, line, fields, reasons}
  let wait = FIRST_WAIT;
  let timer = 0;
  let isSending = false;
  let trouble = "";

  // Leftovers of somebody else are not for this person's eyes.
  shelf.wipe((name) => !name.startsWith(mine));
  if (!keeps) {
    shelf.wipe((name) => name.startsWith(here));
  }

  function keepEntry(entry) {
    return keeps && shelf.write(`${here}entry:${entry.key}`, entry);
  }

  function stopKeeping() {
    keeps = false;
    shelf.wipe((name) => name.startsWith(here));
  }

  // --- What the person reads -------------------------------------------------------------------

  function say() {
    const unsent = waiting.filter((entry) => !entry.reasons);
    const parts = [];
    if (unsent.length) {
      parts.push(keeps ? counted(words, unsent.length, "one", "many") : counted(words, unsent.length, "onePage", "manyPage"));
    }
    if (trouble) {
      parts.push(words[trouble]);
    }
    const text = parts.join(" ");
    if (said.textContent !== text) {
      said.textContent = text;
    }
    signIn.hidden = trouble !== "signedOut" && trouble !== "somebody";
    root.classList.toggle("hearing-status--waits", Boolean(text) && text !== words.allSent);
  }

  function element(name, text, parent) {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  }

  function show() {
    for (const list of document.querySelectorAll("[data-waiting]")) {
      const own = waiting.filter((entry) => entry.line === list.dataset.waiting);
      list.replaceChildren(...own.map(shown));
      list.hidden = !own.length;
    }
    say();
  }

  function shown(entry) {
    const row = document.createElement("li");
    row.className = "entry hearing-waits";
    const tag = element("strong", entry.reasons ? words.refused : words.waits, row);
    tag.className = `govuk-tag ${entry.reasons ? "tag--problem" : "tag--waiting"}`;
    const question = element("p", entry.fields.question, row);
    question.className = "govuk-body entry__facts";
    if (entry.fields.answer) {
      element("p", entry.fields.answer, row).className = "govuk-body entry__facts";
    }
    if (entry.reasons) {
      for (const reason of entry.reasons) {
        element("p", reason, row).className = "govuk-error-message";
      }
      const back = element("button", words.back, row);
      back.type = "button";
      back.className = "govuk-button govuk-button--secondary";
      back.addEventListener("click", () => putBack(entry));
    }
    return row;
  }

  // --- Forms -----------------------------------------------------------------------------------

  const formOf = (line) => forms.find((form) => form.dataset.line === line);
  const isOurs = (name) => name !== "csrfmiddlewaretoken" && name !== "line" && name !== "key" && name !== "typed_by";

  function fieldsOf(form) {
    return Object.fromEntries([...new FormData(form)].filter(([name]) => isOurs(name)));
  }

  const isTouched = (fields) => Object.entries(fields).some(([name, value]) => value && !(name === "take_away" && value === "nothing"));

  function fill(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const control = form.elements.namedItem(name);
      if (control) {
        control.value = value;
      }
    }
    const more = form.querySelector("details");
    if (more && fields.take_away && fields.take_away !== "nothing") {
      more.open = true;
    }
  }

  function empty(form) {
    for (const control of form.elements) {
      control.removeAttribute("aria-describedby");
      if (control.name && isOurs(control.name)) {
        control.value = control.name === "take_away" ? "nothing" : "";
      }
    }
    form.elements.namedItem("key").value = newKey();
    form.querySelectorAll(".govuk-error-message").forEach((message) => message.remove());
    form.querySelectorAll(".govuk-form-group--error").forEach((group) => group.classList.remove("govuk-form-group--error"));
    const more = form.querySelector("details");
    if (more) {
      more.open = false;
    }
  }

  const draftName = (form) => `${here}draft:${form.dataset.line}`;

  function keepDraft(form) {
    const fields = fieldsOf(form);
    if (keeps && isTouched(fields)) {
      shelf.write(draftName(form), { fields, key: form.elements.namedItem("key").value });
    } else {
      shelf.remove(draftName(form));
    }
  }

  function putBack(entry) {
    const form = formOf(entry.line);
    if (!form || isTouched(fieldsOf(form))) {
      form?.elements.namedItem("question").focus();
      return; // what is being typed there comes first
    }
    fill(form, entry.fields);
    form.elements.namedItem("key").value = newKey();
    forget(entry);
    keepDraft(form);
    show();
    form.elements.namedItem("question").focus();
  }

  function mistake(form, name, message) {
    const control = form.elements.namedItem(name);
    const group = control.closest(".govuk-form-group");
    const more = control.closest("details");
    if (more) {
      more.open = true;
    }
    if (group && !group.querySelector(".govuk-error-message")) {
      const told = document.createElement("p");
      told.className = "govuk-error-message";
      told.textContent = message;
      told.id = `${control.id}_error`;
      control.setAttribute("aria-describedby", told.id);
      group.classList.add("govuk-form-group--error");
      control.before(told);
    }
    control.focus();
  }

  function isWhole(form) {
    const fields = fieldsOf(form);
    if (!fields.question.trim() && !fields.planned) {
      mistake(form, "question", words.noQuestion);
      return false;
    }
    const wanted = ["take_away_text", "take_away_owner", "take_away_due_on"];
    const lacks = fields.take_away && fields.take_away !== "nothing" && wanted.find((name) => !fields[name].trim());
    if (lacks) {
      mistake(form, lacks, words.noTakeAway);
      return false;
    }
    return true;
  }

  function takeQuestion(form, planned) {
    const question = form.elements.namedItem("question");
    const chosen = planned.selectedOptions[0];
    const before = planned.dataset.filled ?? "";
    if (chosen && planned.value && (!question.value.trim() || question.value === before)) {
      question.value = chosen.textContent.trim();
      planned.dataset.filled = question.value;
    }
  }

  function enter(form) {
    if (!isWhole(form)) {
      return;
    }
    const key = form.elements.namedItem("key").value;
    const entry = { key, line: form.dataset.line, fields: fieldsOf(form), at: Date.now() };
    waiting.push(entry);
    keepEntry(entry);
    shelf.remove(draftName(form));
    empty(form);
    show();
    form.elements.namedItem("question").focus();
    soon(0);
  }

  // --- Sending ---------------------------------------------------------------------------------

  function forget(entry) {
    waiting = waiting.filter((one) => one !== entry);
    shelf.remove(`${here}entry:${entry.key}`);
  }

  function ask(address, options = {}) {
    return fetch(address, {
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout?.(PATIENCE),
      ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
  }

  // Whether it may go out now: "" for yes, else the words for what stands in the way.
  async function standing() {
    const answer = await ask(words.state);
    if (answer.status === 401) {
      return { trouble: "signedOut" };
    }
    if (answer.status === 404) {
      return { trouble: "closedToYou" };
    }
    if (!answer.ok) {
      throw new Error("The server is away.");
    }
    const state = await answer.json();
    if (!state.keeps && keeps) {
      stopKeeping();
    }
    return String(state.user) === words.user ? { token: state.token } : { trouble: "somebody" };
  }

  async function post(entry, token) {
    const fields = new URLSearchParams({ ...entry.fields, line: entry.line, key: entry.key, typed_by: words.user });
    const form = formOf(entry.line);
    return ask(form ? form.action : window.location.pathname, {
      method: "POST",
      body: fields,
      headers: { "X-CSRFToken": token },
    });
  }

  // Returns whether the next one may be sent at once.
  async function sendOne(entry, token) {
    const answer = await post(entry, token);
    if (answer.ok) {
      const given = await answer.json();
      forget(entry);
      put(given);
      return true;
    }
    if (answer.status === 401) {
      trouble = "signedOut";
      return false;
    }
    if (answer.status >= 500 || PASSING.includes(answer.status)) {
      throw new Error("The server is away.");
    }
    entry.reasons = answer.status === 422 ? (await answer.json()).reasons : [words.cannot];
    keepEntry(entry);
    return true;
  }

  async function send() {
    const unsent = waiting.filter((entry) => !entry.reasons);
    if (isSending || !unsent.length) {
      return;
    }
    isSending = true;
    try {
      const stands = await standing();
      trouble = stands.trouble || "";
      for (const entry of trouble ? [] : unsent) {
        if (!(await sendOne(entry, stands.token))) {
          break;
        }
        show();
      }
      wait = trouble ? Math.min(wait * 2, LONGEST_WAIT) : FIRST_WAIT;
      if (!trouble && !waiting.length) {
        trouble = "allSent";
      }
    } catch {
      trouble = "offline";
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
    isSending = false;
    show();
    if (waiting.some((entry) => !entry.reasons)) {
      soon(trouble ? wait : 0);
    }
  }

  function soon(after) {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, after);
  }

  function again() {
    wait = FIRST_WAIT;
    soon(0);
  }

  // --- Putting an answer of the server on the page ---------------------------------------------

  function put(given) {
    const parse = (text) => new DOMParser().parseFromString(text, "text/html").body.children;
    const list = document.getElementById(`entries-${given.line}`);
    if (list && !document.getElementById(`entry-${given.key}`)) {
      list.querySelector("[data-none]")?.remove();
      list.append(...parse(given.entry));
    }
    document.getElementById("untouched").replaceChildren(...parse(given.untouched));
  }

  // --- Beginning -------------------------------------------------------------------------------

  function restore() {
    let isRestored = false;
    for (const name of shelf.names().filter((one) => one.startsWith(`${here}entry:`))) {
      const entry = shelf.read(name);
      if (!entry || document.getElementById(`entry-${entry.key}`)) {
        shelf.remove(name); // it had arrived; only the answer was lost
      } else {
        waiting.push(entry);
      }
    }
    waiting.sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
    for (const form of forms) {
      const draft = shelf.read(draftName(form));
      const came = "cameBack" in form.dataset;
      if (draft && !came && !document.getElementById(`entry-${draft.key}`)) {
        fill(form, draft.fields);
        form.elements.namedItem("key").value = draft.key;
        isRestored = true;
      } else if (draft) {
        shelf.remove(draftName(form));
      }
    }
    return isRestored;
  }

  root.querySelectorAll("[data-with-script]").forEach((one) => one.removeAttribute("hidden"));
  root.querySelectorAll("[data-without-script]").forEach((one) => one.remove());
  for (const form of forms) {
    let typing = 0;
    form.addEventListener("input", (event) => {
      if (event.target.name === "planned" && event.target.tagName === "SELECT") {
        takeQuestion(form, event.target);
      }
      window.clearTimeout(typing);
      typing = window.setTimeout(() => keepDraft(form), TYPING);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.clearTimeout(typing);
      enter(form);
    });
  }
  const isRestored = restore();
  show();
  if (isRestored && !said.textContent) {
    said.textContent = words.restored;
  }
  window.addEventListener("online", again);
  window.addEventListener("offline", () => {
    if (waiting.some((entry) => !entry.reasons)) {
      trouble = "offline";
      show();
    }
  });
  window.addEventListener("focus", again);
  window.addEventListener("pagehide", () => forms.forEach(keepDraft));
  window.addEventListener("storage", (event) => {
    if (event.key === LEFT && event.newValue) {
      stopKeeping();
      waiting = [];
      forms.forEach(empty);
      window.location.reload();
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload(); // who is signed in may have changed
    }
  });
  window.addEventListener("beforeunload", (event) => {
    const unsent = waiting.length || forms.some((form) => isTouched(fieldsOf(form)));
    if (!keeps && unsent) {
      event.preventDefault();
    }
  });
  again();
})();
