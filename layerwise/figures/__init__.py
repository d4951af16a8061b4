"""Still pictures for the lessons. Each function returns a `Picture`: a PNG together with words that say what it shows."""

from layerwise.figures.comparison import comparison
from layerwise.figures.confusion import confusion
from layerwise.figures.curves import curves
from layerwise.figures.descent import descent, slope, surface
from layerwise.figures.history import history
from layerwise.figures.images import images
from layerwise.figures.network import Marks, network
from layerwise.figures.neuron import biological_and_artificial, neuron
from layerwise.figures.penguin import penguin
from layerwise.figures.picture import Picture, stacked
from layerwise.figures.points import points
from layerwise.figures.regions import regions

__all__ = [
    "Marks",
    "Picture",
    "biological_and_artificial",
    "comparison",
    "confusion",
    "curves",
    "descent",
    "history",
    "images",
    "network",
    "neuron",
    "penguin",
    "points",
    "regions",
    "slope",
    "stacked",
    "surface",
]
