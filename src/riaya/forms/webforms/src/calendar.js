// The words of the calendar and of the lists of PrimeVue, on which the library is built.

import { settings } from "./settings.js";
import { say } from "./words.js";

const WORDS = {
  today: "Today",
  clear: "Clear",
  chooseDate: "Choose Date",
  chooseMonth: "Choose Month",
  chooseYear: "Choose Year",
  prevMonth: "Previous Month",
  nextMonth: "Next Month",
  prevYear: "Previous Year",
  nextYear: "Next Year",
  prevDecade: "Previous Decade",
  nextDecade: "Next Decade",
  prevHour: "Previous Hour",
  nextHour: "Next Hour",
  prevMinute: "Previous Minute",
  nextMinute: "Next Minute",
  emptyFilterMessage: "No results found",
  emptySearchMessage: "No results found",
  emptyMessage: "No available options",
  emptySelectionMessage: "No selected item",
};
const SUNDAY = Date.UTC(2023, 0, 1);
const DAY = 86_400_000;
const SATURDAY = 6;

function nameDays(weekday) {
  const names = new Intl.DateTimeFormat(settings.language, { weekday, timeZone: "UTC" });
  return Array.from({ length: 7 }, (_none, index) => names.format(SUNDAY + index * DAY));
}

export function translateCalendar(locale) {
  for (const [name, word] of Object.entries(WORDS)) locale[name] = say(word);
  Object.assign(locale, {
    dayNames: nameDays("long"),
    dayNamesShort: nameDays("short"),
    dayNamesMin: nameDays(settings.language === "ar" ? "narrow" : "short"),
    monthNames: settings.months,
    monthNamesShort: settings.months,
    firstDayOfWeek: SATURDAY,
    dateFormat: "dd/mm/yy",
  });
  Object.assign(locale.aria, { close: say("Close") });
}
