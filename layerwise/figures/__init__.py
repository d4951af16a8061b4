"""Still pictures for the lessons. Each function returns a `Picture`: a PNG together with words that say what it shows."""

from layerwise.figures.confusion import confusion
from layerwise.figures.curves import curves
from layerwise.figures.descent import descent, slope, surface
from layerwise.figures.history import history
from layerwise.figures.images import images
from layerwise.figures.network import network
from layerwise.figures.neuron import biological_and_artificial, neuron
from layerwise.figures.picture import Picture
from layerwise.figures.points import points
from layerwise.figures.regions import regions

__all__ = [
    "Picture",
    "biological_and_artificial",
    "confusion",
    "curves",
    "descent",
    "history",
    "images",
    "network",
    "neuron",
    "points",
    "regions",
    "slope",
    "surface",
]
