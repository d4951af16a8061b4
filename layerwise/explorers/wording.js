// Numbers in words and sentences, as in wording.py, so that the browser and Python say the same.

// `value` with that many decimals, with a real minus sign and never "−0.00".
export function fixed(value, decimals) {
  const text = value.toFixed(decimals);
  return text.replace("-", /[1-9]/.test(text) ? "−" : "");
}

// Put the state into the places of `template`: {name} as it is, {name:2} as a number with two decimals.
export function fill(template, state) {
  const place = (_, name, decimals) => (decimals ? fixed(state[name], Number(decimals)) : String(state[name]));
  return template.replace(/\{(\w+)(?::(\d))?\}/g, place);
}

// A number in at most five characters, to stand inside a neuron.
export const brief = (value) => fixed(value, Math.abs(value) < 9.995 ? 2 : 1);

// A number as it follows a multiplication sign.
export const factor = (value, decimals) => fixed(value, decimals).replace(/^−.*/, "($&)");

// A number as it follows in a sum.
export const added = (value, decimals) => ` + ${fixed(value, decimals)}`.replace("+ −", "− ");

// Lines of which the first is a heading, as words to be said.
export const told = ([heading, ...lines]) => `${heading[0].toLowerCase()}${heading.slice(1)}: ${lines.join("; ")}`;
