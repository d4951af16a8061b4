"""How long it takes from a key press to the changed picture, beside ipywidgets' `interact` with inline figures, in one browser run.

    pip install -r requirements-ci.txt        (and Chromium)
    python benchmarks/explorers.py

Each pair draws the same picture: an explorer of the course, and a plain function with pyplot under `interact`; from lesson 03 on the
function shows the explorer's own still picture. In a JupyterLab as `layerwise learn` starts it a slider is moved by 30 presses of an
arrow key, one after the other; a press is timed by the page itself, from the key event to the first frame after the new picture is in
the page (for an image: and is decoded).
Prints the medians, and the median of interact's times over ours.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser import CHROMIUM, CHROMIUM_ARGUMENTS, IN_FRONT, Learner, jupyterlab

PRESSES = 30

START = """
%matplotlib inline
import numpy as np
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, IntSlider, interact
from layerwise import explorers
from layerwise.explorers.activation import FUNCTIONS, X
from layerwise.explorers.neuron import birds
"""

NEURON = """
def picture(w1, w2, b):
    places, gentoo = birds()
    z = places @ [w1, w2] + b
    wrong = (z > 0) != gentoo
    plt.figure(figsize=(4.6, 4.2))
    plt.plot(*places[~gentoo].T, "o", *places[gentoo].T, "s", markersize=4)
    plt.plot(*places[wrong].T, "kx")
    across, up = np.meshgrid([1.2, 2.4], [2.3, 6.7])
    score = w1 * across + w2 * up + b
    if score.min() < 0 < score.max():
        plt.contourf(across, up, score, levels=[0, score.max()], colors=["none"], hatches=["//"])
        plt.contour(across, up, score, levels=[0])
    plt.xlabel("bill depth (cm)")
    plt.ylabel("body mass (kg)")
    plt.title(f"z = {z[208]:.2f}, {np.sum(~wrong)} of 342 right")
    plt.show()

interact(picture, w1=FloatSlider(-2, min=-4, max=4, step=0.1), w2=FloatSlider(1, min=-4, max=4, step=0.1),
         b=FloatSlider(-1, min=-10, max=10, step=0.1));
"""

ACTIVATION = """
def picture(z, activation):
    function, slope = FUNCTIONS[activation]
    plt.figure(figsize=(4.4, 4.2))
    plt.plot(X, function(X))
    plt.axline((z, function(z)), slope=slope(np.array(z)), linestyle="--")
    plt.plot(z, function(z), "o")
    plt.xlim(-4, 4)
    plt.ylim(-4.2, 4.2)
    plt.xlabel("score z")
    plt.title(f"a = {function(z):.3f}, slope {slope(np.array(z)):.3f}")
    plt.show()

interact(picture, z=FloatSlider(-3, min=-4, max=4, step=0.1), activation=["sigmoid"]);
"""


HANDWRITING = """
plain_handwriting = explorers.handwriting()

def picture(x):
    plain_handwriting.set(strokes=[[[4, 32], [x, 32]]])
    display(plain_handwriting.still())

interact(picture, x=IntSlider(4, min=4, max=128, step=4));
"""


def still(name: str, control: str, low: float, high: float, step: float) -> str:
    """The code that shows the still picture of an explorer under `interact`."""
    slider = "IntSlider" if isinstance(step, int) else "FloatSlider"
    return f"""
plain_{name} = explorers.{name}()

def picture(value):
    plain_{name}.set({control}=value)
    display(plain_{name}.still())

interact(picture, value={slider}({low}, min={low}, max={high}, step={step}));
"""


PAIRS = {
    "neuron": ("explorers.neuron()", "weight of the bill depth, w[0]", NEURON),
    "activation": ("explorers.activation(z=-3, activation='sigmoid')", "score, z", ACTIVATION),
    "network": ("explorers.network(depth=1.3)", "bill depth of the bird", still("network", "depth", 1.3, 2.2, 0.02)),
    "loss": ("explorers.loss(weight=-2)", "weight to “Gentoo”", still("loss", "weight", -2.0, 16.0, 0.1)),
    "gradients": ("explorers.gradients(nudge=-0.5)", "nudge of this weight", still("gradients", "nudge", -0.5, 0.5, 0.02)),
    "descent": ("explorers.descent(steps=0)", "steps", still("descent", "steps", 0, 60, 1)),
    "training": ("explorers.training()", "batches so far", still("training", "steps", 0, 1000, 1)),
    "penguins": ("explorers.penguins()", "epochs trained", still("penguins", "epochs", 0, 50, 1)),
    "handwriting": ("explorers.handwriting()", "Draw a digit, 0 to 9", HANDWRITING),
}
# What is pressed before the presses that are timed: the pen is set down at the left edge, and each of them then draws a bit of a line.
BEFORE = {"handwriting": [*["ArrowLeft"] * 15, "Space"]}

# Notes the milliseconds from the next key press to the first frame with the changed picture.
NEXT_PICTURE = """
picture => {
  window.millisecondsTaken = null;
  let pressed = null;
  window.addEventListener("keydown", event => { pressed = event.timeStamp }, {capture: true, once: true});
  const observer = new MutationObserver(async () => {
    const images = [...picture.querySelectorAll("img")];
    if (pressed === null || (picture.dataset.images && images.length === 0)) return;  // the old image is gone, the new not yet there
    observer.disconnect();
    await Promise.all(images.map(image => image.decode()));
    requestAnimationFrame(() => setTimeout(() => { window.millisecondsTaken = performance.now() - pressed }));
  });
  observer.observe(picture, {subtree: true, childList: true, attributes: true});
  if (picture.querySelector("img")) picture.dataset.images = true;
}
"""


def presses(page, picture, slider) -> list[float]:
    """The milliseconds of each press, the first one left out, in which everything is done for the first time."""
    slider.scroll_into_view_if_needed()
    slider.focus()
    times = []
    for _ in range(PRESSES + 1):
        picture.evaluate(NEXT_PICTURE)
        page.keyboard.press("ArrowRight")
        page.wait_for_function("window.millisecondsTaken !== null", timeout=20_000)
        times.append(page.evaluate("window.millisecondsTaken"))
        page.wait_for_timeout(150)
    return times[1:]


def notebook(*cells) -> str:
    code = [
        {"cell_type": "code", "id": f"cell-{k}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for k, source in enumerate(cells)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": code, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def main():
    with tempfile.TemporaryDirectory() as home, jupyterlab(Path(home)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        learner = Learner(browser, *server)
        learner.page.set_viewport_size({"width": 1280, "height": 1100})
        cells = [START, *(cell for explorer, _, plain in PAIRS.values() for cell in (explorer, plain))]
        (server[1] / "benchmark.ipynb").write_text(notebook(*cells), encoding="utf-8")
        learner.open("benchmark.ipynb")
        learner.run_all("benchmark.ipynb")
        learner.page.wait_for_timeout(3000)
        for k, (name, (_, label, _)) in enumerate(PAIRS.items()):
            root = learner.page.locator(f"{IN_FRONT} .layerwise-explorer").nth(k)
            control = root.get_by_label(label, exact=True)
            for key in BEFORE.get(name, []):
                control.press(key)
            ours = presses(learner.page, root.locator(".drawings"), control)
            cell = learner.page.locator(f"{IN_FRONT} .jp-CodeCell").nth(2 + 2 * k)
            plain = presses(learner.page, cell.locator(".jupyter-widgets.widget-output"), cell.locator(".noUi-handle").first)
            print(
                f"{name:12} explorer {statistics.median(ours):6.1f} ms   interact {statistics.median(plain):6.1f} ms   "
                f"{statistics.median(plain) / statistics.median(ours):5.1f} times faster"
            )
        browser.close()


if __name__ == "__main__":
    main()
