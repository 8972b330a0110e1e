// Dragging chapters and steps to their places.
//
// A list with data-order-url is put in order by dragging its items, which have
// data-part.  The new order is saved at once; when it cannot be, the sentence
// says so and the items stand as before.  Without this script, and with the
// keyboard, the arrow buttons do the same.
(() => {
  const message = document.getElementById("order-message");
  let dragged = null;
  let before = [];

  const findItems = (list) => [...list.children].filter((item) => item.dataset.part);

  function putBack(list, sentence) {
    before.forEach((item) => list.append(item));
    message.textContent = sentence || message.dataset.failed;
    message.hidden = false;
    message.scrollIntoView({ block: "nearest" });
  }

  async function save(list) {
    const items = findItems(list);
    if (items.every((item, place) => item === before[place])) return;
    const body = new URLSearchParams({ _authenticator: list.dataset.authenticator });
    items.forEach((item) => body.append("parts:list", item.dataset.part));
    try {
      const answer = await fetch(list.dataset.orderUrl, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) {
        // The numbers of chapters and steps are given by the server.
        window.location.reload();
        return;
      }
      const refusal = await answer.json().catch(() => ({}));
      putBack(list, refusal.message);
    } catch {
      putBack(list);
    }
  }

  document.querySelectorAll("[data-order-url]").forEach((list) => {
    findItems(list).forEach((item) => {
      item.draggable = true;
      item.style.cursor = "grab";
      item.querySelectorAll("a").forEach((link) => {
        link.draggable = false;
      });
      item.addEventListener("dragstart", (event) => {
        event.stopPropagation();
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", item.dataset.part);
        dragged = item;
        before = findItems(list);
        message.hidden = true;
        item.style.opacity = "0.5";
      });
      item.addEventListener("dragend", () => {
        item.style.opacity = "";
        if (dragged === item) putBackSilently(list);
        dragged = null;
      });
    });
    list.addEventListener("dragover", (event) => {
      if (!dragged || dragged.parentElement !== list) return;
      event.preventDefault();
      event.stopPropagation();
      const over = findItems(list).find((item) => item.contains(event.target));
      if (!over || over === dragged) return;
      const { top, height } = over.getBoundingClientRect();
      over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
    });
    list.addEventListener("drop", (event) => {
      if (!dragged || dragged.parentElement !== list) return;
      event.preventDefault();
      event.stopPropagation();
      dragged = null;
      save(list);
    });
  });

  // Dropped outside of the list, or given up with Escape: nothing changes.
  function putBackSilently(list) {
    before.forEach((item) => list.append(item));
  }
})();
