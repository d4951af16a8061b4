// Lesson 01. The same arithmetic as in neuron.py.

const TINY = 1e-9;
const added = (value, decimals) => `${value < 0 ? " − " : " + "}${fixed(Math.abs(value), decimals)}`;
const scored = ({ w1, w2, b }, [depth, mass]) => depth * w1 + mass * w2 + b;

function compute({ w1, w2, b }, { X, is_gentoo, ours }) {
  const scores = X.map((bird) => scored({ w1, w2, b }, bird));
  const fires = scores.map((score) => score > TINY);
  const count = (test) => fires.filter((fire, k) => test(fire, is_gentoo[k])).length;
  const [depth, mass] = X[ours];
  return {
    z: scores[ours],
    terms: `${fixed(w1, 1)} · ${fixed(depth, 2)}${added(w2, 1)} · ${fixed(mass, 2)}${added(b, 1)}`,
    sum: `${fixed(w1 * depth, 2)}${added(w2 * mass, 2)}${added(b, 2)}`,
    sign: fires[ours] ? ">" : "≤",
    guess: fires[ours] ? "Gentoo" : "another bird",
    verdict: fires[ours] ? "right" : "wrong",
    right: count((fire, gentoo) => fire === gentoo),
    missed: count((fire, gentoo) => gentoo && !fire),
    mistaken: count((fire, gentoo) => !gentoo && fire),
  };
}

function birds({ X, is_gentoo, ours }, fit) {
  const [low, high] = [[1.2, 2.4], [2.3, 6.7]];
  const size = { width: fit(440), height: 400, x: low, y: high };
  const ticks = { xTicks: [1.4, 1.6, 1.8, 2, 2.2], yTicks: [3, 4, 5, 6] };
  const axes = plot({ ...size, ...ticks, xLabel: "bill depth (cm)", yLabel: "body mass (kg)" });
  const { svg, inside, toX, toY } = axes;

  const hatch = unique("hatch");
  const stripe = shape("path", { d: "M0 0 V9", stroke: "#b5b5b5", "stroke-width": 1.6 });
  svg.prepend(shape("pattern", { id: hatch, width: 9, height: 9, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, stripe));
  const ground = shape("path", { fill: `url(#${hatch})` });
  const line = shape("path", { stroke: STYLE.ink, "stroke-width": 2.4 });
  inside.append(ground, line);

  const crosses = X.map(([depth, mass], k) => {
    const [x, y] = [toX(depth), toY(mass)];
    const cross = shape("path", { d: `M${x - 5} ${y - 5} l10 10 m0 -10 l-10 10`, stroke: STYLE.ink, "stroke-width": 1.6 });
    inside.append(marker(Number(is_gentoo[k]), x, y));
    return cross;
  });
  inside.append(...crosses);

  const [x, y] = [toX(X[ours][0]), toY(X[ours][1])];
  svg.append(shape("circle", { cx: x, cy: y, r: 9, fill: "none", stroke: STYLE.ink, "stroke-width": 2.2 }));
  svg.append(shape("path", { d: `M${x - 7} ${y - 7} L${x - 30} ${y - 52}`, stroke: STYLE.ink }));
  const words = (attributes, ...text) => svg.appendChild(shape("text", { class: "plated strong", ...attributes }, ...text));
  words({ x: axes.left + 6, y: y - 57 }, "our penguin");
  words({ x: toX(1.77), y: toY(6.1), style: `fill: ${STYLE.inks[1]}` }, "■ Gentoo");
  words({ x: axes.right - 6, y: toY(2.95), "text-anchor": "end", style: `fill: ${STYLE.inks[0]}` }, "● others");
  const side = words({});

  function show(state) {
    const corners = [[0, 0], [0, 1], [1, 1], [1, 0]].map(([i, j]) => [low[i], high[j]]);
    const score = (place) => scored(state, place);
    ground.setAttribute("d", through(positive(corners, score).map(([a, b]) => [toX(a), toY(b)])));
    const { w1, w2, b } = state;
    const length = Math.hypot(w1, w2);
    // From the point of the line nearest to the origin, far enough in both directions to leave the picture.
    const ends = [-100, 100].map((far) => [(-b * w1) / length ** 2 - (far * w2) / length, (-b * w2) / length ** 2 + (far * w1) / length]);
    line.setAttribute("d", length > 0 ? through(ends.map(([a, c]) => [toX(a), toY(c)])) : "");
    X.forEach((bird, k) => crosses[k].setAttribute("visibility", score(bird) > TINY === is_gentoo[k] ? "hidden" : "visible"));
    const best = corners.reduce((one, other) => (score(other) > score(one) ? other : one));
    const onTheRight = best[0] === low[1];
    side.textContent = score(best) > TINY ? "hatched: z > 0" : "nowhere here is z > 0";
    put(side, {
      x: onTheRight ? axes.right - 6 : axes.left + 6,
      y: best[1] === high[1] ? axes.top + 16 : axes.bottom - 8,
      "text-anchor": onTheRight ? "end" : "start",
    });
  }
  return { svg, show };
}

// The part of a convex shape in which `score` is above 0.
function positive(corners, score) {
  return corners.flatMap((here, k) => {
    const next = corners[(k + 1) % corners.length];
    const [one, other] = [score(here), score(next)];
    const kept = one > 0 ? [here] : [];
    if (one > 0 === other > 0) return kept;
    const share = one / (one - other);
    return [...kept, here.map((start, axis) => start + share * (next[axis] - start))];
  });
}

export default explorer({ compute, drawings: [birds] });
