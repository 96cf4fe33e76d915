// Lets boxes be drawn on the picture of a page: with a mouse, a finger, or the arrow keys. The boxes
// go along with the form, in parts of the picture's width and height; the server decides.
"use strict";

(() => {
  const sheet = document.querySelector("[data-redact]");
  if (!sheet) {
    return;
  }
  const field = document.querySelector("[data-redact-boxes]");
  const said = document.querySelector("[data-redact-said]");
  const STEP = 1; // hundredths of the page for one press of a key
  const SMALLEST = 0.4;
  const WHOLE = 100;
  let boxes = [];

  const between = (value, low, high) => Math.min(Math.max(value, low), high);

  function show(box) {
    box.left = between(box.left, 0, WHOLE - box.width);
    box.top = between(box.top, 0, WHOLE - box.height);
    for (const [name, value] of [["x", box.left], ["y", box.top], ["width", box.width], ["height", box.height]]) {
      box.shape.setAttribute(name, value.toFixed(3));
    }
  }

  function keep() {
    const parts = boxes.map((box) => [box.left, box.top, box.width, box.height].map((edge) => Number((edge / WHOLE).toFixed(5))));
    field.value = boxes.length ? JSON.stringify(parts) : "";
    boxes.forEach((box, at) => box.shape.setAttribute("aria-label", sheet.dataset.name.replace("%n", at + 1)));
    said.textContent = boxes.length ? said.dataset.said.replace("%n", boxes.length) : "";
  }

  function remove(box) {
    const at = boxes.indexOf(box);
    boxes = boxes.filter((one) => one !== box);
    box.shape.remove();
    keep();
    const next = boxes[Math.min(at, boxes.length - 1)];
    (next ? next.shape : document.querySelector("[data-redact-add]")).focus();
  }

  function pressed(event, box) {
    const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      remove(box);
      return;
    }
    const step = steps[event.key];
    if (!step) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey) {
      box.width = between(box.width + step[0], SMALLEST, WHOLE - box.left);
      box.height = between(box.height + step[1], SMALLEST, WHOLE - box.top);
    } else {
      box.left += step[0];
      box.top += step[1];
    }
    show(box);
    keep();
  }

  function add(left, top, width, height) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const box = { left, top, width, height, shape };
    shape.setAttribute("class", "redact-new");
    shape.setAttribute("role", "button");
    shape.setAttribute("tabindex", "0");
    shape.addEventListener("keydown", (event) => pressed(event, box));
    sheet.append(shape);
    boxes.push(box);
    show(box);
    keep();
    return box;
  }

  function place(event) {
    const frame = sheet.getBoundingClientRect();
    return [
      between(((event.clientX - frame.left) / frame.width) * WHOLE, 0, WHOLE),
      between(((event.clientY - frame.top) / frame.height) * WHOLE, 0, WHOLE),
    ];
  }

  let held = null;
  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    const [x, y] = place(event);
    const known = boxes.find((box) => box.shape === event.target);
    if (known) {
      held = { box: known, dx: x - known.left, dy: y - known.top, moves: true };
      known.shape.focus();
    } else {
      held = { box: add(x, y, SMALLEST, SMALLEST), x, y, moves: false };
    }
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!held) {
      return;
    }
    const [x, y] = place(event);
    const { box } = held;
    if (held.moves) {
      box.left = x - held.dx;
      box.top = y - held.dy;
    } else {
      box.left = Math.min(x, held.x);
      box.top = Math.min(y, held.y);
      box.width = Math.max(Math.abs(x - held.x), SMALLEST);
      box.height = Math.max(Math.abs(y - held.y), SMALLEST);
    }
    show(box);
  });
  function let_go() {
    if (held && !held.moves && held.box.width <= SMALLEST && held.box.height <= SMALLEST) {
      boxes = boxes.filter((one) => one !== held.box); // a click is no box
      held.box.shape.remove();
    }
    held = null;
    keep();
  }
  sheet.addEventListener("pointerup", let_go);
  sheet.addEventListener("pointercancel", let_go);

  document.querySelector("[data-redact-add]").addEventListener("click", () => {
    const { shape } = add(35, 45, 30, 4);
    shape.focus({ preventScroll: true });
    shape.scrollIntoView({ block: "center" });
  });
  for (const hidden of document.querySelectorAll("[data-redact-tools], [data-redact-save]")) {
    hidden.hidden = false;
  }
  if (field.value) {
    // What was drawn before the server had something to say.
    for (const [left, top, width, height] of JSON.parse(field.value)) {
      add(left * WHOLE, top * WHOLE, width * WHOLE, height * WHOLE);
    }
  }
})();
