// The course's network: the same arithmetic as in drawn_network.py, and its drawing. Needs "drawn_network" in an explorer's `parts`.

const TINY = 1e-9;

function weightedSums(x, W, b) {
  const sums = [0, 1].map((j) => x[0] * W[0][j] + x[1] * W[1][j] + b[j]);
  return sums.map((z) => (Math.abs(z) < TINY ? 0 : z));
}

function fedForward(x, W1, b1, W2, b2) {
  const z = weightedSums(x, W1, b1);
  const h = z.map((value) => Math.max(0, value));
  const scores = weightedSums(h, W2, b2);
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return { z, h, scores, P: powers.map((power) => power / (powers[0] + powers[1])) };
}

const brief = (value) => fixed(value, Math.abs(value) < 9.995 ? 2 : 1);
const factor = (value, decimals) => fixed(value, decimals).replace(/^−.*/, "($&)");
const added = (value, decimals) => ` + ${fixed(value, decimals)}`.replace("+ −", "− ");

// How wide `text` is.
const pen = document.createElement("canvas").getContext("2d");
function widthOf(text, weight = "normal") {
  pen.font = `${weight} 14px "DejaVu Sans", Verdana, sans-serif`;
  return pen.measureText(text).width;
}

// `text` in lines that are at most `room` wide.
function wrapped(text, room, weight) {
  return text.split(" ").reduce((lines, word) => {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    return widthOf(longer, weight) <= room ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}

// The drawing of a network of 2, 2 and 2 neurons. `show` takes from the state `W`, the weights of both layers, `drawn`, what is
// written where and lit up, as `figures.Marks` says, `sides`, the words to the right of the outputs, and `caption`, of which there
// is room for `lines`.
// With `pick`, a click on a connection calls `pick(layer, i, j)`.
function drawnNetwork(width, { lines, pick }) {
  const wide = width >= 360;
  const radius = wide ? 25 : 22;
  const edge = wide ? 46 : 39; // room for the inputs' names
  const gap = (width - edge - (wide ? 88 : 76)) / 2;
  const column = [0, 1, 2].map((k) => edge + k * gap);
  const row = [104, 254];
  const captionTop = 356;
  const height = captionTop + 21 * (wide ? lines : lines + 2) - 6;
  const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const words = (attributes, ...text) => svg.appendChild(shape("text", { "text-anchor": "middle", ...attributes }, ...text));
  const both = [0, 1];

  ["inputs", "hidden", "outputs"].forEach((head, k) => words({ x: column[k], y: 16, class: "strong" }, head));

  // A connection: its glow, its line, and above all lines its words.
  const glows = svg.appendChild(shape("g"));
  const strokes = svg.appendChild(shape("g"));
  const plates = shape("g");
  const connections = [0, 1].map((layer) => both.map((i) => both.map((j) => {
    const [start, stop] = [[column[layer], row[i]], [column[layer + 1], row[j]]];
    const d = through([start, stop]);
    const share = i === j ? 0.5 : 0.34;
    const place = [0, 1].map((axis) => start[axis] + share * (stop[axis] - start[axis]));
    const glow = glows.appendChild(shape("path", { d, stroke: STYLE.lit }));
    const line = strokes.appendChild(shape("path", { d }));
    const plate = plates.appendChild(shape("g"));
    const frame = plate.appendChild(shape("rect", { rx: 4, fill: STYLE.paper }));
    const texts = both.map(() => plate.appendChild(shape("text", { x: place[0], "text-anchor": "middle" })));
    if (pick) {
      plate.append(shape("path", { d, stroke: "transparent", "stroke-width": 16 })); // a line is too thin to be hit
      put(plate, { style: "cursor: pointer" });
      plate.addEventListener("click", () => pick(layer, i, j));
    }
    return { glow, line, frame, texts, place };
  })));
  svg.append(plates);

  // A neuron: inputs are boxes, all others circles. Its notes stand on the outer side.
  const names = [["bill depth", "body mass"], ["", ""], ["other", "Gentoo"]];
  const neurons = column.map((x, k) => row.map((y, j) => {
    const [side, start] = j ? [1, y + radius + 18] : [-1, y - radius - 9];
    const outline = (grown) => {
      const r = radius + grown;
      return k ? shape("circle", { cx: x, cy: y, r }) : shape("rect", { x: x - r, y: y - r + 3, width: 2 * r, height: 2 * r - 6, rx: 5 });
    };
    const ring = svg.appendChild(outline(6));
    const body = svg.appendChild(outline(0));
    put(ring, { fill: STYLE.lit });
    put(body, { stroke: STYLE.ink, "stroke-width": 1.6 });
    const inside = words({ x, y: y + 5 });
    const notes = [0, 1].map((line) => words({ x, y: start + side * 18 * line, class: "plated" }));
    if (names[k][j]) notes.shift().textContent = names[k][j];
    return { ring, body, inside, notes };
  }));
  both.forEach((j) => put(neurons[2][j].body, { "stroke-width": 2 }));
  const sides = row.map((y) => words({ x: column[2] + radius + 10, y: y + 5, "text-anchor": "start", class: "strong" }));

  svg.append(shape("path", { d: `M0 ${captionTop - 26} H${width}`, stroke: "#e6e6e6" }));
  const caption = svg.appendChild(shape("g"));

  function show({ W, drawn, sides: said, caption: told }) {
    const largest = W.map((layer) => Math.max(...layer.flat().map(Math.abs)) || 1);
    connections.forEach((layer, k) => layer.forEach((from, i) => from.forEach(({ glow, line, frame, texts, place }, j) => {
      const weight = W[k][i][j];
      const shade = weight < 0 ? 1 : 0;
      const size = 1 + (5 * Math.abs(weight)) / Math.max(largest[k], 2);
      put(line, { stroke: STYLE.palette[shade], "stroke-width": size, "stroke-dasharray": weight < 0 ? "8 5" : "none" });
      put(glow, { "stroke-width": drawn.glow[k][i][j] && 9 + 13 * drawn.glow[k][i][j] });
      const written = drawn.on[k][i][j];
      const top = place[1] - 9 * written.length;
      texts.forEach((text, row) => {
        text.textContent = written[row] ?? "";
        put(text, { y: top + 14 + 18 * row, class: row ? "strong" : "" });
      });
      texts[0].style.fill = STYLE.inks[shade];
      const half = Math.max(...written.map((text, row) => widthOf(text, row ? "bold" : "normal"))) / 2 + 3;
      const chosen = String(drawn.chosen ?? "") === String([k, i, j]);
      put(frame, { x: place[0] - half, y: top, width: 2 * half, height: 18 * written.length });
      put(frame, { stroke: chosen ? STYLE.ink : "none", "stroke-width": 1.8 });
    })));
    neurons.forEach((layer, k) => layer.forEach(({ ring, body, inside, notes }, j) => {
      const silent = k === 1 && drawn.silent[j];
      put(ring, { visibility: drawn.lit[k][j] ? "visible" : "hidden" });
      put(body, { fill: k && !silent ? STYLE.paper : "#f0f0f0", "stroke-dasharray": silent ? "5 4" : "none" });
      inside.textContent = drawn.inside[k][j];
      notes.forEach((note, line) => (note.textContent = drawn.notes[k][j][line] ?? ""));
    }));
    sides.forEach((side, j) => (side.textContent = said[j]));
    const [heading, ...rest] = told;
    const all = [...wrapped(heading, width, "bold").map((line) => ["strong", line])];
    for (const line of rest) all.push(...wrapped(line, width).map((part) => ["", part]));
    caption.replaceChildren(...all.map(([kind, line], k) => shape("text", { x: 0, y: captionTop - 4 + 21 * k, class: kind }, line)));
  }
  return { svg, show };
}
