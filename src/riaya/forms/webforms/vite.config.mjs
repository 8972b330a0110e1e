// Builds the page on which forms are filled into build/, under names that hold
// a hash of their content, with build/manifest.json for the view that links them,
// and build/THIRD-PARTY.txt, which names the parts and their licences.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { adaptLibrary } from "./library.mjs";
import { foundLicences, shipNotices } from "./notices.mjs";

export default defineConfig({
  base: "./",
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false },
  plugins: [adaptLibrary(), shipNotices(fileURLToPath(new URL("notices.txt", import.meta.url)))],
  build: {
    outDir: fileURLToPath(new URL("build", import.meta.url)),
    assetsDir: "",
    manifest: "manifest.json",
    license: foundLicences,
    target: "es2022",
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 3000,
    modulePreload: false,
    rollupOptions: {
      input: fileURLToPath(new URL("src/main.js", import.meta.url)),
      // A second request costs more on a bad line than it saves.
      output: { inlineDynamicImports: true },
    },
  },
});
