// Stands where the library would show a map.

import { h } from "vue";
import { say } from "./words.js";

export default { inheritAttrs: false, render: () => h("p", say("Lines and areas are recorded on a phone.")) };
