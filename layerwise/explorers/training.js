// Lesson 06. The kernel trains; here it is drawn.

import { shape } from "../ground/browser/elements.js";
import { pairOfAxes } from "./axes.js";
import { colour, FILLED, INK, ink, PAPER } from "./colours.js";
import { dots } from "./dots.js";
import { sheet, stacked, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { putClear } from "./lettering.js";
import { lossCurves } from "./loss_curves.js";
import { regions } from "./regions.js";

const NAMES = ["upper moon", "lower moon"];

function moons(_, fit) {
  const size = { width: fit(360), height: 352, x: [-2.4, 2.4], y: [-1.7, 1.7] };
  const axes = pairOfAxes({ ...size, xTicks: [-2, -1, 0, 1, 2], yTicks: [-1, 0, 1], xLabel: "first feature", yLabel: "second feature" });
  const ground = regions(axes, { columns: 41, rows: 31, classes: 2 });
  const points = dots(axes);
  const texts = NAMES.map((name, k) => `${"●■"[k]} ${name}`);
  const named = texts.map((text, k) => {
    const attributes = { class: "plated strong", "text-anchor": "middle", style: `fill: ${ink(k)}` };
    return words(axes.svg, attributes, text);
  });
  const corners = [
    [axes.left + 60, axes.top + 14],
    [axes.right - 60, axes.bottom - 14],
  ];

  function show({ leads, X, labels, wrong }) {
    ground(leads);
    points(X, labels, wrong);
    putClear(
      axes,
      named.map((node, k) => [node, corners[k], [texts[k]]]),
      X.map(axes.toPlace),
    );
  }
  return { svg: axes.svg, show };
}

function losses(fit) {
  const size = { width: fit(360), height: 208, x: [0, 1000], y: [0, 1.2] };
  const curves = lossCurves({ ...size, xTicks: [0, 250, 500, 750], yTicks: [0, 0.5, 1], xLabel: "batches" });
  return {
    svg: curves.svg,
    show({ training, validation, per_epoch, batch_losses, learning_rate, batch_size }) {
      const settings = `rate ${learning_rate}, batch size ${batch_size}`;
      curves.show({ training, validation, every: per_epoch, batches: batch_losses, settings });
    },
  };
}

function connections(fit) {
  const width = fit(360);
  const svg = sheet(width, 144);
  const [left, middle, right] = [0.27, 0.52, 0.77].map((share) => share * width);
  const ends = [
    [
      [left, 42],
      [left, 82],
    ],
    [
      [right, 42],
      [right, 82],
    ],
  ];
  const lines = svg.appendChild(shape("g"));
  const neurons = svg.appendChild(shape("g", { stroke: INK, "stroke-width": 1.4 }));
  ends.flat().forEach(([x, y], k) => {
    svg.append(shape("circle", { cx: x, cy: y, r: 7, fill: FILLED, stroke: INK, "stroke-width": 1.4 }));
    const outside = k < 2 ? { x: x - 13, "text-anchor": "end" } : { x: x + 13 };
    words(svg, { ...outside, y: y + 5 }, ["first", "second", "upper", "lower"][k]);
  });
  words(svg, { x: width / 2, y: 139, "text-anchor": "middle" }, "solid: positive weight, dashed: negative");

  function show({ weights, silent }) {
    const half = Math.min(56, 9 * (silent.length - 1));
    const hidden = silent.map((_, k) => [middle, 62 - half + (2 * half * k) / (silent.length - 1)]);
    const columns = [ends[0], hidden, ends[1]];
    const line = (weight, [x1, y1], [x2, y2]) => {
      const cue = weight < 0 ? { stroke: colour(1), "stroke-dasharray": "5 3" } : { stroke: colour(0) };
      return shape("line", { x1, y1, x2, y2, ...cue, "stroke-width": Math.min(6, 1.5 * Math.abs(weight)).toFixed(2) });
    };
    lines.replaceChildren(
      ...weights.flatMap((W, k) => W.flatMap((row, i) => row.map((weight, j) => line(weight, columns[k][i], columns[k + 1][j])))),
    );
    const radius = silent.length > 12 ? 2.6 : 4;
    neurons.replaceChildren(...hidden.map(([cx, cy], k) => shape("circle", { cx, cy, r: radius, fill: silent[k] ? PAPER : INK })));
  }
  return { svg, show };
}

// The losses, and the network below them.
function course(_, fit) {
  return stacked(fit(360), losses(fit), connections(fit));
}

export default explorer({ drawings: [moons, course] });
