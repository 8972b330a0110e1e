// Number, date and time fields take digits as an Arabic keyboard writes them.

const FIELDS = ".p-inputnumber input, .p-datepicker input, input[inputmode=numeric], input[inputmode=decimal]";
const FOREIGN = /[٠-٩۰-۹٫]/g;

function toWestern(text) {
  return text.replace(FOREIGN, (letter) => {
    if (letter === "٫") return ".";
    const code = letter.charCodeAt(0);
    return String(code - (code >= 0x6f0 ? 0x6f0 : 0x660));
  });
}

function isForeign(text, field) {
  return Boolean(text) && text.search(FOREIGN) >= 0 && field.matches?.(FIELDS);
}

export function acceptArabicDigits(container) {
  // The number field reads key presses itself and knows only Western digits.
  container.addEventListener(
    "keypress",
    (event) => {
      if (!event.isTrusted || !isForeign(event.key, event.target) || !event.target.closest(".p-inputnumber")) return;
      event.preventDefault();
      event.stopPropagation();
      const key = toWestern(event.key);
      event.target.dispatchEvent(new KeyboardEvent("keypress", { key, bubbles: true, cancelable: true }));
    },
    true,
  );
  container.addEventListener("beforeinput", (event) => {
    if (!isForeign(event.data, event.target)) return;
    event.preventDefault();
    document.execCommand("insertText", false, toWestern(event.data));
  });
}
