// Decision regions over a pair of axes.
//
//   const ground = regions(axes, { columns: 49, rows: 37, classes: 2 });  // made first, because it lies below all else
//   ground(leads);                                                        // in the drawing's show(state)
//
// The grid of `columns` x `rows` points fills the axes from edge to edge, as numpy's linspace(...x, columns) and linspace(...y, rows) do.
// `leads` has one list for each class but the first: how far its score is above that of class 0 at each point, row after row from the
// bottom, each row from the left. So for two classes it is [scores of class 1 - scores of class 0], or for one output that is above 0 for
// class 1, [outputs]. All numbers must be finite. The border is drawn where two classes are level, straight from grid line to grid line.

import { put, shape, unique } from "../ground/browser/elements.js";
import { INK, tint } from "./colours.js";
import { stripes } from "./drawing.js";

// The points of such a grid, for a script that computes leads itself.
export const gridPoints = ([left, right], [bottom, top], columns, rows) =>
  Array.from({ length: columns * rows }, (_, p) => [
    left + ((right - left) * (p % columns)) / (columns - 1),
    bottom + ((top - bottom) * Math.floor(p / columns)) / (rows - 1),
  ]);

// The part of a convex shape where `heights`, known at its corners, are above 0, and the points where its outline crosses 0.
export function cut(corners, heights) {
  const inner = [];
  const crossings = [];
  corners.forEach((here, k) => {
    const next = (k + 1) % corners.length;
    if (heights[k] > 0) inner.push(here);
    if (heights[k] > 0 === heights[next] > 0) return;
    const share = heights[k] / (heights[k] - heights[next]);
    const crossing = here.map((start, axis) => start + share * (corners[next][axis] - start));
    inner.push(crossing);
    crossings.push(crossing);
  });
  return { inner, crossings };
}

// The ground of class k: its tint, and from class 1 on stripes, because colour alone is no cue.
function groundOf(k) {
  const lines = k ? { stroke: tint(k, 0.45), width: 1.4 } : {};
  return stripes({ id: unique("ground"), between: 9, turn: [0, 45, -45][k], ground: tint(k), ...lines });
}

export function regions({ svg, inside, left, right, top, bottom }, { columns, rows, classes }) {
  const width = (right - left) / (columns - 1);
  const height = (bottom - top) / (rows - 1);
  const toPlace = ([i, j]) => `${(left + i * width).toFixed(1)} ${(bottom - j * height).toFixed(1)}`;
  const grounds = Array.from({ length: classes }, (_, k) => groundOf(k));
  const areas = grounds.map(([, fill], k) => shape("path", { fill, stroke: tint(k), "stroke-width": 0.6 }));
  const border = shape("path", { fill: "none", stroke: INK, "stroke-width": 2, "stroke-linecap": "round" });
  svg.prepend(shape("defs", {}, ...grounds.map(([pattern]) => pattern)));
  inside.append(...areas, border);
  put(areas[0], { d: `M${left} ${top} H${right} V${bottom} H${left} Z` });

  return (leads) => {
    let edges = "";
    for (let k = 1; k < classes; k++) {
      const others = leads.filter((_, other) => other !== k - 1);
      const margins = leads[k - 1].map((lead, p) => lead - Math.max(0, ...others.map((other) => other[p])));
      let area = "";
      for (let j = 0; j < rows - 1; j++) {
        let start = null; // where a run of whole cells begins: they are drawn as one
        for (let i = 0; i < columns; i++) {
          const corners = [
            [i, j],
            [i + 1, j],
            [i + 1, j + 1],
            [i, j + 1],
          ];
          const heights = i < columns - 1 ? corners.map(([a, b]) => margins[b * columns + a]) : [0];
          if (heights.every((margin) => margin > 0)) {
            start ??= i;
            continue;
          }
          if (start !== null) area += `M${toPlace([start, j])}L${toPlace([i, j])}L${toPlace([i, j + 1])}L${toPlace([start, j + 1])}Z`;
          start = null;
          if (!heights.some((margin) => margin > 0)) continue;
          const { inner, crossings } = cut(corners, heights);
          area += `M${inner.map(toPlace).join("L")}Z`;
          for (let n = 0; n + 1 < crossings.length; n += 2) edges += `M${toPlace(crossings[n])}L${toPlace(crossings[n + 1])}`;
        }
      }
      put(areas[k], { d: area });
    }
    put(border, { d: edges });
  };
}
