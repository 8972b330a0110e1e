// Builds the two style sheets of the theme and copies its fonts.
//
//   build/riaya-ltr.css  barceloneta as it is, then our own styles
//   build/riaya-rtl.css  barceloneta mirrored by rtlcss, then the same own styles
//   build/fonts/         IBM Plex Sans Arabic (OFL) with its licence
//   build/print-fonts/   the same typeface whole, for the PDF files of riaya.core.typesetting
//   build/THIRD-PARTY.txt  the parts that others made, and their licences
//
// Our own styles use logical properties and are therefore never mirrored.
// Node comes from a Python wheel, so barceloneta is its neighbour in the same
// site-packages; with another Node, say where it is in BARCELONETA_CSS.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import rtlcss from "rtlcss";
import { writeNotices } from "../../forms/webforms/notices.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "build");
const require = createRequire(import.meta.url);
const fontPackage = dirname(require.resolve("@fontsource/ibm-plex-sans-arabic/package.json"));
const fontFamily = "IBM Plex Sans Arabic";
const fontSubsets = ["arabic", "latin"];
const fontWeights = [400, 600, 700];
// Typst reads TrueType only, and the subsets for browsers are not that.
const printPackage = dirname(require.resolve("@expo-google-fonts/ibm-plex-sans-arabic/package.json"));
const printFonts = ["400Regular", "600SemiBold"];

const sitePackages = join(dirname(process.execPath), "..", "..");

function findBarceloneta() {
  const path =
    process.env.BARCELONETA_CSS ??
    join(sitePackages, "plonetheme", "barceloneta", "theme", "css", "barceloneta.min.css");
  if (existsSync(path)) return path;
  throw new Error(
    `There is no barceloneta style sheet at ${path}. ` +
      "Build with `make assets`, or name the file in BARCELONETA_CSS.",
  );
}

// Barceloneta brings Roboto, which has no Arabic letters and is not used here.
function withoutFonts(css) {
  const root = postcss.parse(css);
  root.walkAtRules("font-face", (rule) => rule.remove());
  root.walkComments((comment) => {
    if (comment.text.startsWith("# sourceMappingURL")) comment.remove();
  });
  return root.toString();
}

// `riaya.css` is a list of imports; each named file takes the place of its import.
function readOwnStyles() {
  return readFileSync(join(here, "riaya.css"), "utf8").replace(
    /^@import "(.+)";$/gm,
    (_line, name) => readFileSync(join(here, name), "utf8"),
  );
}

function copyFonts() {
  mkdirSync(join(output, "fonts"), { recursive: true });
  copyFileSync(join(fontPackage, "LICENSE"), join(output, "fonts", "LICENSE"));
  const ranges = JSON.parse(readFileSync(join(fontPackage, "unicode.json"), "utf8"));
  const faces = [];
  for (const subset of fontSubsets) {
    for (const weight of fontWeights) {
      const name = `ibm-plex-sans-arabic-${subset}-${weight}-normal.woff2`;
      copyFileSync(join(fontPackage, "files", name), join(output, "fonts", name));
      faces.push(
        `@font-face{font-family:"${fontFamily}";font-style:normal;font-weight:${weight};` +
          `font-display:swap;src:url("fonts/${name}") format("woff2");` +
          `unicode-range:${ranges[subset]}}`,
      );
    }
  }
  return faces.join("\n");
}

function copyPrintFonts() {
  const folder = join(output, "print-fonts");
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(printPackage, "LICENSE_FONT"), join(folder, "LICENSE"));
  for (const style of printFonts) {
    const name = `IBMPlexSansArabic_${style}.ttf`;
    copyFileSync(join(printPackage, style, name), join(folder, name));
  }
}

const INTRODUCTION = `
The theme of Riaya: its style sheets, and its letters for pages and for printing.

The style sheets hold Riaya's own, under the GNU General Public License, version 2 or any
later version, and those of Barceloneta, the theme of Plone, under version 2, with
Bootstrap in it. As a whole they may be passed on under the GNU General Public License,
version 2. The letters are files of their own.
`;

// Barceloneta is a Python package, and says its version in the name of a folder.
function describeBarceloneta() {
  const named = readdirSync(sitePackages).join("\n").match(/^plonetheme[._]barceloneta-(.+)\.dist-info$/m);
  return {
    name: "plonetheme.barceloneta",
    version: named ? named[1] : "of this Plone",
    identifier: "GPL-2.0-only",
    text: readFileSync(join(here, "..", "..", "..", "..", "LICENSE"), "utf8"),
  };
}

function describeBootstrap(barceloneta) {
  const banner = barceloneta.match(/Bootstrap\s+v([\d.]+)/);
  if (!banner) throw new Error("The style sheet of Barceloneta no longer says which Bootstrap is in it.");
  return { name: "bootstrap", version: banner[1], identifier: "MIT" };
}

function describeFont(folder, file) {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { name, version, identifier: "OFL-1.1", text: readFileSync(join(folder, file), "utf8") };
}

function listNotices(barceloneta) {
  const parts = [
    describeFont(fontPackage, "LICENSE"),
    describeFont(printPackage, "LICENSE_FONT"),
    describeBarceloneta(),
    describeBootstrap(barceloneta),
  ];
  return writeNotices(INTRODUCTION, parts, join(here, "notices.txt"));
}

function build() {
  rmSync(output, { recursive: true, force: true });
  const fontFaces = copyFonts();
  copyPrintFonts();
  const ownStyles = readOwnStyles();
  const barceloneta = withoutFonts(readFileSync(findBarceloneta(), "utf8"));
  writeFileSync(join(output, "THIRD-PARTY.txt"), listNotices(barceloneta));
  const sheets = { ltr: barceloneta, rtl: rtlcss.process(barceloneta) };
  for (const [direction, base] of Object.entries(sheets)) {
    const css = [base, fontFaces, ownStyles].join("\n");
    writeFileSync(join(output, `riaya-${direction}.css`), css);
    console.log(`build/riaya-${direction}.css ${Math.round(css.length / 1024)} kB`);
  }
}

build();
