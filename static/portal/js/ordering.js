// Lets the rows of a list be dragged into another order. The buttons "Move up" and "Move down" do
// the same without it; both post to the server, which decides.
"use strict";

(() => {
  const number = (row) => row.id.slice(row.id.lastIndexOf("-") + 1);

  function send(list, moved) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const order = [...list.querySelectorAll(":scope > [data-movable]")].map(number);
    const values = {
      csrfmiddlewaretoken: token ? token.value : "",
      expected_version: list.dataset.version,
      order: order.join(","),
      moved: number(moved),
    };
    const form = document.createElement("form");
    form.method = "post";
    form.action = list.dataset.orderUrl;
    for (const [name, value] of Object.entries(values)) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }

  function prepare(list) {
    let held = null;
    let before = null;
    const rows = [...list.children].filter((row) => row.querySelector(":scope > .desk-tools > .desk-steps"));
    if (rows.length < 2) {
      return;
    }
    for (const row of rows) {
      row.dataset.movable = "";
      const handle = document.createElement("span");
      handle.className = "desk-handle";
      handle.setAttribute("aria-hidden", "true"); // the buttons are for those who do not see it
      handle.textContent = "⠿";
      handle.draggable = true;
      handle.addEventListener("dragstart", (event) => {
        held = row;
        before = row.nextElementSibling;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", row.id);
        event.dataTransfer.setDragImage(row, 0, 0);
        row.classList.add("desk-held");
      });
      handle.addEventListener("dragend", (event) => {
        row.classList.remove("desk-held");
        const wasDropped = event.dataTransfer.dropEffect !== "none";
        if (!wasDropped) {
          list.insertBefore(row, before);
        } else if (row.nextElementSibling !== before) {
          send(list, row);
        }
        held = null;
      });
      row.prepend(handle);
    }
    list.addEventListener("dragover", (event) => {
      if (!held) {
        return;
      }
      event.preventDefault();
      const over = event.target.closest("[data-movable]");
      if (!over || over === held || over.parentElement !== list) {
        return;
      }
      const box = over.getBoundingClientRect();
      const isBelow = event.clientY > box.top + box.height / 2;
      list.insertBefore(held, isBelow ? over.nextElementSibling : over);
    });
    list.addEventListener("drop", (event) => {
      if (held) {
        event.preventDefault();
      }
    });
  }

  document.querySelectorAll("[data-order-url]").forEach(prepare);
})();
