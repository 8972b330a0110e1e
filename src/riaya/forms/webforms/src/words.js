// Words in the language of the page; the server translates them.

import { settings } from "./settings.js";

export function say(word, values = {}) {
  const sentence = settings.words[word] ?? word;
  return sentence.replace(/\$\{(\w+)\}/g, (_all, name) => values[name] ?? "");
}

export function sayTime(moment) {
  const time = new Date(moment);
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

export function sayMoment(moment) {
  const time = new Date(moment);
  const day = `${time.getDate()} ${settings.months[time.getMonth()]} ${time.getFullYear()}`;
  return `${day} ${sayTime(moment)}`;
}

// Stands for the evaluation of text as code in the parser of the library.
export function doNothing() {}
