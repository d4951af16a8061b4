// Lessons 00 and 11. The same arithmetic as in handwriting.py.

import { put, shape } from "../ground/browser/elements.js";
import { sum } from "./arithmetic.js";
import { colour, INK, ink, QUIET, tint } from "./colours.js";
import { sheet, words } from "./drawing.js";
import { explorer } from "./explorer.js";
import { rowsOf, steps } from "./preparation.js";
import { fixed } from "./wording.js";

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
// What is told of a sheet without ink: where nothing is drawn, and where all that is drawn was moved off it.
const [EMPTY, NOTHING] = ["An empty sheet.", "Nothing is drawn yet."];
const [BESIDE, OUTSIDE] = ["An empty sheet: the drawing lies beside it.", "No ink is on the sheet. Move the drawing back."];
const GREYEST = 0.42; // as in handwriting.py

export function compute({ strokes, centred }, { layers, divided_by }) {
  const { placed, straightened, counted } = steps(strokes, centred);
  const black = sum(counted.flat());
  const powers = exponentials(scoresOf(counted, layers, divided_by));
  const probabilities = powers.map((power) => (black ? power / sum(powers) : 0));
  const [seen, said] = strokes.length ? [BESIDE, OUTSIDE] : [EMPTY, NOTHING];
  return {
    placed: rowsOf(placed),
    straightened: rowsOf(straightened),
    counted,
    ink: black,
    probabilities,
    digit: black ? probabilities.indexOf(Math.max(...probabilities)) : -1,
    told: black ? toldOf(strokes, centred, black, probabilities) : seen,
    answer: black ? answerOf(probabilities) : said,
  };
}

const exponentials = (scores) => scores.map((score) => Math.exp(score - Math.max(...scores)));

function scoresOf(counted, layers, dividedBy) {
  let x = counted.flat().map((number) => number / dividedBy);
  for (const [kind, W, b] of layers) {
    x = kind === "dense" ? b.map((start, j) => x.reduce((total, value, i) => total + value * W[i][j], 0) + start) : x.map(positive);
  }
  return x;
}

const positive = (value) => Math.max(value, 0);

// A probability that is neither 0 nor 1, so it is never written as one of them.
function percent(p) {
  if (p < 0.005) return "<1 %";
  return p >= 0.995 ? ">99 %" : `${fixed(100 * p, 0)} %`;
}

function toldOf(strokes, centred, black, probabilities) {
  const placed = centred ? "put into the middle" : "left on its side of the sheet";
  return [
    `A drawing of ${strokes.length} ${strokes.length === 1 ? "stroke" : "strokes"}, ${placed} and stretched to 32 by 32 pixels.`,
    `With lines of usual width and without slant it has ${black} black pixels; counted in blocks of 4 by 4, they are 8 by 8 numbers`,
    "from 0 to 16. A bar shows the probability of each digit:",
    `${probabilities.map((p, digit) => `${digit}: ${percent(p)}`).join(", ")}.`,
  ].join(" ");
}

function answerOf(probabilities) {
  const [first, second] = DIGITS.toSorted((one, other) => probabilities[other] - probabilities[one]);
  return `Read as ${first}: ${percent(probabilities[first])}. Next comes ${second}: ${percent(probabilities[second])}.`;
}

// The way from the drawing to the answer: two bitmaps above, the numbers and the bars below.
function wayToAnswer(_, fit) {
  const width = fit(352);
  const gap = 28;
  const side = (width - gap) / 2;
  const [top, below] = [22, side + 66];
  const svg = sheet(width, below + side + 1);
  const right = side + gap;
  words(svg, { x: 0, y: 15 }, "stretched");
  words(svg, { x: right, y: 15 }, "straightened");
  const bitmaps = [bitmap(svg, 1, top, side - 2), bitmap(svg, right, top, side - 2)];
  words(svg, { x: 0, y: below - 8 }, "counted: 64 numbers");
  words(svg, { x: right, y: below - 8 }, "probability");
  arrow(svg, `M${side + 3} ${top + side / 2} h${gap - 9} l-6 -5 m6 5 l-6 5`);
  arrow(svg, `M${right + 30} ${top + side + 2} v8 H40 v9 l-5 -6 m5 6 l5 -6`);
  arrow(svg, `M${side + 3} ${below + side / 2} h${gap - 14} l-6 -5 m6 5 l-6 5`);
  const numbers = grid(svg, 1, below, side - 2);
  const bars = probabilityBars(svg, right, below, side);
  return {
    svg,
    show({ placed, straightened, counted, probabilities, digit }) {
      bitmaps[0](placed);
      bitmaps[1](straightened);
      numbers(counted);
      bars(probabilities, digit);
    },
  };
}

const frame = { fill: "none", stroke: QUIET };

const arrow = (svg, d) => svg.append(shape("path", { d, fill: "none", stroke: QUIET, "stroke-width": 1.6 }));

// 32 x 32 pixels, with the lines between the blocks that are counted.
function bitmap(svg, x, y, side) {
  const pixels = shape("path", { fill: INK, transform: `translate(${x} ${y}) scale(${side / 32})` });
  const lines = [1, 2, 3, 4, 5, 6, 7].map((k) => (k * side) / 8).map((at) => `M${x + at} ${y} v${side} M${x} ${y + at} h${side}`);
  svg.append(pixels, shape("path", { d: lines.join(" "), stroke: "#b5b5b5", "stroke-width": 0.8 }));
  svg.append(shape("rect", { x, y, width: side, height: side, ...frame }));
  return (rows) => {
    const black = rows.flatMap((row, i) => row.map((one, j) => (one ? `M${j} ${i}h1v1h-1z` : "")));
    put(pixels, { d: black.join("") });
  };
}

// 8 x 8 numbers, each on a ground that is the darker the larger it is.
function grid(svg, x, y, side) {
  const cell = side / 8;
  const cells = DIGITS.slice(0, 8).flatMap((i) =>
    DIGITS.slice(0, 8).map((j) => {
      const ground = svg.appendChild(shape("rect", { x: x + j * cell, y: y + i * cell, width: cell + 0.3, height: cell + 0.3, fill: INK }));
      const middle = { x: x + (j + 0.5) * cell, y: y + (i + 0.5) * cell + 5, "text-anchor": "middle" };
      return [ground, words(svg, middle)];
    }),
  );
  svg.append(shape("rect", { x, y, width: side, height: side, ...frame }));
  return (counted) => {
    counted.flat().forEach((number, k) => {
      put(cells[k][0], { "fill-opacity": (GREYEST * number) / 16 });
      cells[k][1].textContent = number;
    });
  };
}

// A bar for each digit; that of the one that is read is darker, it has a mark behind it, and its words are bold.
function probabilityBars(svg, x, y, side) {
  const [height, left, longest] = [side / 10, x + 16, side - 16 - 72];
  const rows = DIGITS.map((digit) => {
    const middle = y + (digit + 0.5) * height;
    const name = words(svg, { x, y: middle + 5 }, String(digit));
    const bar = shape("rect", { x: left, y: middle - 6, height: 12, stroke: ink(0) });
    const number = words(svg, { x: x + side - 16, y: middle + 5, "text-anchor": "end" });
    const mark = words(svg, { x: x + side - 12, y: middle + 5 }, "◂");
    svg.append(bar);
    return { name, bar, number, mark };
  });
  return (probabilities, read) => {
    rows.forEach(({ name, bar, number, mark }, digit) => {
      const isRead = digit === read;
      put(bar, { width: Math.max(0.5, longest * probabilities[digit]), fill: isRead ? colour(0) : tint(0) });
      number.textContent = read < 0 ? "" : percent(probabilities[digit]);
      for (const text of [name, number]) text.classList.toggle("strong", isRead);
      put(mark, { visibility: isRead ? "visible" : "hidden" });
    });
  };
}

export default explorer({ compute, drawings: [wayToAnswer] });
