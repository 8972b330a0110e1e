// What the page asks of the server and sends to it.

import { settings } from "./settings.js";

const PATIENCE = 180_000;

// The line is down or the server is busy: trying again may help.
export class Unreachable extends Error {}

// The session is over: signing in and trying again helps.
export class SignedOut extends Error {}

// The server read it and refuses it; `errors` name the questions.
export class Refused extends Error {
  constructor({ message, errors = [] }) {
    super(message);
    this.errors = errors;
  }
}

async function ask(url, options = {}) {
  const headers = { "Accept-Language": settings.language, Accept: "application/json", ...options.headers };
  try {
    return await fetch(url, {
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
      headers,
    });
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

async function check(answer) {
  if (answer.ok) return answer;
  if (answer.status === 401) throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429) throw new Unreachable(answer.statusText);
  throw new Refused(await answer.json().catch(() => ({ message: "" })));
}

async function read(url) {
  return check(await ask(url, { headers: { Accept: "application/xml" } }));
}

export async function readForm() {
  return (await read(settings.formUrl)).text();
}

export async function readDraft() {
  return (await read(settings.draft.instanceUrl)).text();
}

export async function readAttachment(name) {
  const url = `${settings.draft.attachmentsUrl}/${encodeURIComponent(name)}`;
  return check(await ask(url, { headers: { Accept: "application/octet-stream" } }));
}

// Sending the same key twice makes one assessment.  The revision rises, so that a
// slow request does not overwrite a later one.
export async function send({ xml, files }, { key, revision, isDraft }) {
  const body = new FormData();
  body.set("case", settings.case);
  body.set("key", key);
  body.set("revision", revision);
  body.set(isDraft ? "draft" : "submit", "1");
  body.set("xml_submission_file", new Blob([xml], { type: "text/xml" }), "submission.xml");
  for (const file of files) body.append(file.name, file, file.name);
  const answer = await check(await ask(settings.submissionsUrl, { method: "POST", body }));
  return answer.json();
}
