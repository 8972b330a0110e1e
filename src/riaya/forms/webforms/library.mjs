// What ODK Web Forms 0.22.0 is given at build time, since it offers no hook for it.
//
// Every change names the exact text it expects and how often.  With another
// version of the library the build fails and says which change to look at.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import { CHANGES, WORDS } from "./changes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const resolve = createRequire(import.meta.url).resolve;
const styleName = "virtual:odk-web-forms.css";

function replaceExactly(source, { from, to, times = 1 }) {
  const found = source.split(from).length - 1;
  if (found !== times) {
    throw new Error(`ODK Web Forms has ${found} instead of ${times} places with: ${from}`);
  }
  return source.replaceAll(from, () => to);
}

// Spaces around a word stay in the code, so that the table holds words only.
function callFor(word) {
  const [, before, text, after] = word.match(/^(\s*)(.*?)(\s*)$/s);
  return `${JSON.stringify(before)} + riayaSay(${JSON.stringify(text)}) + ${JSON.stringify(after)}`;
}

// The library draws its words from a table of the page instead of its own English.
function translateWords(source) {
  return WORDS.reduce(
    (text, { around, word, times }) =>
      replaceExactly(text, {
        from: around.replace("@", JSON.stringify(word)),
        to: around.replace("@", () => callFor(word)),
        times,
      }),
    source,
  );
}

function adaptCode(source) {
  const adapted = CHANGES.reduce(replaceExactly, translateWords(source));
  const own = (name) => JSON.stringify(join(here, "src", name));
  return (
    `import { settings as riayaSettings } from ${own("settings.js")};\n` +
    `import { doNothing as riayaNothing, say as riayaSay } from ${own("words.js")};\n` +
    `import { nameLanguage as riayaNameLanguage } from ${own("languages.js")};\n` +
    `import { FileQuestion as RiayaFileQuestion } from ${own("file_question.js")};\n` +
    adapted
  );
}

const LOGICAL = {
  "margin-left": "margin-inline-start",
  "margin-right": "margin-inline-end",
  "padding-left": "padding-inline-start",
  "padding-right": "padding-inline-end",
  "border-left": "border-inline-start",
  "border-right": "border-inline-end",
  left: "inset-inline-start",
  right: "inset-inline-end",
};
const LOGICAL_VALUES = { left: "start", right: "end" };

// Rules of PrimeFlex, a library of single classes, that no code mentions.
function isUnused(rule, code) {
  const names = [...rule.selector.matchAll(/\.((?:\\.|[\w-])+)/g)].map((match) =>
    match[1].replaceAll("\\", ""),
  );
  return (
    names.length > 0 &&
    !rule.selector.includes("[data-v-") &&
    names.some((name) => !code.includes(name))
  );
}

// The styles stand in a script that writes them into the page; here they become a
// style sheet that reads in both directions, without the letters of Roboto.
function adaptStyles(script, code) {
  const literal = script.match(/createTextNode\(('(?:[^'\\]|\\.)*')\)/s);
  if (!literal) throw new Error("ODK Web Forms no longer keeps its styles in dist/index.js.");
  const root = postcss.parse(new Function(`return ${literal[1]}`)().replace('@charset "UTF-8";', ""));
  root.walkAtRules("font-face", (rule) => rule.remove());
  root.walkRules((rule) => {
    if (isUnused(rule, code)) rule.remove();
  });
  root.walkDecls((declaration) => {
    declaration.prop = LOGICAL[declaration.prop] ?? declaration.prop;
    if (["text-align", "float"].includes(declaration.prop)) {
      const logical = declaration.prop === "float" ? `inline-${LOGICAL_VALUES[declaration.value]}` : LOGICAL_VALUES[declaration.value];
      if (declaration.value in LOGICAL_VALUES) declaration.value = logical;
    }
  });
  root.walkAtRules("media", (rule) => {
    if (!rule.nodes.length) rule.remove();
  });
  return root.toString();
}

export function adaptLibrary() {
  const entry = resolve("@getodk/web-forms");
  const folder = dirname(entry);
  return {
    name: "riaya-odk-web-forms",
    enforce: "pre",
    resolveId(id) {
      if (id === styleName) return `\0${styleName}`;
      // The map needs `eval` and tiles of another host; places are read from the device.
      if (/MapBlock-[\w-]+\.js$/.test(id)) return join(here, "src/no_map.js");
      return null;
    },
    load(id) {
      if (id !== `\0${styleName}`) return null;
      const script = readFileSync(entry, "utf8");
      const code = script.match(/from "\.\/(index-[\w-]+\.js)"/)[1];
      return adaptStyles(script, readFileSync(join(folder, code), "utf8"));
    },
    transform(source, id) {
      if (id === entry) {
        return { code: `import ${JSON.stringify(styleName)};\n${source.slice(source.indexOf("\nimport "))}`, map: null };
      }
      if (dirname(id) === folder && /index-[\w-]+\.js$/.test(id)) {
        return { code: adaptCode(source), map: null };
      }
      return null;
    },
  };
}
