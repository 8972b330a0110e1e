// Number, date and time fields take digits as an Arabic keyboard writes them.

const FIELDS = ".p-inputnumber input, .p-datepicker input, input[inputmode=numeric], input[inputmode=decimal]";
const FOREIGN = /[٠-٩۰-۹٫]/g;
const PERSIAN = 0x6f0;
const ARABIC = 0x660;

function toWestern(text) {
  return text.replace(FOREIGN, (letter) => {
    const code = letter.charCodeAt(0);
    return letter === "٫" ? "." : String(code - (code >= PERSIAN ? PERSIAN : ARABIC));
  });
}

// The number field of the library takes what is typed from key presses only.
function type(field, text) {
  for (const key of text) {
    field.dispatchEvent(new KeyboardEvent("keypress", { key, bubbles: true, cancelable: true }));
  }
}

function takeOver(event, text) {
  if (!event.isTrusted || !text || text.search(FOREIGN) < 0 || !event.target.matches(FIELDS)) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.target.closest(".p-inputnumber")) type(event.target, toWestern(text));
  else document.execCommand("insertText", false, toWestern(text));
}

export function acceptArabicDigits(container) {
  container.addEventListener("keypress", (event) => takeOver(event, event.key), true);
  container.addEventListener("beforeinput", (event) => takeOver(event, event.data), true);
}
