// The drawing of the course's network: `drawnNetwork(width, { lines, pick })` is a drawing. `show` takes from the state `W`, the weights of both
// layers, `marks`, what is written where and lit up, as `figures.Marks` says, `sides`, the words to the right of the outputs, and
// `caption`, of which there is room for `lines`. With `pick`, a click on a connection calls pick(layer, i, j).

import { put, shape } from "../ground/browser/elements.js";
import { colour, FILLED, INK, ink, LIT, PAPER } from "./colours.js";
import { sheet, through, words } from "./drawing.js";
import { widthOf } from "./lettering.js";
import { OUTPUTS } from "./small_network.js";

// The layer, row and column of each weight.
const both = [0, 1];
const WEIGHTS = both.flatMap((layer) => both.flatMap((i) => both.map((j) => [layer, i, j])));

// `text` in lines that are at most `room` wide.
function wrapped(text, room, weight) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, weight) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export function drawnNetwork(width, { lines, pick }) {
  const wide = width >= 360;
  const radius = wide ? 25 : 22;
  const edge = wide ? 46 : 39; // room for the inputs' names
  const gap = (width - edge - (wide ? 88 : 76)) / 2;
  const column = [0, 1, 2].map((k) => edge + k * gap);
  const row = [104, 254];
  const captionTop = 356;
  const height = captionTop + 21 * (wide ? lines : lines + 2) - 6;
  const svg = sheet(width, height);
  const centred = { "text-anchor": "middle" };

  ["inputs", "hidden", "outputs"].forEach((head, k) => {
    words(svg, { ...centred, x: column[k], y: 16, class: "strong" }, head);
  });

  // A connection: its glow, its line, and above all lines its words.
  const glows = svg.appendChild(shape("g"));
  const strokes = svg.appendChild(shape("g"));
  const plates = shape("g");
  const connections = WEIGHTS.map(([layer, i, j]) => {
    const [start, stop] = [
      [column[layer], row[i]],
      [column[layer + 1], row[j]],
    ];
    const d = through([start, stop]);
    const share = i === j ? 0.5 : 0.34;
    const place = both.map((axis) => start[axis] + share * (stop[axis] - start[axis]));
    const glow = glows.appendChild(shape("path", { d, stroke: LIT }));
    const stroke = strokes.appendChild(shape("path", { d }));
    const plate = plates.appendChild(shape("g"));
    const frame = plate.appendChild(shape("rect", { rx: 4, fill: PAPER }));
    const texts = both.map(() => words(plate, { x: place[0], ...centred }));
    if (pick) {
      plate.append(shape("path", { d, stroke: "transparent", "stroke-width": 16 })); // a line is too thin to be hit
      put(plate, { style: "cursor: pointer" });
      plate.addEventListener("click", () => pick(layer, i, j));
    }
    return { glow, stroke, frame, texts, place };
  });
  svg.append(plates);

  // A neuron: inputs are boxes, all others circles. Its notes stand on the outer side.
  const names = [["bill depth", "body mass"], ["", ""], OUTPUTS];
  const neurons = column.map((x, k) =>
    row.map((y, j) => {
      const [side, start] = j ? [1, y + radius + 18] : [-1, y - radius - 9];
      const outline = (grown) => {
        const r = radius + grown;
        return k ? shape("circle", { cx: x, cy: y, r }) : shape("rect", { x: x - r, y: y - r + 3, width: 2 * r, height: 2 * r - 6, rx: 5 });
      };
      const ring = svg.appendChild(outline(6));
      const body = svg.appendChild(outline(0));
      put(ring, { fill: LIT });
      put(body, { stroke: INK, "stroke-width": 1.6 });
      const inside = words(svg, { ...centred, x, y: y + 5 });
      const notes = both.map((line) => words(svg, { ...centred, x, y: start + side * 18 * line, class: "plated" }));
      if (names[k][j]) notes.shift().textContent = names[k][j];
      return { ring, body, inside, notes };
    }),
  );
  for (const { body } of neurons[2]) put(body, { "stroke-width": 2 });
  const beside = row.map((y) => words(svg, { x: column[2] + radius + 10, y: y + 5, class: "strong" }));

  svg.append(shape("path", { d: `M0 ${captionTop - 26} H${width}`, stroke: "#e6e6e6" }));
  const below = svg.appendChild(shape("g"));

  function showConnection({ glow, stroke, frame, texts, place }, weight, largest, { written, glows: strength, chosen }) {
    const shade = weight < 0 ? 1 : 0;
    const size = 1 + (5 * Math.abs(weight)) / Math.max(largest, 2);
    put(stroke, { stroke: colour(shade), "stroke-width": size, "stroke-dasharray": weight < 0 ? "8 5" : "none" });
    put(glow, { "stroke-width": strength && 9 + 13 * strength });
    const top = place[1] - 9 * written.length;
    texts.forEach((text, line) => {
      text.textContent = written[line] ?? "";
      put(text, { y: top + 14 + 18 * line, class: line ? "strong" : "" });
    });
    texts[0].style.fill = ink(shade);
    const half = Math.max(...written.map((part, line) => widthOf(part, line ? "bold" : "normal"))) / 2 + 3;
    put(frame, { x: place[0] - half, y: top, width: 2 * half, height: 18 * written.length });
    put(frame, { stroke: chosen ? INK : "none", "stroke-width": 1.8 });
  }

  function showNeuron({ ring, body, inside, notes }, { written, noted, lit, silent, isInput }) {
    put(ring, { visibility: lit ? "visible" : "hidden" });
    put(body, { fill: isInput || silent ? FILLED : PAPER, "stroke-dasharray": silent ? "5 4" : "none" });
    inside.textContent = written;
    notes.forEach((note, line) => {
      note.textContent = noted[line] ?? "";
    });
  }

  function show({ W, marks, sides, caption }) {
    const largest = W.map((layer) => Math.max(...layer.flat().map(Math.abs)) || 1);
    WEIGHTS.forEach(([layer, i, j], k) => {
      const chosen = String(marks.chosen ?? "") === String([layer, i, j]);
      const mark = { written: marks.on[layer][i][j], glows: marks.glow[layer][i][j], chosen };
      showConnection(connections[k], W[layer][i][j], largest[layer], mark);
    });
    for (const layer of [0, 1, 2]) {
      for (const j of both) {
        const mark = { written: marks.inside[layer][j], noted: marks.notes[layer][j], lit: marks.lit[layer][j] };
        showNeuron(neurons[layer][j], { ...mark, silent: layer === 1 && marks.silent[j], isInput: layer === 0 });
      }
    }
    beside.forEach((node, j) => {
      node.textContent = sides[j];
    });
    const told = caption.flatMap((line, k) => {
      const [kind, weight] = k ? ["", "normal"] : ["strong", "bold"];
      return wrapped(line, width, weight).map((part) => [kind, part]);
    });
    below.replaceChildren(...told.map(([kind, part], k) => shape("text", { x: 0, y: captionTop - 4 + 21 * k, class: kind }, part)));
  }
  return { svg, show };
}
