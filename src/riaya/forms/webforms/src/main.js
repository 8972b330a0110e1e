// Filling a form for a case.  Nothing that was typed is lost: see keeping.js.

import "./style.css";
import { acceptArabicDigits } from "./digits.js";
import { findQuestion, goTo, leadToMistakes, readAnswers, readMark, showForm } from "./form.js";
import { Keeper } from "./keeping.js";
import { clearNotice, offerCopy, showNotice, showStatus } from "./page.js";
import { Safe } from "./safe.js";
import { readAttachment, readDraft, readForm, SignedOut } from "./server.js";
import { settings } from "./settings.js";
import { say } from "./words.js";

const LOOKING = 1_000;
const CHOSEN = "riaya-chosen-copy";
const container = document.getElementById("riaya-form");
const saveButton = document.getElementById("riaya-save");
const safe = new Safe(settings.owner, settings.keys);
const ofThisForm = `${settings.case} ${settings.form} `;

let keeper;
let root;
let mark;
let isLeaving = false;

// Returns what was typed here earlier and is wanted again, or null.
async function chooseCopy() {
  if (!safe.isUsable) return null;
  const copies = await safe.find(settings.draft ? ofThisForm + settings.draft.key : ofThisForm).catch(() => []);
  for (const copy of copies) {
    if (wasChosen(copy) || (await offerCopy(copy))) return copy;
    await safe.remove(ofThisForm + copy.key);
  }
  return null;
}

// What belongs to a draft of the server goes on on the page of that draft, which
// knows how often it was sent; nobody is asked there again.
function openItsDraft({ key, assessment }) {
  if (!assessment || settings.draft) return false;
  sessionStorage.setItem(CHOSEN, key);
  isLeaving = true;
  location.replace(makeDraftUrl(assessment));
  return true;
}

function wasChosen({ key }) {
  const chosen = sessionStorage.getItem(CHOSEN);
  sessionStorage.removeItem(CHOSEN);
  return Boolean(settings.draft) && chosen === key;
}

async function readDraftAtServer() {
  if (!settings.draft) return null;
  return { xml: await readDraft(), fileNames: settings.draft.attachments, readFile: readAttachment };
}

function openCopy({ xml, files }) {
  const byName = new Map(files.map((file) => [file.name, file]));
  return { xml, fileNames: [...byName.keys()], readFile: async (name) => new Response(byName.get(name)) };
}

// The address names the draft from now on: reloading goes on with it.
function nameDraft(assessment) {
  history.replaceState(null, "", makeDraftUrl(assessment["@id"]));
}

function makeDraftUrl(assessmentUrl) {
  const url = new URL(location.href);
  url.searchParams.set("assessment", assessmentUrl.split("/").pop());
  return url;
}

function describeRefusal({ message, errors }) {
  const lines = errors.map(({ place, message: text }) => {
    const question = place && findQuestion(root, place);
    return { text, act: question && (() => goTo(question)) };
  });
  showStatus("refused", "Not accepted");
  showNotice(message || say("The server did not accept this."), { kind: "is-danger", lines });
}

const TELLING = {
  changed: () => showStatus("unsaved", "Not saved yet"),
  local: (at) => showStatus("local", "Saved only on this computer at ${time}", at),
  saving: () => showStatus("saving", "Saving …"),
  sending: () => showStatus("sending", "Sending …"),
  saved: (at, assessment) => {
    nameDraft(assessment);
    clearNotice();
    showStatus("saved", "Saved at ${time}", at);
  },
  unkept: () => showStatus("unsaved", "Not saved yet"),
  refused: describeRefusal,
  signedOut: () => {
    showStatus("local", keeper.keptLocally ? "Saved only on this computer" : "Not saved yet");
    showNotice(say("Your session is over. What you typed is kept here. Sign in again in another tab, then return to this one."), {
      links: [{ word: "Sign in in another tab", url: settings.loginUrl }],
      actions: [{ word: "Try again", act: () => dispatchEvent(new Event("online")) }],
    });
  },
  unreachable: () => {
    showStatus("local", keeper.keptLocally ? "Saved only on this computer" : "Not saved yet");
    if (!keeper.isSending) return;
    showNotice(say("There is no connection. Nothing is lost: it is sent as soon as the connection is back."), {
      actions: [
        { word: "Try again", act: () => dispatchEvent(new Event("online")), isPrimary: true },
        { word: "Change the answers", act: reopen },
      ],
      isUrgent: false,
    });
  },
};

function reopen() {
  keeper.withdraw();
  container.inert = false;
  clearNotice();
  dispatchEvent(new Event("online"));
}

async function sendForm() {
  if (keeper.isSending) return;
  clearNotice();
  look();
  container.inert = saveButton.disabled = true;
  const assessment = await keeper.sendFinally();
  if (assessment && !assessment.obstacles) {
    isLeaving = true;
    showStatus("sent", "Sent");
    location.assign(assessment["@id"]);
    return;
  }
  container.inert = saveButton.disabled = false;
  if (assessment) showObstacles(assessment);
}

// The answers are right and kept, but something else is missing before they count.
function showObstacles(assessment) {
  nameDraft(assessment);
  showStatus("local", "Saved, but not handed in");
  showNotice(say("The form is saved, but it cannot be handed in yet."), {
    lines: assessment.obstacles.map((text) => ({ text })),
    links: [{ word: "Open what is saved", url: assessment["@id"] }],
  });
}

async function saveAndLeave() {
  look();
  saveButton.disabled = true;
  const isSaved = await keeper.saveNow();
  saveButton.disabled = false;
  if (isSaved) {
    isLeaving = true;
    location.assign(settings.caseUrl);
  }
}

function look() {
  const now = readMark(root);
  if (now !== mark) {
    mark = now;
    keeper.noteChange();
  }
}

function warnBeforeLeaving(event) {
  look();
  if (!isLeaving && !keeper.isKeptSomewhere) event.preventDefault();
}

async function start() {
  const xml = await readForm();
  const copy = await chooseCopy();
  if (copy && openItsDraft(copy)) return;
  const draft = copy ? openCopy(copy) : await readDraftAtServer();
  const key = copy?.key ?? settings.draft?.key ?? crypto.randomUUID();
  showStatus("loading", "The form is being loaded …");
  root = await showForm(container, { xml, draft, onSend: sendForm });
  mark = readMark(root);
  keeper = new Keeper({
    safe,
    name: ofThisForm + key,
    key,
    assessment: copy?.assessment,
    revision: settings.draft?.revision ?? 0,
    filesAtServer: settings.draft?.attachments ?? [],
    read: () => readAnswers(root),
    tell: (what, ...details) => TELLING[what](...details),
  });
  showStatus("ready", safe.isUsable ? "Nothing to save yet" : "Without a secure connection nothing can be kept on this computer.");
  if (copy) keeper.noteRestored(copy);
  acceptArabicDigits(container);
  leadToMistakes(root, container);
  setInterval(look, LOOKING);
  addEventListener("beforeunload", warnBeforeLeaving);
  addEventListener("pagehide", look);
  saveButton.addEventListener("click", saveAndLeave);
  saveButton.disabled = false;
}

start().catch((error) => {
  console.error(error);
  showStatus("failed", "The form could not be loaded");
  const isOver = error instanceof SignedOut;
  showNotice(isOver ? say("Your session is over. Sign in again.") : error.message || say("The form could not be loaded"), {
    kind: "is-danger",
    links: isOver ? [{ word: "Sign in in another tab", url: settings.loginUrl }] : [],
    actions: [{ word: "Try again", act: () => location.reload(), isPrimary: true }],
  });
});
