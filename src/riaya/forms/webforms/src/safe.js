// Keeps on this computer what the server has not taken yet.
//
// Offices share computers, so every copy is enciphered under a key that the
// server gives only to the signed-in person, with the page.  Later keys in the
// list are older ones of the site; copies made under them can still be read.

const STORE = "unsent";
const CIPHER = "AES-GCM";

function finish(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function openStore(mode) {
  const opening = indexedDB.open("riaya-forms", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
  return finish(opening).then((database) => database.transaction(STORE, mode).objectStore(STORE));
}

function readKey(encoded) {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, CIPHER, false, ["encrypt", "decrypt"]);
}

async function encipher(key, id, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(id);
  return { iv, bytes: await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData }, key, bytes) };
}

function decipher(key, id, part) {
  const additionalData = new TextEncoder().encode(id);
  return crypto.subtle.decrypt({ name: CIPHER, iv: part.iv, additionalData }, key, part.bytes);
}

async function unpack(key, record) {
  const [head, ...contents] = await Promise.all(record.parts.map((part) => decipher(key, record.id, part)));
  const { files, ...copy } = JSON.parse(new TextDecoder().decode(head));
  const named = files.map(({ name, type }, index) => new File([contents[index]], name, { type }));
  return { id: record.id, ...copy, files: named };
}

export class Safe {
  constructor(owner, encodedKeys) {
    this.owner = owner;
    this.encodedKeys = encodedKeys;
  }

  // Browsers offer no ciphers on pages that did not come over HTTPS.
  get isUsable() {
    return Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);
  }

  async put(name, { files, ...copy }) {
    const id = `${this.owner} ${name}`;
    const [key] = await this.readKeys();
    const head = { ...copy, files: files.map(({ name: fileName, type }) => ({ name: fileName, type })) };
    const contents = await Promise.all(files.map((file) => file.arrayBuffer()));
    const plain = [new TextEncoder().encode(JSON.stringify(head)), ...contents];
    const parts = await Promise.all(plain.map((bytes) => encipher(key, id, bytes)));
    const store = await openStore("readwrite");
    await finish(store.put({ id, parts }));
  }

  // Returns the copies whose names begin so, the newest first.
  async find(beginning) {
    const start = `${this.owner} ${beginning}`;
    const store = await openStore("readonly");
    const records = await finish(store.getAll(IDBKeyRange.bound(start, `${start}\uffff`)));
    const copies = await Promise.all(records.map((record) => this.read(record)));
    return copies.filter(Boolean).sort((one, other) => other.at - one.at);
  }

  async remove(name) {
    const store = await openStore("readwrite");
    await finish(store.delete(`${this.owner} ${name}`));
  }

  readKeys() {
    return Promise.all(this.encodedKeys.map(readKey));
  }

  // A copy that none of the keys opens is not worth showing.
  async read(record) {
    for (const key of await this.readKeys()) {
      try {
        return await unpack(key, record);
      } catch {
        continue;
      }
    }
    return null;
  }
}
