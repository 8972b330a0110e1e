// Languages of a form, which its sheet calls "Arabic (ar)".

const CODE = /\(([\w-]+)\)\s*$/;
const FROM_THE_RIGHT = /^(ar|ckb|fa|he|ku|ps|ur)\b/;

export function getCode(language) {
  return (language.match(CODE)?.[1] ?? language).toLowerCase();
}

export function getDirection(code) {
  return FROM_THE_RIGHT.test(code) ? "rtl" : "ltr";
}

// Returns the name of a language in itself, or as the sheet calls it.
export function nameLanguage(language) {
  const code = language.match(CODE)?.[1];
  return code ? new Intl.DisplayNames([code], { type: "language" }).of(code) : language;
}
