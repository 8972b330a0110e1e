// Takes a file of any kind as an answer; the library itself takes only pictures.

import { h, ref } from "vue";
import { say } from "./words.js";

export const FileQuestion = {
  props: { question: { type: Object, required: true } },
  setup({ question }) {
    const field = ref(null);
    // The library calls a file by the moment at which it was chosen.
    const chosenName = ref("");
    const choose = ({ target }) => {
      const file = target.files[0] ?? null;
      chosenName.value = file?.name ?? "";
      question.setValue(file);
    };
    const remove = () => {
      question.setValue(null);
      field.value.value = "";
    };
    return () => {
      const { value, readonly } = question.currentState;
      const button = (css, word, onClick) => h("button", { type: "button", class: `btn ${css}`, disabled: readonly, onClick }, say(word));
      return h("div", { class: "riaya-file" }, [
        h("input", {
          ref: field,
          id: question.nodeId,
          type: "file",
          accept: question.nodeOptions.media.accept,
          class: "riaya-visually-hidden",
          disabled: readonly,
          onChange: choose,
        }),
        button("btn-secondary", "Choose file", () => field.value.click()),
        value && h("bdi", chosenName.value || value.name),
        value && button("btn-outline-secondary", "Remove", remove),
      ]);
    };
  },
};
