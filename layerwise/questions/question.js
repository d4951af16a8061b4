// A question, or the comparison of a prediction. The kernel judges, this only shows.

import { answering, whereItLives } from "../ground/browser/answering.js";
import { html, unique } from "../ground/browser/elements.js";
import { keepKeys } from "../ground/browser/keys.js";

const SIGNS = { right: "✓", wrong: "✗", kept: "✓", unclear: "!", open: "" };

// A text, with what stands between backquotes as code.
const marked = (text) => text.split("`").map((part, k) => (k % 2 ? html("code", {}, part) : part));
// A label: a sentence, or lines of code.
const named = (label) => (label.includes("\n") ? html("pre", {}, label) : html("strong", {}, ...marked(label)));

const explained = (parts) =>
  parts.map(([label, why]) => html("div", { class: "part" }, named(label), ...(why ? [html("p", {}, ...marked(why))] : [])));

function folded({ title, parts }) {
  if (!title) return [];
  return [html("details", {}, html("summary", {}, title), ...explained(parts))];
}

// --- ways to answer: each is { part, answer, show }: a part of the page, what is answered in it now, and a function that shows an answer ---

const WAYS = {
  choice(plan) {
    const name = unique("option");
    const inputs = plan.options.map(([letter]) => html("input", { type: "radio", name, value: letter, required: "" }));
    const options = plan.options.map(([letter, says], k) =>
      html("label", {}, inputs[k], html("span", {}, html("span", { class: "letter" }, `${letter})`), " ", ...marked(says))),
    );
    return {
      part: html("div", { class: "options" }, ...options),
      answer: () => inputs.find((input) => input.checked)?.value,
      show(answer) {
        for (const input of inputs) input.checked = input.value === answer;
      },
    };
  },

  number() {
    const attributes = { type: "text", inputmode: "decimal", autocomplete: "off", size: 12, required: "" };
    const input = html("input", attributes);
    return {
      part: html("label", { class: "number" }, "Your number: ", input),
      answer: () => input.value,
      show(answer) {
        if (answer !== null) input.value = String(answer).replace("-", "−");
      },
    };
  },

  order(plan) {
    const spoken = html("p", { class: "spoken", role: "status" });
    const list = html("ol", { class: "lines" });
    const lines = () => [...list.children].map((node) => node.line);
    const item = (line) => {
      const move = (by, pressed) => {
        const place = [...list.children].indexOf(node);
        const target = place + by;
        if (target < 0 || target >= list.children.length) return;
        list.insertBefore(node, by < 0 ? list.children[target] : list.children[target].nextSibling);
        pressed.focus(); // moving a node takes the focus off it
        spoken.textContent = `Line ${target + 1} of ${list.children.length}: ${line.trim()}`;
      };
      const button = (sign, word, by) => {
        const made = html("button", { type: "button", class: "move", "aria-label": `Move ${word}: ${line.trim()}` }, sign);
        made.addEventListener("click", () => move(by, made));
        return made;
      };
      const node = html("li", {}, button("↑", "up", -1), button("↓", "down", 1), html("code", {}, line));
      node.line = line;
      node.addEventListener("keydown", (event) => {
        if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        move(event.key === "ArrowUp" ? -1 : 1, event.target);
      });
      return node;
    };
    const hint = html("p", { class: "hint" }, "Move a line by its buttons, or with Alt and an arrow key while one of them has the focus.");
    return {
      part: html("div", {}, list, hint, spoken),
      answer: lines,
      show(answer) {
        const wanted = answer ?? plan.lines;
        if (!list.children.length || (answer && answer.join("\n") !== lines().join("\n"))) list.replaceChildren(...wanted.map(item));
      },
    };
  },
};

// --- showing ---

function asking(model, plan, send) {
  const way = WAYS[plan.kind](plan);
  const button = html("button", { type: "submit", class: "commit" }, plan.button);
  const legend = html("legend", {}, ...marked(plan.asks));
  const form = html("form", {}, html("fieldset", {}, legend, ...(plan.code ? [html("pre", {}, plan.code)] : []), way.part), button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    model.set("given", { answer: way.answer(), count: (model.get("given").count ?? 0) + 1 });
    send();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return; // they run the cell
    event.preventDefault(); // a browser submits by itself, but not from a text field inside JupyterLab
    form.requestSubmit();
  });
  return { part: form, show: way.show };
}

function render({ model, el, isConnected }) {
  const plan = model.get("plan");
  const silence = html("p", { class: "silence", role: "status" });
  const python = answering(model, isConnected, (words) => {
    silence.textContent = words;
  });
  const asked = plan.kind === "comparison" ? null : asking(model, plan, python.send);
  const feedback = html("div", { class: "feedback", role: "status" });
  const fold = html("div", {});
  const title = html("p", { class: "title" }, plan.title);
  const root = html("div", { class: "layerwise-question" }, title, asked?.part ?? "", silence, feedback, fold);
  keepKeys(root);

  const show = () => {
    const shown = model.get("shown");
    asked?.show(shown.answer);
    feedback.dataset.status = shown.status;
    const sign = html("span", { "aria-hidden": "true" }, SIGNS[shown.status] ? `${SIGNS[shown.status]} ` : "");
    const head = shown.head ? [html("p", { class: "head" }, sign, shown.head)] : [];
    const why = shown.why ? [html("p", {}, ...marked(shown.why))] : [];
    feedback.replaceChildren(...head, ...why, ...explained(shown.parts ?? []));
    fold.replaceChildren(...folded(shown.fold));
    root.state = shown; // for the tests and the curious
  };
  model.on("change:shown", show);
  model.on("change:heard", python.heard);
  show();
  el.append(root);
  return () => {
    python.stop();
    model.off("change:shown", show);
    model.off("change:heard", python.heard);
  };
}

export default { render: whereItLives(render, () => false) };
