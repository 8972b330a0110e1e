// Keeps what is typed: first on this computer, then at the server, until it is sent.

import { Refused, send, SignedOut, Unreachable } from "./server.js";

const LOCAL_DELAY = 600;
const SERVER_DELAY = 4_000;
const SERVER_DELAY_LONGEST = 20_000;
const RETRY_FIRST = 3_000;
const RETRY_LONGEST = 60_000;
// How many sendings a copy on this computer may not know of.
const UNKNOWN_SENDINGS = 1_000;

function pause(milliseconds) {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      removeEventListener("online", wake);
      removeEventListener("focus", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    addEventListener("online", wake);
    addEventListener("focus", wake);
  });
}

export class Keeper {
  // `read` returns the answers as { xml, files }; `tell` is given what happens.
  // `filesAtServer` are the names of files that need not be sent again.
  constructor({ safe, name, key, assessment, revision, filesAtServer, read, tell }) {
    Object.assign(this, { safe, name, key, assessment, revision, read, tell });
    this.filesAtServer = new Set(filesAtServer);
    this.changes = 0;
    this.keptLocally = 0;
    this.keptByServer = 0;
    this.turn = Promise.resolve();
    this.timers = {};
    this.isSending = false;
  }

  get isKeptSomewhere() {
    return Math.max(this.keptLocally, this.keptByServer) >= this.changes;
  }

  noteChange() {
    this.changes += 1;
    this.firstUnsaved ??= Date.now();
    this.tell("changed");
    this.later("local", LOCAL_DELAY, () => this.keepLocally());
    const waited = Date.now() - this.firstUnsaved;
    this.later("server", Math.max(0, Math.min(SERVER_DELAY, SERVER_DELAY_LONGEST - waited)), () => this.keepAtServer());
  }

  // A copy that was found on this computer is there until the server takes it.
  noteRestored(copy) {
    this.revision = Math.max(this.revision, copy.revision + UNKNOWN_SENDINGS);
    this.changes = this.keptLocally = 1;
    this.tell("local", Date.now());
    this.later("server", SERVER_DELAY, () => this.keepAtServer());
  }

  // Returns true once the server has the draft.
  async saveNow() {
    clearTimeout(this.timers.server);
    await this.keepLocally();
    return this.keepAtServer();
  }

  // Sends for good; returns the assessment, or null when the server refuses it or it was withdrawn.
  async sendFinally() {
    if (this.isSending) return null;
    this.isSending = true;
    Object.values(this.timers).forEach(clearTimeout);
    await this.keepLocally();
    try {
      return await this.inTurn(() => this.sendUntilTaken());
    } finally {
      this.isSending = false;
    }
  }

  withdraw() {
    this.isSending = false;
  }

  async keepLocally() {
    const count = this.changes;
    if (!this.safe.isUsable || count <= Math.max(this.keptLocally, this.keptByServer)) return;
    try {
      const answers = await this.read();
      const { key, assessment, revision } = this;
      await this.safe.put(this.name, { ...answers, key, assessment, revision, at: Date.now() });
      this.keptLocally = Math.max(this.keptLocally, count);
      this.tell("local", Date.now());
    } catch {
      this.tell("unkept");
    }
  }

  keepAtServer() {
    if (this.isSending) return false;
    return this.inTurn(async () => {
      const count = this.changes;
      if (count <= this.keptByServer) return true;
      this.tell("saving");
      try {
        await this.takeOver(await this.send({ isDraft: true }), count);
        return true;
      } catch (error) {
        this.explain(error);
        return false;
      }
    });
  }

  async takeOver(assessment, count) {
    this.assessment = assessment["@id"];
    this.keptByServer = count;
    this.retryPause = RETRY_FIRST;
    this.firstUnsaved = this.changes === count ? undefined : Date.now();
    if (this.changes === count) await this.forget();
    this.tell("saved", Date.now(), assessment);
  }

  async sendUntilTaken() {
    let wait = RETRY_FIRST;
    while (this.isSending) {
      this.tell("sending");
      try {
        const assessment = await this.send({ isDraft: false });
        this.keptByServer = this.changes;
        await this.forget();
        return assessment;
      } catch (error) {
        this.explain(error);
        if (error instanceof Refused) return null;
        await pause(wait);
        wait = Math.min(wait * 2, RETRY_LONGEST);
      }
    }
    return null;
  }

  async send({ isDraft }) {
    const { xml, files } = await this.read();
    const fresh = files.filter(({ name }) => !this.filesAtServer.has(name));
    this.revision += 1;
    const assessment = await send({ xml, files: fresh }, { key: this.key, revision: this.revision, isDraft });
    for (const { name } of fresh) this.filesAtServer.add(name);
    return assessment;
  }

  explain(error) {
    if (error instanceof Refused) return this.tell("refused", error);
    this.tell(error instanceof SignedOut ? "signedOut" : "unreachable");
    if (!(error instanceof SignedOut || error instanceof Unreachable)) console.error(error);
    if (!this.isSending) this.tryAgain();
  }

  async tryAgain() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.retryPause = Math.min((this.retryPause ?? RETRY_FIRST / 2) * 2, RETRY_LONGEST);
    await pause(this.retryPause);
    this.isWaiting = false;
    await this.keepAtServer();
  }

  async forget() {
    if (this.safe.isUsable) await this.safe.remove(this.name).catch(() => {});
    this.keptLocally = 0;
  }

  later(what, delay, action) {
    clearTimeout(this.timers[what]);
    this.timers[what] = setTimeout(action, delay);
  }

  // One request at a time, so that an older draft never follows a newer one.
  inTurn(action) {
    this.turn = this.turn.then(action, action);
    return this.turn;
  }
}
