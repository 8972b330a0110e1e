// What stands around the form: how far it is kept, and what went wrong.

import { say, sayMoment, sayTime } from "./words.js";

const status = document.getElementById("riaya-status");
const notices = document.getElementById("riaya-notices");
let shown = "";

export function showStatus(state, word, moment) {
  const sentence = say(word, moment ? { time: sayTime(moment) } : {});
  if (status.textContent === sentence && status.dataset.state === state) return;
  status.dataset.state = state;
  status.textContent = sentence;
}

export function clearNotice() {
  shown = "";
  notices.replaceChildren();
}

function makeButton({ word, act, isPrimary }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `btn ${isPrimary ? "btn-primary" : "btn-secondary"}`;
  button.textContent = say(word);
  button.addEventListener("click", act);
  return button;
}

function makeLink({ word, url }) {
  const link = document.createElement("a");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener", className: "btn btn-secondary" });
  link.textContent = say(word);
  return link;
}

function makeList(lines) {
  const list = document.createElement("ul");
  for (const { text, act } of lines) {
    const item = list.appendChild(document.createElement("li"));
    if (act) item.append(Object.assign(makeButton({ word: text, act }), { className: "btn btn-link p-0 text-start" }));
    else item.textContent = text;
  }
  return list;
}

// Shows a notice above the form; one that is urgent is read out and focused.  A notice
// that stands there already stays as it is: nobody is called away from typing again, and
// the button that somebody is about to press does not go.
export function showNotice(text, { kind = "is-warning", lines = [], actions = [], links = [], isUrgent = true } = {}) {
  const content = JSON.stringify([text, kind, lines.map((line) => line.text)]);
  if (content === shown) return;
  shown = content;
  const notice = document.createElement("div");
  notice.className = `riaya-notice ${kind}`;
  notice.tabIndex = -1;
  notice.setAttribute("role", isUrgent ? "alert" : "status");
  const sentence = document.createElement("p");
  sentence.textContent = text;
  notice.append(sentence);
  if (lines.length) notice.append(makeList(lines));
  if (actions.length || links.length) {
    const row = document.createElement("div");
    row.className = "riaya-actions";
    row.append(...actions.map(makeButton), ...links.map(makeLink));
    notice.append(row);
  }
  notices.replaceChildren(notice);
  if (isUrgent) notice.focus();
}

// Asks which of two drafts to go on with; answers true for the one of this computer.
export function offerCopy(copy) {
  return new Promise((resolve) => {
    const answer = (isWanted) => () => {
      clearNotice();
      resolve(isWanted);
    };
    showNotice(say("What you typed on ${moment} is still here and was not yet saved.", { moment: sayMoment(copy.at) }), {
      actions: [
        { word: "Continue with it", act: answer(true), isPrimary: true },
        { word: "Discard it", act: answer(false) },
      ],
    });
  });
}
