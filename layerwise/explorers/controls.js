// What a learner moves, as in controls.py. Each is { part, show }: a part of the page, and a function that shows a value in it.
// `change({ name: value })` moves a control.

import { html, unique } from "../ground/browser/elements.js";
import { sheet } from "./sheet.js";
import { fixed } from "./wording.js";

export const CONTROLS = {
  drawing: sheet,

  number({ name, label, low, high, step, decimals, unit }, change) {
    const id = unique(name);
    const input = html("input", { type: "range", id, min: low, max: high, step });
    const value = html("span", { class: "value" });
    input.addEventListener("input", () => change({ [name]: input.valueAsNumber }));
    return {
      part: html("div", { class: "control number" }, html("label", { for: id }, label), value, input),
      show(number) {
        const text = fixed(number, decimals) + (unit && ` ${unit}`);
        input.value = number;
        input.setAttribute("aria-valuetext", text);
        value.textContent = text;
      },
    };
  },

  choice({ name, label, options }, change) {
    const group = unique(name);
    const inputs = options.map((option) => html("input", { type: "radio", name: group, value: option }));
    for (const input of inputs) input.addEventListener("change", () => change({ [name]: input.value }));
    const labelled = html("div", { class: "options" }, ...inputs.map((input) => html("label", {}, input, input.value)));
    return {
      part: html("fieldset", { class: "control" }, html("legend", {}, label), labelled),
      show(option) {
        for (const input of inputs) input.checked = input.value === option;
      },
    };
  },

  toggle({ name, label }, change) {
    const input = html("input", { type: "checkbox" });
    input.addEventListener("change", () => change({ [name]: input.checked }));
    return {
      part: html("label", { class: "control toggle" }, input, label),
      show(on) {
        input.checked = on;
      },
    };
  },
};
