// The words of ODK Web Forms that people read, and what else of it is changed.
//
// `around` is the text beside a word that makes its place certain; @ stands for the word.

export const WORDS = [
  { around: "constraintMsg: @", word: "Condition not satisfied: constraint" },
  { around: "requiredMsg: @", word: "Condition not satisfied: required" },
  { around: "DIALOG_TITLE: @", word: "An error occurred while loading this form" },
  { around: "DETAILS_SUMMARY_LABEL: @", word: "Technical error details" },
  { around: '"aria-label": @', word: "change language" },
  { around: "label: @", word: "Send" },
  { around: "label: @", word: "Remove" },
  { around: "label: @", word: "Cancel" },
  { around: "label: @", word: "Save location" },
  { around: "createTextVNode(@", word: " Add " },
  { around: "literal: @", word: "Repeat Item" },
  { around: '{ class: "label-text" }, @', word: " Okay " },
  { around: '"strong", null, @', word: "Finding your location" },
  { around: '"strong", null, @', word: "Cannot access location" },
  {
    around: '"span", null, @',
    word: "Grant location permission in the browser settings and make sure location is turned on.",
  },
  { around: '"span", null, @', word: "Get location" },
  { around: '"span", null, @', word: "Try again" },
  { around: '"span", null, @', word: "Rank items" },
  { around: '"span", null, @', word: "Take picture" },
  { around: '"span", null, @', word: "Choose image" },
  { around: "alt: @", word: "Captured image preview" },
  { around: "createTextVNode(@", word: "Time taken to capture location: " },
  { around: "_hoisted_7$4, @", word: " Location will be saved at " },
  { around: "_hoisted_8$4, @", word: " Previous saved location at " },
  { around: ".GOOD]: @", word: "Good accuracy" },
  { around: ".ACCEPTABLE]: @", word: "Good accuracy" },
  { around: ".POOR]: @", word: "Poor accuracy" },
  { around: ".UNKNOWN]: @", word: "Unknown accuracy" },
  {
    around: "pA.value = @",
    word: "Location unavailable. Enable GPS and browser permissions, then restart the form to try again.",
  },
];

export const CHANGES = [
  {
    why: "The parser of expressions could run text as code, which nothing here needs and the page forbids.",
    from: "eval(func)",
    to: "riayaNothing(func)",
    times: 2,
  },
  {
    why: "One sentence for any number: Arabic has six plurals.",
    from: 'QA === 1 ? "1 question with error." : `${QA} questions with errors.`',
    to: 'riayaSay("Questions to correct:") + " " + QA',
  },
  {
    why: "A draft goes on as itself: it keeps its id and is no correction of something sent.",
    from: 'mode: "edit",\n        instanceOptions',
    to: 'mode: "restore",\n        instanceOptions',
  },
  {
    why: "The style sheet of the site has a reset already, and this one would need 'unsafe-inline'.",
    from: 'const tA = document.createElement("style");\n    tA.textContent = resetStyles, document.head.prepend(tA), eA.use',
    to: "eA.use",
  },
  {
    why: "The styles that the library writes into the page carry the mark that its policy allows.",
    from: "csp: {\n    nonce: void 0\n  }",
    to: "csp: {\n    nonce: riayaSettings.nonce\n  }",
  },
  {
    why: "A language is called by its own name, as العربية.",
    from: "toDisplayString(nA.value.language)",
    to: "toDisplayString(riayaNameLanguage(nA.value.language))",
  },
  {
    why: "The same in the list of languages.",
    from: "toDisplayString(nA.option.language)",
    to: "toDisplayString(riayaNameLanguage(nA.option.language))",
  },
  {
    why: "A place is read from the device, whatever its appearance: there is no map.",
    from: 'unref(tA) || eA.node.appearances["placement-map"] || eA.node.appearances.maps ?',
    to: "!1 ?",
  },
  {
    why: "Choices on a map are a list: there is no map.",
    from: "eA.question.appearances.map ? (openBlock(), createBlock(AsyncMap, {\n        key: 3,",
    to: "!1 ? (openBlock(), createBlock(AsyncMap, {\n        key: 3,",
  },
  {
    why: "The library takes pictures only; forms ask for other files, too.",
    from: 'createElementBlock("p", null, "🚧 Support for non-image uploads is pending. 🚧")',
    to:
      "createElementBlock(Fragment, null, [" +
      'createVNode(ControlText, { question: eA.question }, null, 8, ["question"]), ' +
      'createVNode(RiayaFileQuestion, { question: eA.question }, null, 8, ["question"]), ' +
      "createVNode(ValidationMessage, { message: eA.question.validationState.violation?.message.formatted }, " +
      'null, 8, ["message"])], 64)',
  },
  {
    why: "Numbers are written with Western digits, as in the rest of Riaya; the label names its field.",
    from: 'id: eA.node.nodeId,\n      key: nA.value,\n      ref_key: "inputRef",\n      ref: AA,\n      modelValue: iA.value,',
    to: '"input-id": eA.node.nodeId,\n      locale: "en",\n      key: nA.value,\n      ref_key: "inputRef",\n      ref: AA,\n      modelValue: iA.value,',
  },
  {
    why: "The label of a date names its field.",
    from: '"show-icon": "",\n      "icon-display": "input",\n      "show-button-bar": "",',
    to: '"input-id": eA.question.nodeId,\n      "show-icon": "",\n      "icon-display": "input",\n      "show-button-bar": "",',
  },
  {
    why: "The label of a time names its field, and the clock is the one of the other pages.",
    from: '"hour-format": "12",',
    to: '"hour-format": "24",\n      "input-id": eA.question.nodeId,',
  },
  {
    why: "A button that shows three dots has a name.",
    from: 'variant: "text",\n            class: "button-menu",',
    to: 'variant: "text",\n            class: "button-menu",\n            "aria-label": riayaSay("More"),',
  },
];
