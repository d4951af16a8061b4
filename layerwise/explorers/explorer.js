// The ground of every explorer's script. Python puts the constant STYLE above this text and the explorer's own script below it.

// --- words and numbers, as in wording.py ---

function fixed(value, decimals) {
  const text = value.toFixed(decimals);
  return text.replace("-", /[1-9]/.test(text) ? "−" : "");
}

function fill(template, state) {
  const place = (_, name, decimals) => (decimals ? fixed(state[name], Number(decimals)) : String(state[name]));
  return template.replace(/\{(\w+)(?::(\d))?\}/g, place);
}

// --- making elements ---

// Set several attributes: at first, and those that change with the state later.
function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

function make(node, attributes, children) {
  put(node, attributes);
  node.append(...children);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
const html = (tag, attributes = {}, ...children) => make(document.createElement(tag), attributes, children);
const shape = (tag, attributes = {}, ...children) => make(document.createElementNS(SVG, tag), attributes, children);

// By chance and not by counting: each explorer on a page has its own copy of this script.
const unique = (word) => `layerwise-${word}-${Math.random().toString(36).slice(2)}`;

// --- drawing ---

// The marker of class k around (x, y), in the order of the figures: circle, square, triangle, diamond.
const OUTLINES = [
  (r) => `M${-r} 0 A${r} ${r} 0 1 1 ${r} 0 A${r} ${r} 0 1 1 ${-r} 0 Z`,
  (r) => `M${-r} ${-r} H${r} V${r} H${-r} Z`,
  (r) => `M0 ${-1.2 * r} L${1.1 * r} ${0.8 * r} H${-1.1 * r} Z`,
  (r) => `M0 ${-1.3 * r} L${1.3 * r} 0 L0 ${1.3 * r} L${-1.3 * r} 0 Z`,
];

function marker(k, x, y, radius = 4) {
  const place = { d: OUTLINES[k](radius), transform: `translate(${x} ${y})` };
  return shape("path", { ...place, fill: STYLE.palette[k], stroke: STYLE.inks[k], "stroke-width": 0.8 });
}

// A pair of axes. toX and toY turn numbers into places; what is drawn into `inside` is cut off at the edges.
function plot({ width, height, x, y, xTicks, yTicks, xLabel, yLabel }) {
  const left = Math.max(52, 28 + 9 * Math.max(...yTicks.map((tick) => String(tick).length))); // room for the ticks' numbers and the label
  const [right, top, bottom] = [width - 14, 12, height - 50];
  const toX = (value) => left + ((value - x[0]) / (x[1] - x[0])) * (right - left);
  const toY = (value) => bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - top);
  const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const grid = { stroke: "#e6e6e6", "stroke-width": 1 };
  for (const tick of xTicks) {
    svg.append(shape("line", { x1: toX(tick), x2: toX(tick), y1: top, y2: bottom, ...grid }));
    svg.append(shape("text", { x: toX(tick), y: bottom + 19, "text-anchor": "middle" }, String(tick).replace("-", "−")));
  }
  for (const tick of yTicks) {
    svg.append(shape("line", { x1: left, x2: right, y1: toY(tick), y2: toY(tick), ...grid }));
    svg.append(shape("text", { x: left - 8, y: toY(tick) + 5, "text-anchor": "end" }, String(tick).replace("-", "−")));
  }
  svg.append(shape("path", { d: `M${left} ${top} V${bottom} H${right}`, fill: "none", stroke: STYLE.quiet }));
  svg.append(shape("text", { x: (left + right) / 2, y: height - 8, "text-anchor": "middle" }, xLabel));
  const middle = (top + bottom) / 2;
  svg.append(shape("text", { x: 15, y: middle, "text-anchor": "middle", transform: `rotate(-90 15 ${middle})` }, yLabel));
  const edges = unique("edges");
  const inside = shape("g", { "clip-path": `url(#${edges})` });
  svg.append(shape("clipPath", { id: edges }, shape("rect", { x: left, y: top, width: right - left, height: bottom - top })), inside);
  return { svg, inside, toX, toY, left, right, top, bottom };
}

// The path through points [x, y] that are places already.
const through = (places) => places.map(([x, y], k) => `${k ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join(" ");

// --- controls: each is a part of the page and a function that shows a value in it ---

// JupyterLab takes the arrow keys for itself over any element that has not this attribute.
const KEYS = { "data-lm-suppress-shortcuts": "true" };

const CONTROLS = {
  number(control, change) {
    const id = unique(control.name);
    const input = html("input", { type: "range", id, min: control.low, max: control.high, step: control.step, ...KEYS });
    const value = html("span", { class: "value" });
    input.addEventListener("input", () => change({ [control.name]: input.valueAsNumber }));
    const part = html("div", { class: "control number" }, html("label", { for: id }, control.label), value, input);
    return [part, (number) => {
      const text = fixed(number, control.decimals) + (control.unit && ` ${control.unit}`);
      input.value = number;
      input.setAttribute("aria-valuetext", text);
      value.textContent = text;
    }];
  },

  choice(control, change) {
    const name = unique(control.name);
    const inputs = control.options.map((option) => html("input", { type: "radio", name, value: option, ...KEYS }));
    for (const input of inputs) input.addEventListener("change", () => change({ [control.name]: input.value }));
    const options = inputs.map((input) => html("label", {}, input, input.value));
    const part = html("fieldset", { class: "control" }, html("legend", {}, control.label), html("div", { class: "options" }, ...options));
    return [part, (option) => inputs.forEach((input) => (input.checked = input.value === option))];
  },

  toggle(control, change) {
    const input = html("input", { type: "checkbox", ...KEYS });
    input.addEventListener("change", () => change({ [control.name]: input.checked }));
    return [html("label", { class: "control toggle" }, input, control.label), (on) => (input.checked = on)];
  },
};

// --- an explorer ---

const SPEAK_AFTER = 700; // milliseconds without a change, so that a screen reader is not flooded

// `drawings` are functions of the data, of `fit`, which narrows a width to the room there is, and of `change`, which moves controls;
// they return {svg, show(state)}.
// `compute(values, data)` returns what Python's `compute` returns; without it, the kernel is asked.
function explorer({ compute, drawings }) {
  function render({ model, el }) {
    const plan = model.get("plan");
    const valued = plan.controls.filter((control) => control.kind !== "button");
    const limits = Object.fromEntries(valued.map((control) => [control.name, control]));
    const change = (changes) => {
      model.set("values", { ...model.get("values"), ...changes });
      model.save_changes();
    };

    const parts = valued.map((control) => [control.name, ...CONTROLS[control.kind](control, change)]);
    const picture = html("div", { class: "drawings", role: "img" });
    const result = html("p", { class: "result" });
    const spoken = html("p", { class: "spoken", role: "status" });
    const buttons = html("div", { class: "buttons" });
    const title = html("p", { class: "title" }, plan.title);
    const controls = html("div", { class: "controls" }, ...parts.map(([, part]) => part));
    const panel = html("div", { class: "panel" }, title, controls, buttons, result, spoken);
    const root = html("section", { class: "layerwise-explorer", "aria-label": plan.title }, picture, panel);
    root.style.cssText = `--ink: ${STYLE.ink}; --quiet: ${STYLE.quiet}; --paper: ${STYLE.paper}`;

    // Buttons.
    const stops = [];
    const after = (adds) => {
      const values = model.get("values");
      const within = (value, { low, high }) => Math.min(Math.max(value, low), high);
      const amount = (step) => (typeof step === "string" ? root.state[step] : step);
      return Object.fromEntries(Object.entries(adds).map(([name, step]) => [name, within(values[name] + amount(step), limits[name])]));
    };
    const playing = (button, adds, every) => {
      let timer = null;
      const play = (on) => {
        clearInterval(timer);
        timer = on ? setInterval(step, 1000 * every) : null;
        button.setAttribute("aria-pressed", on);
      };
      const step = () => {
        if (!upToDate()) return; // the kernel is still busy with the last one
        if (isOver()) play(false);
        else change(after(adds));
      };
      const isOver = () => Object.entries(after(adds)).every(([name, value]) => value === model.get("values")[name]);
      const beginnings = Object.entries(adds).map(([name, step]) => [name, step < 0 ? limits[name].high : limits[name].low]);
      play(false);
      stops.push(() => play(false));
      return () => {
        const on = timer === null;
        play(on);
        if (on && isOver()) change(Object.fromEntries(beginnings));
        else if (on) step();
      };
    };
    for (const { label, adds, repeats, every } of plan.controls.filter(({ kind }) => kind === "button")) {
      const button = html("button", { type: "button", ...KEYS }, label);
      const asks = Object.values(adds).some((step) => typeof step === "string"); // then an answer that is still on its way counts
      button.addEventListener("click", repeats ? playing(button, adds, every) : () => (!asks || upToDate()) && change(after(adds)));
      buttons.append(button);
    }
    const again = html("button", { type: "button", ...KEYS }, "Back to the start");
    again.addEventListener("click", () => {
      stops.forEach((stop) => stop());
      change(Object.fromEntries(valued.map(({ name, start }) => [name, start])));
    });
    buttons.append(again);

    // Showing.
    let drawn = [];
    const upToDate = () => valued.every(({ name }) => root.state[name] === model.get("values")[name]);
    const showValues = () => {
      for (const [name, , show] of parts) show(model.get("values")[name]);
    };
    const showState = () => {
      const values = model.get("values");
      const state = compute ? { ...values, ...compute(values, plan.data) } : model.get("shown");
      for (const drawing of drawn) drawing.show(state);
      picture.setAttribute("aria-label", fill(plan.alt, state));
      result.textContent = fill(plan.result, state);
      result.style.minHeight = `${result.offsetHeight}px`; // it never shrinks, so that the page below stays where it is
      root.state = state; // what the picture shows, for the tests and the curious
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
    const follow = () => {
      showState();
      clearTimeout(waiting);
      waiting = setTimeout(() => (spoken.textContent = fill(plan.spoken, root.state)), SPEAK_AFTER);
    };
    const moved = () => {
      clearTimeout(waiting); // what was to be said is out of date, even if the answer is still on its way
      showValues();
    };
    const answered = compute ? "change:values" : "change:shown";
    model.on("change:values", moved);
    model.on(answered, follow);

    showValues();
    drawFor(Infinity); // far down in a notebook it is not known yet how much room there is
    el.append(root);
    observer.observe(root);

    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(waiting);
      observer.disconnect();
      model.off("change:values", moved);
      model.off(answered, follow);
    };
  }
  return { render };
}
