"""Explorers: pictures that a learner moves, one or more a lesson. In a notebook: `explorers.neuron()`.

An explorer has controls, and everything that it shows is a function of their values and of nothing else. So it can be driven from
Python, `explorer.set(w1=0.4)`, asked, `explorer.state`, and shown as a still picture, `explorer.still()`, where nothing can be moved.

To write one, copy neuron.py and neuron.js:
1. `name.py` has a subclass of `Explorer` with its `title`, its `controls` (`Number`, `Choice`, `Toggle`, `Drawing`, and `Button` for what adds to
   a number: a step, an epoch; with `repeats=True` it plays), and three sentences with places for numbers, `{z:2}` for two decimals:
   `alt` says what the picture shows, `result` stands below the controls, `spoken` is what a screen reader says after a change.
2. `compute(**values)` returns all that is shown, by name: numbers, words, lists, arrays. It must be the same for the same values; what
   takes long, such as a training run up to `epochs`, is kept in a cache. `draw(state)` draws the still picture, with
   `layerwise.figures`; `data()` returns what the script needs once.
3. `name.js` ends in `export default explorer({ compute, drawings })`. It needs no imports: explorer.js stands above it, with `plot`,
   `shape`, `marker`, `through`, `put`, `fixed` and STYLE, the figures' colours. A drawing is a function `(data, fit, change)` that makes an
   `svg` once, `fit(440)` wide, and returns `{ svg, show }`; `show(state)` changes in it what depends on the state. What is clicked in
   a drawing moves a control, `change({ bird: 7 })`; it needs no more than that, for the control itself is there for the keyboard.
   Drawings that several explorers share are scripts of their own, named in `parts`: regions.js, loss_curves.js, drawn_network.js.
4. What must feel immediate is computed in the browser: `in_browser = True`, and the script has the same `compute` as Python; a test
   holds the two against each other. Where the real network must speak, leave both out, and the kernel computes.
5. Name it below, and in `ALL`: the tests then move all of its controls, and hold its sentences and its pictures against the rules.
"""

from layerwise.explorers.activation import Activation
from layerwise.explorers.controls import Button, Choice, Drawing, Number, Toggle
from layerwise.explorers.descent import Descent
from layerwise.explorers.explorer import Explorer
from layerwise.explorers.gradients import Gradients
from layerwise.explorers.handwriting import Handwriting
from layerwise.explorers.loss import Loss
from layerwise.explorers.network import Network
from layerwise.explorers.neuron import Neuron
from layerwise.explorers.penguins import Penguins
from layerwise.explorers.training import Training

neuron = Neuron
activation = Activation
network = Network
loss = Loss
gradients = Gradients
descent = Descent
training = Training
penguins = Penguins
handwriting = Handwriting

ALL = (neuron, activation, network, loss, gradients, descent, training, penguins, handwriting)

__all__ = [
    "ALL",
    "Button",
    "Choice",
    "Drawing",
    "Explorer",
    "Number",
    "Toggle",
    "activation",
    "descent",
    "gradients",
    "handwriting",
    "loss",
    "network",
    "neuron",
    "penguins",
    "training",
]
