// Decision regions over a pair of axes.
//
//   const ground = regions(axes, { columns: 49, rows: 37, classes: 2 });  // made first, because it lies below all else
//   ground(leads);                                                        // in the drawing's show(state)
//
// The grid of `columns` x `rows` points fills the axes from edge to edge, as numpy's linspace(...x, columns) and linspace(...y, rows) do.
// `leads` has one list for each class but the first: how far its score is above that of class 0 at each point, row after row from the
// bottom, each row from the left. So for two classes it is [scores of class 1 - scores of class 0], or for one output that is above 0 for
// class 1, [outputs]. All numbers must be finite. The border is drawn where two classes are level, straight from grid line to grid line.
// `looks` are the numbers of the classes' colours, where they are not 0, 1, 2.

import { put, shape, unique } from "../ground/browser/elements.js";
import { INK, tint } from "./colours.js";
import { stripes } from "./drawing.js";

// The part of a convex shape where `height` is above 0. The shape is a list of corners, each a list of numbers: its place, and whatever
// else changes evenly from corner to corner. A corner of which `isBorder` is set begins an edge along which a height was 0.
export function clipped(corners, height) {
  return corners.flatMap((here, k) => {
    const next = corners[(k + 1) % corners.length];
    const [now, then] = [height(here), height(next)];
    const inside = now > 0 ? [here] : [];
    if (now > 0 === then > 0) return inside;
    const share = now / (now - then);
    const crossing = here.map((start, axis) => start + share * (next[axis] - start));
    crossing.isBorder = now > 0 || here.isBorder;
    return [...inside, crossing];
  });
}

// The edges of a clipped shape that are borders, each as [corner, corner].
export const bordersOf = (corners) => corners.flatMap((here, k) => (here.isBorder ? [[here, corners[(k + 1) % corners.length]]] : []));

// The ground of a look: its tint, and from look 1 on stripes, because colour alone is no cue.
function groundOf(k) {
  const lines = k ? { stroke: tint(k, 0.45), width: 1.4 } : {};
  return stripes({ id: unique("ground"), between: 9, turn: [0, 45, -45][k], ground: tint(k), ...lines });
}

// The areas of the classes, to be given the paths of all classes but the first, and of their borders.
export function grounds({ svg, inside, left, right, top, bottom }, looks) {
  const fills = looks.map(groundOf);
  const areas = fills.map(([, fill], k) => shape("path", { fill, stroke: tint(looks[k]), "stroke-width": 0.6 }));
  const border = shape("path", { fill: "none", stroke: INK, "stroke-width": 2, "stroke-linecap": "round" });
  svg.prepend(shape("defs", {}, ...fills.map(([pattern]) => pattern)));
  inside.append(...areas, border);
  put(areas[0], { d: `M${left} ${top} H${right} V${bottom} H${left} Z` });
  return (paths, borders) => {
    paths.forEach((d, k) => {
      put(areas[k + 1], { d });
    });
    put(border, { d: borders });
  };
}

export function regions(axes, { columns, rows, classes, looks = [0, 1, 2].slice(0, classes) }) {
  const { left, right, top, bottom } = axes;
  const width = (right - left) / (columns - 1);
  const height = (bottom - top) / (rows - 1);
  const toPlace = ([i, j]) => `${(left + i * width).toFixed(1)} ${(bottom - j * height).toFixed(1)}`;
  const show = grounds(axes, looks);

  return (leads) => {
    let edges = "";
    const areas = leads.map((lead, mine) => {
      const others = leads.filter((_, other) => other !== mine);
      const isWhole = (p) => lead[p] > 0 && others.every((other) => lead[p] > other[p]);
      let area = "";
      for (let j = 0; j < rows - 1; j++) {
        let start = null; // where a run of whole cells begins: they are drawn as one
        const close = (i) => {
          if (start !== null) area += `M${toPlace([start, j])}L${toPlace([i, j])}L${toPlace([i, j + 1])}L${toPlace([start, j + 1])}Z`;
          start = null;
        };
        for (let i = 0; i < columns - 1; i++) {
          const ends = [
            [i, j],
            [i + 1, j],
            [i + 1, j + 1],
            [i, j + 1],
          ];
          if (ends.every(([a, b]) => isWhole(b * columns + a))) {
            start ??= i;
            continue;
          }
          close(i);
          // Against one class after the other: each border is straight by itself, and they meet in a point.
          let corners = ends.map(([a, b]) => [a, b, lead[b * columns + a], ...others.map((other) => other[b * columns + a])]);
          corners = clipped(corners, ([, , ahead]) => ahead);
          for (const k of others.keys()) corners = clipped(corners, (corner) => corner[2] - corner[3 + k]);
          if (corners.length) area += `M${corners.map(toPlace).join("L")}Z`;
          edges += bordersOf(corners)
            .map((edge) => `M${edge.map(toPlace).join("L")}`)
            .join("");
        }
        close(columns - 1);
      }
      return area;
    });
    show(areas, edges);
  };
}
