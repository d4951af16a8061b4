"""The smallest explorer with every kind of control. The browser tests import it in the kernel."""

from pathlib import Path

from layerwise.explorers import Button, Choice, Explorer, Number, Toggle
from layerwise.figures import Picture, style


class Lamp(Explorer):
    script = Path(__file__).with_suffix(".js")
    title = "A lamp"
    controls = (
        Toggle("on", "switched on", True),
        Choice("bulb", "bulb", "weak", ("weak", "strong")),
        Number("level", "level", 2, 0, 20, unit="W"),
        Button("brighter", "Brighter", {"level": 1}),
        Button("sunrise", "Sunrise", {"level": 1}, repeats=True, until="too_bright"),
    )
    alt = "A lamp of brightness {brightness:1}."
    result = "Brightness: {brightness:1}"
    spoken = "{brightness:1}"

    def compute(self, on, bulb, level):
        brightness = level * (1.0 if bulb == "weak" else 2.0) * on
        return {"brightness": brightness, "too_bright": brightness > 30}

    def draw(self, state):
        figure, axes = style.sheet(2, 1)
        axes.barh([0.5], [state["brightness"] / 20])
        return Picture.of(figure, "")
