// A pair of axes to draw over.

import { shape, unique } from "../ground/browser/elements.js";
import { QUIET } from "./colours.js";
import { sheet, words } from "./drawing.js";

const GRID = { stroke: "#e6e6e6", "stroke-width": 1 };
const DIGIT = 9; // how wide one is
const written = (tick) => String(tick).replace("-", "−");

// Those of the ticks along the x-axis whose numbers there is room for: all, or every second, or every third; 0 among them.
function roomy(ticks, toX) {
  const wide = DIGIT * Math.max(...ticks.map((tick) => String(tick).length)) + DIGIT;
  const every = ticks.length > 1 ? Math.max(1, Math.ceil(wide / (toX(ticks[1]) - toX(ticks[0])))) : 1;
  const first = Math.max(0, ticks.indexOf(0)) % every;
  return ticks.filter((_, k) => k % every === first);
}

// Axes from x[0] to x[1] and from y[0] to y[1]. toX and toY turn numbers into places, and `toPlace` a point; what is drawn into `inside` is
// cut off at the edges, which are `left`, `right`, `top` and `bottom`; `below` is the label of the x-axis.
export function pairOfAxes({ width, height, x, y, xTicks, yTicks, xLabel, yLabel }) {
  const left = Math.max(52, 28 + 9 * Math.max(...yTicks.map((tick) => String(tick).length))); // room for the ticks' numbers and the label
  const [right, top, bottom] = [width - 14, 12, height - 50];
  const toX = (value) => left + ((value - x[0]) / (x[1] - x[0])) * (right - left);
  const toY = (value) => bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - top);
  const toPlace = ([a, b]) => [toX(a), toY(b)];
  const svg = sheet(width, height);
  for (const tick of roomy(xTicks, toX)) {
    svg.append(shape("line", { x1: toX(tick), x2: toX(tick), y1: top, y2: bottom, ...GRID }));
    words(svg, { x: toX(tick), y: bottom + 19, "text-anchor": "middle" }, written(tick));
  }
  for (const tick of yTicks) {
    svg.append(shape("line", { x1: left, x2: right, y1: toY(tick), y2: toY(tick), ...GRID }));
    words(svg, { x: left - 8, y: toY(tick) + 5, "text-anchor": "end" }, written(tick));
  }
  svg.append(shape("path", { d: `M${left} ${top} V${bottom} H${right}`, fill: "none", stroke: QUIET }));
  const below = words(svg, { x: (left + right) / 2, y: height - 8, "text-anchor": "middle" }, xLabel);
  const middle = (top + bottom) / 2;
  words(svg, { x: 15, y: middle, "text-anchor": "middle", transform: `rotate(-90 15 ${middle})` }, yLabel);
  const edges = unique("edges");
  const inside = shape("g", { "clip-path": `url(#${edges})` });
  svg.append(shape("clipPath", { id: edges }, shape("rect", { x: left, y: top, width: right - left, height: bottom - top })), inside);
  return { svg, inside, toX, toY, toPlace, left, right, top, bottom, below };
}
