// A sheet to draw on, as the control Drawing of controls.py: by mouse, pen, finger or keyboard.

import { html, put, shape, unique } from "../ground/browser/elements.js";
import { within } from "./arithmetic.js";
import { through } from "./drawing.js";

const NEAR = 1; // a point that is no further from the last one is left out
const STEP = 4; // how far an arrow key moves the cursor
const EIGHTH = 8; // the sheet is so many pixels wide, of those that a drawing is moved by

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const MOVES = [
  ["←", "left", [-1, 0]],
  ["→", "right", [1, 0]],
  ["↑", "up", [0, -1]],
  ["↓", "down", [0, 1]],
];

export function sheet({ name, label, size, pen }, change) {
  let strokes = [];
  const set = (changed) => {
    strokes = changed; // the value comes back from the kernel later than the next point
    change({ [name]: changed });
  };
  const begin = (point) => set([...strokes, [point]]);
  const goOn = (points) => set([...strokes.slice(0, -1), [...strokes.at(-1), ...points]]);
  const undo = () => set(strokes.slice(0, -1));
  const shifted = ([right, down]) =>
    strokes.map((stroke) => stroke.map(([x, y]) => [tenths(x + (right * size) / EIGHTH), tenths(y + (down * size) / EIGHTH)]));
  const fits = (moved) => moved.flat(2).every((number) => number >= -size && number <= 2 * size);

  const line = { fill: "none", stroke: "currentColor", "stroke-width": pen, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const lines = shape("path", line);
  const cursor = shape("g", { class: "cursor" }, shape("circle", { r: pen / 2 + 2.5 }), shape("path", { d: "M-9 0 H9 M0 -9 V9" }));
  const picture = shape("svg", { viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" }, lines, cursor);
  const invitation = html("span", { class: "invitation", "aria-hidden": "true" }, "Draw here");
  const [labelled, described] = [unique("label"), unique("keys")];
  const about = { role: "application", "aria-labelledby": labelled, "aria-describedby": described, tabindex: "0" };
  const paper = html("div", { class: "sheet", ...about }, picture, invitation);
  const said = html("p", { class: "spoken", "aria-live": "polite" });
  const keys = "By keyboard: arrows move, Space is pen down or up, Backspace is undo.";
  const button = (words, named, act) => {
    const node = html("button", { type: "button", ...(named && { "aria-label": named, title: named }) }, words);
    node.addEventListener("click", () => {
      lift();
      act();
    });
    return node;
  };
  const moving = ([arrow, side, by]) =>
    button(arrow, `Move the drawing ${side} by one of eight pixels`, () => fits(shifted(by)) && set(shifted(by)));
  const hands = html(
    "div",
    { class: "buttons" },
    button("Undo", "", undo),
    button("Clear", "", () => set([])),
    html("span", { class: "moves" }, ...MOVES.map(moving)),
  );

  // By pointer: the one that began a stroke draws it, also where it leaves the sheet.
  let pointer = null;
  const pointOf = ({ clientX, clientY }) => {
    const edge = picture.getBoundingClientRect();
    const along = (client, start, length) => tenths(within(((client - start) / length) * size, 0, size));
    return [along(clientX, edge.left, edge.width), along(clientY, edge.top, edge.height)];
  };
  paper.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    lift();
    pointer = event.pointerId;
    paper.setPointerCapture(pointer);
    begin(pointOf(event));
  });
  paper.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    const points = [];
    for (const point of (passed.length ? passed : [event]).map(pointOf)) {
      const [x, y] = points.at(-1) ?? strokes.at(-1)?.at(-1) ?? point;
      if (Math.hypot(point[0] - x, point[1] - y) > NEAR) points.push(point);
    }
    if (points.length && strokes.length) goOn(points);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    paper.addEventListener(end, (event) => {
      if (event.pointerId === pointer) pointer = null;
    });
  }

  // By keyboard: a cursor that draws where it goes while the pen is down. Two arrows held together go slantwise.
  let place = [size / 2, size / 4];
  let penIsDown = false;
  const held = new Set();
  const showCursor = () => {
    put(cursor, { transform: `translate(${place})` });
    cursor.classList.toggle("down", penIsDown);
  };
  const tell = (words) => {
    said.textContent = `${words}, ${place[0]} across and ${place[1]} down.`;
  };
  function lift() {
    if (penIsDown) tell("Pen up");
    penIsDown = false;
    showCursor();
  }
  const press = (key) => {
    if (key === " ") {
      if (penIsDown) return lift();
      penIsDown = true;
      begin(place);
      tell("Pen down");
    } else if (key === "Backspace") {
      lift();
      undo();
      tell(`${strokes.length} ${strokes.length === 1 ? "stroke" : "strokes"} left`);
    } else if (key === "Escape") {
      lift(); // pressed again, it leads out of the sheet
    } else {
      held.add(key);
      const goes = (axis) => [...held].reduce((total, arrow) => total + ARROWS[arrow][axis], 0);
      place = [0, 1].map((axis) => within(place[axis] + STEP * goes(axis), 0, size));
      if (penIsDown && strokes.length) goOn([place]);
    }
    showCursor();
  };
  paper.addEventListener("keydown", (event) => {
    const used = [" ", "Backspace", ...(penIsDown ? ["Escape"] : []), ...Object.keys(ARROWS)];
    if (event.ctrlKey || event.metaKey || event.altKey || !used.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  });
  paper.addEventListener("keyup", ({ key }) => held.delete(key));
  paper.addEventListener("blur", () => {
    held.clear();
    lift();
  });
  showCursor();

  const hint = html("p", { class: "keys", id: described }, keys);
  return {
    part: html("div", { class: "control drawing" }, html("span", { id: labelled }, label), paper, hands, hint, said),
    show(value) {
      strokes = value;
      put(lines, { d: value.map((stroke) => through(stroke.length > 1 ? stroke : [stroke[0], stroke[0]])).join(" ") });
      invitation.hidden = value.length > 0;
    },
  };
}

const tenths = (number) => Math.round(10 * number) / 10;
