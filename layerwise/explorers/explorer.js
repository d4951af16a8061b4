// The ground that all explorers stand on, as explorer.py is in Python.

import { answering, whereItLives } from "../ground/browser/answering.js";
import { html } from "../ground/browser/elements.js";
import { keepKeys } from "../ground/browser/keys.js";
import { buttonsFor } from "./buttons.js";
import { CONTROLS } from "./controls.js";
import { fill } from "./wording.js";

const SPEAK_AFTER = 700; // milliseconds without a change, so that a screen reader is not flooded

// `drawings` are functions of the data, of `fit`, which narrows a width to the room there is, and of `change`, which moves controls; each
// returns { svg, show }, see drawing.js. `compute(values, data)` returns what Python's `compute` returns; it is needed where the plan says
// that the browser computes, and otherwise the kernel is asked.
export function explorer({ compute, drawings }) {
  const isInBrowser = (model) => model.get("plan").in_browser;
  return { render: whereItLives((context) => rendered(context, compute, drawings), isInBrowser) };
}

function rendered({ model, el, isConnected }, compute, drawings) {
  const plan = model.get("plan");
  const values = () => model.get("values");
  const change = (changes) => {
    model.set("values", { ...values(), ...changes });
    if (plan.in_browser) model.save_changes();
    else python.send();
  };
  const silence = html("p", { class: "silence", role: "status" });
  const python = answering(model, isConnected, (words) => {
    if (!plan.in_browser) silence.textContent = words;
  });

  const controls = plan.controls
    .filter(({ kind }) => kind !== "button")
    .map((control) => ({ name: control.name, ...CONTROLS[control.kind](control, change) }));
  const buttons = buttonsFor(plan.controls, { values, state: () => root.state, change });
  const picture = html("div", { class: "drawings", role: "img" });
  const result = html("p", { class: "result" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const title = html("p", { class: "title" }, plan.title);
  const moved = html("div", { class: "controls" }, ...controls.map(({ part }) => part));
  const panel = html("div", { class: "panel" }, title, moved, buttons.part, silence, result, spoken);
  const root = html("section", { class: "layerwise-explorer", "aria-label": plan.title }, picture, panel);
  keepKeys(root);

  // Showing.
  let drawn = [];
  const showValues = () => {
    for (const { name, show } of controls) show(values()[name]);
  };
  const showState = () => {
    const state = plan.in_browser ? { ...values(), ...compute(values(), plan.data) } : model.get("shown");
    for (const drawing of drawn) drawing.show(state);
    picture.setAttribute("aria-label", fill(plan.alt, state));
    result.textContent = fill(plan.result, state);
    result.style.minHeight = `${result.offsetHeight}px`; // it never shrinks, so that the page below stays where it is
    root.state = state; // what the picture shows, for the buttons, the tests and the curious
  };

  // Drawings are made for the room that there is, so that their letters keep their size.
  let drawnFor = 0;
  const drawFor = (room) => {
    drawnFor = room;
    drawn = drawings.map((drawing) => drawing(plan.data, (width) => Math.min(width, room), change));
    picture.replaceChildren(...drawn.map(({ svg }) => svg));
    result.style.minHeight = "";
    showState();
  };
  const observer = new ResizeObserver(() => {
    const style = getComputedStyle(root);
    const room = Math.floor(root.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
    if (room > 0 && room !== drawnFor) drawFor(room);
  });

  // Following what is moved here, in another view or in Python.
  let waiting = null;
  const followValues = () => {
    clearTimeout(waiting); // what was to be said is out of date, even if the answer is still on its way
    showValues();
  };
  const followState = () => {
    python.heard();
    showState();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      spoken.textContent = fill(plan.spoken, root.state);
    }, SPEAK_AFTER);
  };
  const answered = plan.in_browser ? "change:values" : "change:shown";
  model.on("change:values", followValues);
  model.on(answered, followState);

  showValues();
  drawFor(Infinity); // far down in a notebook it is not known yet how much room there is
  el.append(root);
  observer.observe(root);

  return () => {
    buttons.stop();
    python.stop();
    clearTimeout(waiting);
    observer.disconnect();
    model.off("change:values", followValues);
    model.off(answered, followState);
  };
}
