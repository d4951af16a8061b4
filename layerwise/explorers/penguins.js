// Lesson 07. The kernel trains and judges; here it is drawn, and a bird is picked by a click.

import { put, shape } from "../ground/browser/elements.js";
import { within } from "./arithmetic.js";
import { pairOfAxes } from "./axes.js";
import { colour, INK, ink, QUIET, tint } from "./colours.js";
import { dots } from "./dots.js";
import { sheet, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { putClear } from "./lettering.js";
import { lossCurves } from "./loss_curves.js";
import { regions } from "./regions.js";
import { fixed } from "./wording.js";

const SPECIES = ["Adelie", "Chinstrap", "Gentoo"];
const A_BIRD = ["an Adelie", "a Chinstrap", "a Gentoo"];
const LOOKS = [0, 2, 1]; // a Gentoo looks as it does where there are only "Gentoo" and "other", as in figures/style.py
const MARKERS = "●▲■";
const TICKS = {
  "bill length (mm)": [30, 40, 50, 60],
  "bill depth (mm)": [14, 16, 18, 20, 22],
  "flipper length (mm)": [180, 200, 220],
  "body mass (kg)": [3, 4, 5, 6],
};
const FULL = 6; // the pull at which a bar is as long as it gets
const inked = (k) => `fill: ${ink(LOOKS[k])}`;

// One drawing for each pair of measurements; the one that is chosen is seen.
function birds(data, fit, change) {
  const width = fit(360);
  const pairs = Object.entries(data.axes).map(([name, [[xLabel, yLabel], x, y]], at) => {
    const axes = pairOfAxes({ width, height: 298, x, y, xTicks: TICKS[xLabel], yTicks: TICKS[yLabel], xLabel, yLabel });
    const ground = regions(axes, { columns: 41, rows: 31, classes: 3, looks: LOOKS });
    const points = dots(axes, { pick: (row) => change({ bird: row + 1 }), looks: LOOKS });
    const ring = shape("circle", { r: 10, fill: "none", stroke: INK, "stroke-width": 2.4, "pointer-events": "none" });
    axes.svg.append(ring);
    const texts = SPECIES.map((species, k) => `${MARKERS[k]} ${species}`);
    const named = texts.map((text, k) => words(axes.svg, { class: "plated strong", "text-anchor": "middle", style: inked(k) }, text));
    const corner = (k) => [axes.left + 60, at === 0 ? axes.bottom - 50 + 20 * k : axes.top + 14 + 20 * k];
    put(axes.svg, { y: 22 });
    return {
      name,
      svg: axes.svg,
      show({ leads, X, labels, wrong, bird }) {
        ground(leads);
        points(X, labels, wrong);
        const [cx, cy] = axes.toPlace(X[bird - 1]);
        put(ring, { cx, cy });
        putClear(
          axes,
          named.map((node, k) => [node, corner(k), [texts[k]]]),
          X.map(axes.toPlace),
        );
      },
    };
  });
  const note = shape("text", { x: 52, y: 20 }, "ground: what ○ would be there");
  const svg = sheet(width, 320, note);

  function show(state) {
    const chosen = pairs.find(({ name }) => name === state.axes);
    chosen.show(state);
    if (chosen.svg.parentNode !== svg) svg.replaceChildren(note, chosen.svg);
  }
  return { svg, show };
}

// The probabilities of the ringed bird, and how each of its measurements pulls.
function reasons(_, fit) {
  const width = fit(360);
  const svg = sheet(width, 320);
  const bar = () => svg.appendChild(shape("rect", { height: 16, stroke: INK, "stroke-width": 0.8 }));
  const head = [20, 41].map((y) => words(svg, { class: "strong", x: 8, y }));
  words(svg, { x: 8, y: 68 }, "probability of each species");
  const longest = width - 170;
  const chances = SPECIES.map((species, k) => {
    const y = 93 + 25 * k;
    words(svg, { x: 8, y, style: inked(k) }, `${MARKERS[k]} ${species}`);
    const box = bar();
    put(box, { x: 118, y: y - 13, fill: colour(LOOKS[k]) });
    return { box, number: words(svg, { y }) };
  });
  const [right, left] = [176, 197].map((y) => words(svg, { x: 8, y }));
  const half = (width - 220) / 2;
  const middle = 182 + half;
  svg.append(shape("line", { x1: middle, x2: middle, y1: 205, y2: 318, stroke: QUIET }));
  const bars = [0, 1, 2, 3].map((k) => {
    const y = 224 + 27 * k;
    return { name: words(svg, { x: 8, y }), box: bar(), number: words(svg, { x: width - 4, y, "text-anchor": "end" }), top: y - 13 };
  });

  function show({ bird, label, judged, rival, probabilities, measurements, pulls }) {
    head[0].textContent = `Bird ${bird} is ${A_BIRD[label]},`;
    head[1].textContent = label === judged ? `judged ${A_BIRD[judged]}: right` : `judged ${A_BIRD[judged]}: wrong ×`;
    chances.forEach(({ box, number }, k) => {
      put(box, { width: longest * probabilities[k] });
      put(number, { x: 124 + longest * probabilities[k], class: k === label ? "strong" : "" });
      number.textContent = fixed(probabilities[k], 2);
    });
    right.textContent = `→ speaks for ${SPECIES[judged]}`;
    right.style.cssText = inked(judged);
    left.textContent = `← speaks for ${SPECIES[rival]}`;
    left.style.cssText = inked(rival);
    bars.forEach(({ name, box, number, top }, k) => {
      const length = within(Math.abs(pulls[k]) / FULL, 0, 1) * half;
      const ahead = pulls[k] > 0;
      put(box, { x: ahead ? middle : middle - length, y: top, width: length, fill: colour(LOOKS[ahead ? judged : rival]) });
      name.textContent = measurements[k];
      number.textContent = fixed(Math.abs(pulls[k]), 1);
    });
  }
  return { svg, show };
}

// What was taken for what. A click on a cell goes to the next of its birds.
function matrix(_, fit, change) {
  const width = fit(360);
  const svg = sheet(width, 154);
  const [left, cell] = [92, (width - 96) / 3];
  words(svg, { x: left + 1.5 * cell, y: 16, "text-anchor": "middle", class: "strong" }, "judged as");
  words(svg, { x: left - 8, y: 38, "text-anchor": "end", class: "strong" }, "species");
  const ring = shape("circle", { r: 8, fill: "none", stroke: INK, "stroke-width": 2.2, "pointer-events": "none" });
  let last = null;
  const next = (row, column) => {
    const mine = last.labels.flatMap((label, k) => (label === row && last.predicted[k] === column ? [k + 1] : []));
    if (mine.length) change({ bird: mine.find((bird) => bird > last.bird) ?? mine[0] });
  };
  const cells = SPECIES.map((species, row) => {
    words(svg, { x: left + (row + 0.5) * cell, y: 38, "text-anchor": "middle", style: inked(row) }, species);
    words(svg, { x: left - 8, y: 67 + 36 * row, "text-anchor": "end", style: inked(row) }, species);
    return SPECIES.map((_species, column) => {
      const size = { x: left + column * cell + 2, y: 46 + 36 * row, width: cell - 4, height: 32 };
      const frame = row === column ? { stroke: INK, "stroke-width": 2 } : { stroke: "#c9c9c9" };
      const box = shape("rect", { ...size, ...frame, style: "cursor: pointer" });
      const count = shape("text", { x: left + (column + 0.5) * cell, y: 67 + 36 * row, "text-anchor": "middle", "pointer-events": "none" });
      box.addEventListener("click", () => next(row, column));
      svg.append(box, count);
      return { box, count };
    });
  });
  svg.append(ring);

  function show(state) {
    last = state;
    const largest = Math.max(...state.matrix.flat());
    state.matrix.forEach((row, label) => {
      row.forEach((number, judged) => {
        const { box, count } = cells[label][judged];
        const strength = number ? 0.12 + (0.4 * number) / largest : 0;
        put(box, { fill: tint(label === judged ? 0 : 1, strength) });
        put(count, { class: number ? "strong" : "" });
        count.textContent = number;
      });
    });
    put(ring, { cx: left + (state.judged + 0.5) * cell + 22, cy: 62 + 36 * state.label });
  }
  return { svg, show };
}

function losses(_, fit) {
  const size = { width: fit(360), height: 154, x: [0, 50], y: [0, 2] };
  const curves = lossCurves({ ...size, xTicks: [0, 10, 20, 30, 40], yTicks: [0, 1, 2], xLabel: "epochs" });
  return {
    svg: curves.svg,
    show({ training, validation, learning_rate }) {
      curves.show({ training, validation, every: 1, batches: [], settings: `rate ${learning_rate}` });
    },
  };
}

export default explorer({ drawings: [birds, reasons, matrix, losses] });
