// What the authors of bundled parts ask for: their names and their licences go along.

import { readFileSync } from "node:fs";

const RULER = `\n${"=".repeat(79)}\n`;
const LINE = `\n${"-".repeat(79)}\n`;

// A file of notices is blocks: names of parts, one a line, above the text they share.
function readBlocks(file) {
  const [, ...blocks] = readFileSync(file, "utf8").split(RULER);
  return blocks.map((block) => {
    const [names, text] = block.split(LINE);
    return { names: names.split("\n"), text: text.trim() };
  });
}

function nameAs({ name, version, identifier }) {
  return `${name} ${version} (${identifier})`;
}

function requireText(part, byHand, file) {
  const other = byHand.find((name) => name.startsWith(`${part.name} `));
  if (other) {
    throw new Error(
      `${file} was written for ${other}, and this is ${nameAs(part)}. ` +
        "Find out which parts it brings, and write the new version there.",
    );
  }
  if (!part.text) {
    throw new Error(`${nameAs(part)} comes without the text of its licence. Add it to ${file}.`);
  }
}

// `parts` is what a build has found, each with name, version, identifier and, where the
// package has it, the text of its licence; `file` is what was added by hand.
export function writeNotices(introduction, parts, file) {
  const blocks = readBlocks(file);
  const byHand = blocks.flatMap(({ names }) => names);
  for (const part of parts) {
    if (byHand.includes(nameAs(part))) continue;
    requireText(part, byHand, file);
    const text = part.text.trim();
    const same = blocks.find((block) => block.text === text);
    if (same) same.names.push(nameAs(part));
    else blocks.push({ names: [nameAs(part)], text });
  }
  const written = blocks.map(({ names, text }) => RULER + names.sort().join("\n") + LINE + text + "\n");
  return introduction.trim() + "\n" + written.sort().join("");
}

const FOUND = "found-licences.json";
const INTRODUCTION = `
The page of Riaya on which forms are filled: its script and its style sheet.

They hold Riaya's own code, under the GNU General Public License, version 2 or any later
version, and the work of others that is named below, each under the terms that follow it.
Some of it is under the Apache License 2.0, which goes together with version 3 of the GNU
General Public License and not with version 2. As a whole the script may therefore be
passed on under the GNU General Public License, version 3 or any later version.

The sources are src/riaya/forms/webforms of Riaya and the npm packages in these versions.
`;

export const foundLicences = { fileName: FOUND };

// Vite lists the packages that really end up in the bundle; this adds what it cannot see.
export function shipNotices(file) {
  return {
    name: "riaya-notices",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const parts = JSON.parse(bundle[FOUND].source);
        delete bundle[FOUND];
        const source = writeNotices(INTRODUCTION, parts, file);
        this.emitFile({ type: "asset", fileName: "THIRD-PARTY.txt", source });
      },
    },
  };
}
