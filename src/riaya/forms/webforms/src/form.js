// The form itself: ODK Web Forms in the language of the page.

import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import { createApp, h, watch } from "vue";
import { translateCalendar } from "./calendar.js";
import { getCode, getDirection } from "./languages.js";
import { settings } from "./settings.js";

function followLanguage(root, container) {
  const ofPage = root.languages.find(({ language }) => getCode(language) === settings.language);
  if (ofPage && !ofPage.isSyntheticDefault) root.setLanguage(ofPage);
  watch(
    () => root.currentState.activeLanguage.language,
    (language) => {
      const code = getCode(language) || settings.language;
      container.lang = code;
      container.dir = getDirection(code);
    },
    { immediate: true },
  );
}

// Pictures, sound and lists from outside the form are not offered: forms reach for nothing.
function refuseMedia() {
  return Promise.resolve(new Response("", { status: 404 }));
}

function describeDraft(draft) {
  if (!draft) return undefined;
  return {
    resolveInstance: async () => draft.xml,
    attachmentFileNames: draft.fileNames,
    resolveAttachment: draft.readFile,
  };
}

// Shows the form, with the answers of a draft if there is one; resolves to its root,
// which the library hands to its own parts as `form`.
export function showForm(container, { xml, draft, onSend }) {
  return new Promise((resolve) => {
    const app = createApp({
      render: () =>
        h(OdkWebForm, {
          formXml: xml,
          fetchFormAttachment: refuseMedia,
          missingResourceBehavior: "BLANK",
          editInstance: describeDraft(draft),
          onSubmit: onSend,
        }),
    });
    app.use(webFormsPlugin);
    app.mixin({
      created() {
        if (this.$props?.form?.nodeType === "root") {
          followLanguage(this.form, container);
          resolve(this.form);
        }
      },
    });
    translateCalendar(app.config.globalProperties.$primevue.config.locale);
    app.mount(container);
  });
}

// Returns the answers as they stand, whether or not they are complete.
export async function readAnswers(root) {
  const { data } = await root.prepareInstancePayload({ payloadType: "monolithic" });
  const entries = [...data[0].entries()];
  const [, instance] = entries.find(([name]) => name === "xml_submission_file");
  return {
    xml: await instance.text(),
    files: entries.filter(([name]) => name !== "xml_submission_file").map(([, file]) => file),
  };
}

export function readMark(root) {
  return root.instanceState.instanceXML;
}

function getPlace({ nodeId }) {
  return document.getElementById(`${nodeId}_container`);
}

// Returns how the server writes the place of a question, as member/2/age: groups do not count.
function writePlace(reference) {
  const [, ...steps] = reference.split("/").slice(1);
  const inRepeats = steps.slice(0, -1).flatMap((step) => step.match(/^(.+)\[(\d+)\]$/)?.slice(1) ?? []);
  return [...inRepeats, steps.at(-1)].join("/");
}

// Returns the place on the page of a question, or null.
export function findQuestion(root, place) {
  const nodes = [...root.currentState.children];
  while (nodes.length) {
    const node = nodes.shift();
    if (writePlace(node.currentState.reference) === place) return getPlace(node);
    nodes.push(...(node.currentState.children ?? []));
  }
  return null;
}

export function goTo(place) {
  place.scrollIntoView({ block: "center", behavior: "instant" });
  place.querySelector("input, textarea, select, button, [tabindex]")?.focus({ preventScroll: true });
}

// The library says only how many questions are wrong; a long form leads to the first.
export function leadToMistakes(root, container) {
  container.addEventListener("click", ({ target }) => {
    if (!target.closest(".footer button")) return;
    setTimeout(() => {
      const [first] = root.validationState.violations;
      const place = first && getPlace(first);
      if (place) goTo(place);
    });
  });
}
