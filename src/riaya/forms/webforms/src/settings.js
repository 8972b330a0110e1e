// What the page says: who fills which form for which case, and the words to say it.

export const settings = JSON.parse(document.getElementById("riaya-filling").textContent);
