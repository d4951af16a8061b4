// Dots over a pair of axes: a marker for each point of the data, a cross where it is on the wrong side, and the one that is spoken of.

import { put, shape } from "../ground/browser/elements.js";
import { colour, INK, ink } from "./colours.js";

// The outline of class k around (0, 0), in the order of the figures: circle, square, triangle, diamond.
const OUTLINES = [
  (r) => `M${-r} 0 A${r} ${r} 0 1 1 ${r} 0 A${r} ${r} 0 1 1 ${-r} 0 Z`,
  (r) => `M${-r} ${-r} H${r} V${r} H${-r} Z`,
  (r) => `M0 ${-1.2 * r} L${1.1 * r} ${0.8 * r} H${-1.1 * r} Z`,
  (r) => `M0 ${-1.3 * r} L${1.3 * r} 0 L0 ${1.3 * r} L${-1.3 * r} 0 Z`,
];

// The marker of class k at a place.
export function marker(k, [x, y], radius = 4) {
  const attributes = { class: "dot", d: OUTLINES[k](radius), transform: `translate(${x} ${y})` };
  return shape("path", { ...attributes, fill: colour(k), stroke: ink(k), "stroke-width": 0.8 });
}

export const cross = ([x, y]) => shape("path", { d: `M${x - 5} ${y - 5} l10 10 m0 -10 l-10 10`, stroke: INK, "stroke-width": 1.6 });

// The dot that moves with a control.
export const movingDot = (k = 1) => shape("circle", { r: 6, fill: colour(k), stroke: INK, "stroke-width": 1.4 });

// Dots for data: a function (X, labels, wrong) that shows them. X has the points, `labels` their classes, 0, 1, ..., and where `wrong` is
// true a point gets a cross. With `pick`, a click on the dot of row k calls pick(k). `looks` are the numbers of the classes' markers.
export function dots({ inside, toPlace }, { pick, looks = [0, 1, 2, 3] } = {}) {
  const group = inside.appendChild(shape("g"));
  let crosses = [];
  let last = "";
  return (X, labels, wrong) => {
    const now = JSON.stringify([X, labels]);
    if (now !== last) {
      last = now;
      const places = X.map(toPlace);
      crosses = places.map(cross);
      group.replaceChildren(...places.flatMap((place, k) => [marker(looks[labels[k]], place), crosses[k]]));
      if (pick) group.append(...places.map((place, k) => target(place, () => pick(k))));
    }
    crosses.forEach((node, k) => {
      put(node, { visibility: wrong[k] ? "visible" : "hidden" });
    });
  };
}

// A wider, invisible circle around a dot, above all dots, that can be hit.
function target([cx, cy], hit) {
  const node = shape("circle", { cx, cy, r: 8, fill: "transparent", style: "cursor: pointer" });
  node.addEventListener("click", hit);
  return node;
}
