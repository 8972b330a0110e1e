// Save each tick of the checklist at once; without this file the button does it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-riaya-checklist]");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  form.querySelector("button[type=submit]").hidden = true;

  form.addEventListener("change", async (event) => {
    const box = event.target;
    if (box.name !== "ticked") return;
    status.textContent = "";
    box.disabled = true;
    try {
      const answer = await fetch(form.dataset.riayaChecklist, {
        method: "PATCH",
        credentials: "same-origin",
        headers: { "Accept": "application/json", "Content-Type": "application/json" },
        body: JSON.stringify({ [box.value]: box.checked }),
      });
      if (!answer.ok) {
        const refusal = await answer.json().catch(() => ({}));
        throw new Error(refusal.message || "");
      }
      box.closest("li").classList.toggle("is-done", box.checked);
      status.textContent = form.dataset.saved;
    } catch (error) {
      box.checked = !box.checked;
      status.textContent = error.message || form.dataset.failed;
    } finally {
      box.disabled = false;
      box.focus();
    }
  });
})();
