// Words in a drawing, clear of all that is drawn, as figures/lettering.py has it for the still pictures.

const HIGH = 18; // a line of words, in the pixels of a drawing
const HALF_A_DOT = 6; // how near a dot may come
const STEP = 8;
const AIR = 8; // between words that stand beside each other
const CROWDED = 1000; // a dot below the words is as bad as so many pixels of distance
const OUTSIDE = 1e6;

let pen = null; // made where it is needed first, because this module is also loaded where there is no page

// How wide `text` is.
export function widthOf(text, weight = "normal") {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${weight} 14px "DejaVu Sans", Verdana, sans-serif`;
  return pen.measureText(text).width;
}

// Dots close together along the line through places, so that no words can stand between two of them unnoticed.
export function lineOfDots(places) {
  return places.slice(1).flatMap((stop, k) => {
    const start = places[k];
    const pieces = Math.min(400, Math.max(1, Math.ceil(Math.hypot(stop[0] - start[0], stop[1] - start[1]) / 5)));
    return Array.from({ length: pieces + 1 }, (_, n) => [0, 1].map((axis) => start[axis] + (n / pieces) * (stop[axis] - start[axis])));
  });
}

// How many of the dots a box around `middle` covers.
export const covered = ([x, y], [width, height], dots) =>
  dots.filter(([a, b]) => Math.abs(a - x) < width / 2 + HALF_A_DOT && Math.abs(b - y) < height / 2 + HALF_A_DOT).length;

// The places inside `area` for the middle of a box of that size, as { place, cost }: dear where dots would be covered.
function placesIn({ left, right, top, bottom }, [width, height], dots) {
  const [x0, x1] = [left + width / 2 + 4, right - width / 2 - 4];
  const [y0, y1] = [top + height / 2 + 2, bottom - height / 2 - 2];
  const columns = Math.max(1, Math.ceil((x1 - x0) / STEP));
  const rows = Math.max(1, Math.ceil((y1 - y0) / STEP));
  return Array.from({ length: (columns + 1) * (rows + 1) }, (_, k) => {
    const place = [x0 + ((x1 - x0) * (k % (columns + 1))) / columns, y0 + ((y1 - y0) * Math.floor(k / (columns + 1))) / rows];
    return { place, cost: CROWDED * covered(place, [width, height], dots) + (x1 < x0 ? OUTSIDE : 0) };
  });
}

// Put texts over a pair of axes, each near the place where it would like to be, and clear of `dots` and of one another. `texts` are
// [node, [x, y], lines]: an svg text or a group of such, the middle of what it would like to cover, and its lines of words.
// Words stay where they are as long as that is clear, so that they do not jump about while something moves.
export function putClear(axes, texts, dots) {
  const crowd = [...dots];
  for (const [node, wanted, lines] of texts) {
    const size = [Math.max(...lines.map((line) => widthOf(line, "bold"))), HIGH * lines.length];
    const last = node.lastPlace;
    let place = last && String(node.lastWanted) === String(wanted) && covered(last, size, crowd) === 0 ? last : null;
    if (!place) {
      const away = (one) => Math.hypot(one[0] - wanted[0], one[1] - wanted[1]);
      const rated = placesIn(axes, size, crowd).map((found) => ({ ...found, cost: found.cost + away(found.place) }));
      place = rated.reduce((best, found) => (found.cost < best.cost ? found : best)).place;
    }
    [node.lastPlace, node.lastWanted] = [place, wanted];
    node.setAttribute("transform", `translate(${place[0].toFixed(1)} ${(place[1] + 5 - (HIGH * (lines.length - 1)) / 2).toFixed(1)})`);
    for (const line of [-size[1] / 2, 0, size[1] / 2]) {
      const half = size[0] / 2 + AIR;
      const ends = [-half, half].map((away) => [place[0] + away, place[1] + line]);
      crowd.push(...lineOfDots(ends));
    }
  }
}
