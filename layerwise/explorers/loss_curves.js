// The losses of a training run over a pair of axes: `lossCurves(size)` takes what `plot` takes, and returns { svg, show }.
// show({ training, validation, every, batches, settings }): a point of the two curves every so many units of the x-axis, below them
// in grey the losses of the single batches, and up to two lines of words in the corner.

function lossCurves(size) {
  const { svg, inside, toX, toY, left, right, top } = plot({ ...size, yLabel: "loss" });
  const single = inside.appendChild(shape("path", { fill: "none", stroke: "#c4c4c4" }));
  const lines = [0, 1].map((k) =>
    inside.appendChild(shape("path", { fill: "none", stroke: STYLE.palette[k], "stroke-width": 2.6, "stroke-dasharray": k ? "7 4" : "none" })),
  );
  const words = (place) => [0, 1].map((k) => svg.appendChild(shape("text", { class: "plated", y: top + 15 + 20 * k, ...place })));
  const corner = words({ x: left + 8 });
  const names = words({ x: right, "text-anchor": "end" });
  names.forEach((name, k) => (name.style.fill = STYLE.inks[k]));
  const FAR = 100; // what film.py cuts losses to
  const told = (loss) => (loss === undefined ? "" : loss < FAR ? fixed(loss, 3) : `over ${FAR}`);

  function show({ training, validation, every, batches, settings }) {
    const path = (losses, step) => through(losses.map((loss, k) => [toX((k + 1) * step), toY(loss)]));
    put(single, { d: path(batches, 1) });
    [training, validation].forEach((losses, k) => {
      put(lines[k], { d: path(losses, every) });
      names[k].textContent = `${["—", "- -"][k]} ${["training", "validation"][k]} ${told(losses.at(-1))}`;
    });
    settings.forEach((setting, k) => (corner[k].textContent = setting));
  }
  return { svg, show };
}
