// Lesson 07. The kernel trains and judges; here it is drawn, and a bird is picked by a click.

const SPECIES = ["Adelie", "Chinstrap", "Gentoo"];
const A_BIRD = ["an Adelie", "a Chinstrap", "a Gentoo"];
const MARKERS = "●■▲";
const TICKS = {
  "bill length (mm)": [30, 40, 50, 60],
  "bill depth (mm)": [14, 16, 18, 20, 22],
  "flipper length (mm)": [180, 200, 220],
  "body mass (kg)": [3, 4, 5, 6],
};
const FULL = 6; // the pull at which a bar is as long as it gets
const inkOf = (k) => `fill: ${STYLE.inks[k]}`;

// One drawing for each pair of measurements; the one that is chosen is seen.
function birds(data, fit, change) {
  const width = fit(360);
  const pairs = Object.entries(data.axes).map(([name, [[xLabel, yLabel], x, y]], at) => {
    const axes = plot({ width, height: 298, x, y, xTicks: TICKS[xLabel], yTicks: TICKS[yLabel], xLabel, yLabel });
    const ground = regions(axes, { columns: 41, rows: 31, classes: 3 });
    const points = dots(axes, (row) => change({ bird: row + 1 }));
    const ring = shape("circle", { r: 10, fill: "none", stroke: STYLE.ink, "stroke-width": 2.4, "pointer-events": "none" });
    axes.svg.append(ring);
    SPECIES.forEach((species, k) => {
      const place = { x: axes.left + 8, y: at === 0 ? axes.bottom - 50 + 20 * k : axes.top + 20 + 20 * k };
      axes.svg.append(shape("text", { class: "plated strong", style: inkOf(k), ...place }, `${MARKERS[k]} ${species}`));
    });
    put(axes.svg, { y: 22 });
    const show = ({ leads, X, labels, wrong, bird }) => {
      ground(leads);
      points(X, labels, wrong);
      put(ring, { cx: axes.toX(X[bird - 1][0]), cy: axes.toY(X[bird - 1][1]) });
    };
    return { name, svg: axes.svg, show };
  });
  const note = shape("text", { x: 52, y: 20 }, "ground: what ○ would be there");
  const svg = shape("svg", { width, height: 320, viewBox: `0 0 ${width} 320` }, note);

  function show(state) {
    const { svg: chosen, show: showPair } = pairs.find(({ name }) => name === state.axes);
    showPair(state);
    if (chosen.parentNode !== svg) svg.replaceChildren(note, chosen);
  }
  return { svg, show };
}

// The probabilities of the ringed bird, and how each of its measurements pulls.
function reasons(data, fit) {
  const width = fit(360);
  const svg = shape("svg", { width, height: 320, viewBox: `0 0 ${width} 320` });
  const words = (x, y, text = "", more = {}) => svg.appendChild(shape("text", { x, y, ...more }, text));
  const bar = () => svg.appendChild(shape("rect", { height: 16, stroke: STYLE.ink, "stroke-width": 0.8 }));
  const head = [20, 41].map((y) => words(8, y, "", { class: "strong" }));
  words(8, 68, "probability of each species");
  const longest = width - 170;
  const chances = SPECIES.map((species, k) => {
    const y = 93 + 25 * k;
    words(8, y, `${MARKERS[k]} ${species}`, { style: inkOf(k) });
    const box = bar();
    put(box, { x: 118, y: y - 13, fill: STYLE.palette[k] });
    return { box, number: words(0, y) };
  });
  const [right, left] = [words(8, 176), words(8, 197)];
  const half = (width - 220) / 2;
  const middle = 182 + half;
  svg.append(shape("line", { x1: middle, x2: middle, y1: 205, y2: 318, stroke: STYLE.quiet }));
  const pulls = [0, 1, 2, 3].map((k) => {
    const y = 224 + 27 * k;
    return { name: words(8, y), box: bar(), number: words(width - 4, y, "", { "text-anchor": "end" }), y: y - 13 };
  });

  function show({ bird, label, judged, rival, probabilities, measurements, pulls: strengths }) {
    head[0].textContent = `Bird ${bird} is ${A_BIRD[label]},`;
    head[1].textContent = label === judged ? `judged ${A_BIRD[judged]}: right` : `judged ${A_BIRD[judged]}: wrong ×`;
    chances.forEach(({ box, number }, k) => {
      put(box, { width: longest * probabilities[k] });
      put(number, { x: 124 + longest * probabilities[k], class: k === label ? "strong" : "" });
      number.textContent = fixed(probabilities[k], 2);
    });
    right.textContent = `→ speaks for ${SPECIES[judged]}`;
    right.style.cssText = inkOf(judged);
    left.textContent = `← speaks for ${SPECIES[rival]}`;
    left.style.cssText = inkOf(rival);
    pulls.forEach(({ name, box, number, y }, k) => {
      const length = Math.min(1, Math.abs(strengths[k]) / FULL) * half;
      const ahead = strengths[k] > 0;
      put(box, { x: ahead ? middle : middle - length, y, width: length, fill: STYLE.palette[ahead ? judged : rival] });
      name.textContent = measurements[k];
      number.textContent = fixed(Math.abs(strengths[k]), 1);
    });
  }
  return { svg, show };
}

// What was taken for what. A click on a cell goes to the next of its birds.
function matrix(data, fit, change) {
  const width = fit(360);
  const svg = shape("svg", { width, height: 154, viewBox: `0 0 ${width} 154` });
  const [left, cell] = [92, (width - 96) / 3];
  svg.append(shape("text", { x: left + 1.5 * cell, y: 16, "text-anchor": "middle", class: "strong" }, "judged as"));
  svg.append(shape("text", { x: left - 8, y: 38, "text-anchor": "end", class: "strong" }, "species"));
  const ring = shape("circle", { r: 8, fill: "none", stroke: STYLE.ink, "stroke-width": 2.2, "pointer-events": "none" });
  let last = null;
  const next = (row, column) => {
    const mine = last.labels.flatMap((label, k) => (label === row && last.predicted[k] === column ? [k + 1] : []));
    if (mine.length) change({ bird: mine.find((bird) => bird > last.bird) ?? mine[0] });
  };
  const cells = SPECIES.map((species, row) => {
    svg.append(shape("text", { x: left + (row + 0.5) * cell, y: 38, "text-anchor": "middle", style: inkOf(row) }, species));
    svg.append(shape("text", { x: left - 8, y: 67 + 36 * row, "text-anchor": "end", style: inkOf(row) }, species));
    return SPECIES.map((_, column) => {
      const place = { x: left + column * cell + 2, y: 46 + 36 * row, width: cell - 4, height: 32 };
      const frame = row === column ? { stroke: STYLE.ink, "stroke-width": 2 } : { stroke: "#c9c9c9" };
      const box = shape("rect", { ...place, ...frame, style: "cursor: pointer" });
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
    cells.forEach((row, label) => row.forEach(({ box, count }, judged) => {
      const number = state.matrix[label][judged];
      const strength = number ? 0.12 + (0.4 * number) / largest : 0;
      put(box, { fill: tint(STYLE.palette[label === judged ? 0 : 1], strength) });
      put(count, { class: number ? "strong" : "" });
      count.textContent = number;
    }));
    put(ring, { cx: left + (state.judged + 0.5) * cell + 22, cy: 62 + 36 * state.label });
  }
  return { svg, show };
}

function losses(data, fit) {
  const size = { width: fit(360), height: 154, x: [0, 50], y: [0, 2] };
  const { svg, show } = lossCurves({ ...size, xTicks: [0, 10, 20, 30, 40], yTicks: [0, 1, 2], xLabel: "epochs" });
  return {
    svg,
    show({ training, validation, learning_rate }) {
      show({ training, validation, every: 1, batches: [], settings: [`rate ${learning_rate}`] });
    },
  };
}

export default explorer({ drawings: [birds, reasons, matrix, losses] });
