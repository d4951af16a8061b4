"""Explorers: pictures that a learner moves, one or more a lesson. In a notebook: `explorers.neuron()`.

An explorer has controls, and everything that it shows is a function of their values and of nothing else. So it can be driven from
Python, `explorer.set(w1=0.4)`, asked, `explorer.state`, and shown as a still picture, `explorer.still()`, where nothing can be moved.

To write one, copy neuron.py and neuron.js:
1. `name.py` has a subclass of `Explorer` with its `title`, its `controls` (`Number`, `Choice`, `Toggle`, `Drawing`, and `Button` for what
   adds to a number: a step, an epoch; with `repeats=True` it plays), and three sentences with places for numbers, `{z:2}` for two decimals:
   `alt` says what the picture shows, `result` stands below the controls, `spoken` is what a screen reader says after a change.
2. `compute(**values)` returns all that is shown, by name: numbers, words, lists, arrays. It must be the same for the same values; what
   takes long, such as a training run up to `epochs`, is kept in a cache. `draw(state)` draws the still picture, with
   `layerwise.figures`; `data()` returns what the script needs once.
3. `name.js` is an ES module that ends in `export default explorer({ compute, drawings })`. A drawing is a function `(data, fit, change)`
   that makes an `svg` once, `fit(440)` wide, and returns `{ svg, show }`; `show(state)` changes in it what depends on the state. What is
   clicked in a drawing moves a control, `change({ bird: 7 })`; it needs no more than that, for the control itself is there for the
   keyboard. The script imports by relative address what it uses of the modules beside it, and of ../ground/browser/elements.js:

       elements.js   `shape`, `put`, `unique`: making elements        axes.js          `pairOfAxes` to draw over
       drawing.js    `words`, `through`, `stacked`, `stripes`         dots.js          `marker`, `cross`, `dots`: data over axes
       colours.js    `colour(k)`, `ink(k)`, INK: as in figures.style  regions.js       decision regions over axes
       wording.js    `fixed`, `added`: numbers, as in wording.py      loss_curves.js   the losses of a training run over axes
       arithmetic.js `sum`, `within`, TINY                            drawn_network.js the course's network
       activations.js the activation functions and their slopes

   There is no build step: Python sends along what is imported, see `layerwise.ground.browser.modules`. A module does nothing with the
   page before a drawing is made, so that Node can load it too.
4. What must feel immediate is computed in the browser: `in_browser = True`, and the script exports the same `compute` as Python has; a
   test holds the two against each other, with Node. Where the real network must speak, leave both out, and the kernel computes.
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
from layerwise.explorers.stack import Stack
from layerwise.explorers.training import Training

neuron = Neuron
activation = Activation
stack = Stack
network = Network
loss = Loss
gradients = Gradients
descent = Descent
training = Training
penguins = Penguins
handwriting = Handwriting

ALL = (neuron, activation, stack, network, loss, gradients, descent, training, penguins, handwriting)

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
    "stack",
    "training",
]
