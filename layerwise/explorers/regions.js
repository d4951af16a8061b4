// Decision regions, and data on them, over a pair of axes from `plot`. An explorer that names "regions" in its `parts` has both:
//
//   const ground = regions(axes, { columns: 49, rows: 37, classes: 2 });  // made first, because it lies below all else
//   const data = dots(axes);                                 // or dots(axes, (row) => change({ bird: row })) for dots to click on
//   ground(leads);                                           // in the drawing's show(state)
//   data(X, labels, wrong);                                  // X: rows [x, y], labels: 0, 1, ..., wrong: a row true gets a cross
//
// The grid of `columns` x `rows` places fills the axes from edge to edge, as numpy's linspace(...x, columns) and linspace(...y, rows)
// do. `leads` has one list for each class but the first: how far its score is above that of class 0 at each place, row after row
// from the bottom, each row from the left. So for two classes it is [scores of class 1 - scores of class 0], or for one output that
// is above 0 for class 1, [outputs]. All numbers must be finite. The border is drawn where two classes are level, straight from
// grid line to grid line. `gridPlaces(x, y, columns, rows)` lists the places [x, y] for a script that computes leads itself.

const gridPlaces = ([left, right], [bottom, top], columns, rows) =>
  Array.from({ length: columns * rows }, (_, p) => [
    left + ((right - left) * (p % columns)) / (columns - 1),
    bottom + ((top - bottom) * Math.floor(p / columns)) / (rows - 1),
  ]);

// `shade` mixed with white paper, as figures' style.tint.
function tint(shade, strength = 0.22) {
  const channels = [1, 3, 5].map((at) => parseInt(shade.slice(at, at + 2), 16));
  return `rgb(${channels.map((channel) => Math.round(255 - strength * (255 - channel))).join(" ")})`;
}

// The ground of class k: its tint, and from class 1 on stripes, because colour alone is no cue.
function groundOf(k) {
  const pattern = { id: unique("ground"), width: 9, height: 9, patternUnits: "userSpaceOnUse" };
  const tile = shape("rect", { width: 9, height: 9, fill: tint(STYLE.palette[k]) });
  const stripe = shape("path", { d: "M0 0 V9", stroke: tint(STYLE.palette[k], 0.45), "stroke-width": 1.4 });
  const turn = [0, 45, -45][k];
  return shape("pattern", { ...pattern, patternTransform: `rotate(${turn})` }, tile, ...(turn ? [stripe] : []));
}

function regions({ svg, inside, left, right, top, bottom }, { columns, rows, classes }) {
  const width = (right - left) / (columns - 1);
  const height = (bottom - top) / (rows - 1);
  const toPlace = ([i, j]) => `${(left + i * width).toFixed(1)} ${(bottom - j * height).toFixed(1)}`;
  const grounds = Array.from({ length: classes }, (_, k) => groundOf(k));
  const fills = grounds.map(({ id }, k) => shape("path", { fill: `url(#${id})`, stroke: tint(STYLE.palette[k]), "stroke-width": 0.6 }));
  const border = shape("path", { fill: "none", stroke: STYLE.ink, "stroke-width": 2, "stroke-linecap": "round" });
  svg.prepend(shape("defs", {}, ...grounds));
  inside.append(...fills, border);
  put(fills[0], { d: `M${left} ${top} H${right} V${bottom} H${left} Z` });

  return (leads) => {
    let edges = "";
    for (let k = 1; k < classes; k++) {
      const others = leads.filter((_, other) => other !== k - 1);
      const margin = leads[k - 1].map((lead, place) => lead - Math.max(0, ...others.map((other) => other[place])));
      let area = "";
      for (let j = 0; j < rows - 1; j++) {
        let start = null; // where a run of whole cells begins: they are drawn as one
        for (let i = 0; i < columns; i++) {
          const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
          const heights = i < columns - 1 ? corners.map(([a, b]) => margin[b * columns + a]) : [0];
          if (heights.every((height) => height > 0)) {
            start ??= i;
            continue;
          }
          if (start !== null) area += `M${[[start, j], [i, j], [i, j + 1], [start, j + 1]].map(toPlace).join("L")}Z`;
          start = null;
          if (!heights.some((height) => height > 0)) continue;
          const { inner, crossings } = cut(corners, heights);
          area += `M${inner.map(toPlace).join("L")}Z`;
          for (let n = 0; n + 1 < crossings.length; n += 2) edges += `M${toPlace(crossings[n])}L${toPlace(crossings[n + 1])}`;
        }
      }
      put(fills[k], { d: area });
    }
    put(border, { d: edges });
  };
}

// The part of a convex shape where `heights`, known at its corners, are above 0, and the places where its outline crosses 0.
function cut(corners, heights) {
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

function dots({ inside, toX, toY }, pick) {
  const group = inside.appendChild(shape("g"));
  let crosses = [];
  let last = "";
  return (X, labels, wrong) => {
    const now = JSON.stringify([X, labels]);
    if (now !== last) {
      last = now;
      const places = X.map((row) => [toX(row[0]), toY(row[1])]);
      crosses = places.map(([x, y]) => shape("path", { d: `M${x - 5} ${y - 5} l10 10 m0 -10 l-10 10`, stroke: STYLE.ink, "stroke-width": 1.6 }));
      group.replaceChildren(...places.flatMap(([x, y], k) => [marker(labels[k], x, y), crosses[k]]));
      if (pick) {
        // A wider, invisible target around each dot, above all dots.
        const targets = places.map(([x, y]) => shape("circle", { cx: x, cy: y, r: 8, fill: "transparent", style: "cursor: pointer" }));
        targets.forEach((target, k) => target.addEventListener("click", () => pick(k)));
        group.append(...targets);
      }
    }
    crosses.forEach((cross, k) => put(cross, { visibility: wrong[k] ? "visible" : "hidden" }));
  };
}
