// Takes a file of any kind as an answer; the library itself takes only pictures.

import { h, ref } from "vue";
import { say } from "./words.js";

export const FileQuestion = {
  props: { question: { type: Object, required: true } },
  setup({ question }) {
    const field = ref(null);
    const choose = (event) => question.setValue(event.target.files[0] ?? null);
    const remove = () => {
      question.setValue(null);
      field.value.value = "";
    };
    return () => {
      const { value, readonly } = question.currentState;
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
        h("button", { type: "button", class: "btn btn-secondary", disabled: readonly, onClick: () => field.value.click() }, say("Choose file")),
        value && h("bdi", value.name),
        value && !readonly && h("button", { type: "button", class: "btn btn-outline-secondary", onClick: remove }, say("Remove")),
      ]);
    };
  },
};
