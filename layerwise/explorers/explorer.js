// The ground that all explorers stand on, as explorer.py is in Python.

import { answering, whereItLives } from "../ground/browser/answering.js";
import { html, put } from "../ground/browser/elements.js";
import { keepKeys } from "../ground/browser/keys.js";
import { arrangement } from "./arrangement.js";
import { buttonsFor } from "./buttons.js";
import { CONTROLS } from "./controls.js";
import { fill } from "./wording.js";

const LETTERS = 14; // the pixels of a letter in a drawing
const IN_SIGHT = 0.8; // of the window's height; the rest is JupyterLab's
const SPEAK_AFTER = 700; // milliseconds without a change, so that a screen reader is not flooded

// `drawings` are functions of the data, of `fit`, which turns a width into one that there is room for, and of `change`, which moves controls; each
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
  const panel = html("div", { class: "panel" }, title, moved, buttons.part, silence);
  const letter = html("div", { class: "letter" }); // as wide as the page's letters are high
  const root = html("section", { class: "layerwise-explorer", "aria-label": plan.title }, picture, panel, result, spoken, letter);
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
  const draw = (fit) => {
    drawn = drawings.map((drawing) => drawing(plan.data, fit, change));
    picture.replaceChildren(...drawn.map(({ svg }) => svg));
    result.style.minHeight = "";
    showState();
  };
  const sizeOf = ({ svg }) => ["width", "height"].map((side) => Number(svg.getAttribute(side)));
  const heightWith = (toldBelow) => {
    root.classList.toggle("told-below", toldBelow);
    return root.offsetHeight;
  };
  let [widths, height] = [[], 0]; // as the drawings would like to be
  let drawnFor = "";
  const drawWith = (room, letters) => {
    const { beside, scale, grown, fit, picture: across } = arrangement({ room, letters, windowHeight: innerHeight, widths, height });
    root.style.fontSize = `${LETTERS * scale}px`;
    root.style.setProperty("--picture", `${across}px`);
    root.classList.toggle("beside", beside);
    draw(fit);
    for (const one of drawn) {
      const [width, high] = sizeOf(one).map((side) => side * scale * grown);
      put(one.svg, { width, height: high });
    }
    // The result stands below what is moved, or below the picture where all is lower then.
    result.style.minHeight = "";
    root.classList.toggle("told-below", heightWith(true) < heightWith(false));
    // Below what is moved, a longer result would push the page down: it has a line to spare.
    const spare = beside ? 0 : Math.ceil(parseFloat(getComputedStyle(result).lineHeight)) + 1;
    result.style.minHeight = `${result.offsetHeight + spare}px`;
    return scale;
  };
  // Letters are as large as the page's, but no larger than leaves all in sight.
  const drawFor = (room, letters) => {
    const scale = drawWith(room, letters);
    const seen = (IN_SIGHT * innerHeight) / root.offsetHeight;
    if (scale > 1 && seen < 1 && root.classList.contains("beside")) drawWith(room, Math.max(1, scale * seen));
    drawnFor = String([room, letters]);
  };
  const observer = new ResizeObserver(() => {
    const style = getComputedStyle(root);
    const room = Math.floor(root.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
    const letters = letter.getBoundingClientRect().width / LETTERS;
    if (room > 0 && String([room, letters]) !== drawnFor) drawFor(room, letters);
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
  draw((width) => width); // far down in a notebook it is not known yet how much room there is
  const sizes = drawn.map(sizeOf);
  widths = sizes.map(([width]) => width);
  height = sizes.reduce((total, [, high], k) => total + (k % 2 ? 0 : high), 0);
  el.append(root);
  observer.observe(root);
  observer.observe(letter);

  return () => {
    buttons.stop();
    python.stop();
    clearTimeout(waiting);
    observer.disconnect();
    model.off("change:values", followValues);
    model.off(answered, followState);
  };
}
