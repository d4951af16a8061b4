"""A course of one small lesson with all that a lesson can have, for what is made of lessons: slides and the handbook."""

import base64
from pathlib import Path

import numpy as np

from layerwise import press
from layerwise.figures import png
from layerwise.press import notebooks

PNG = f"data:image/png;base64,{base64.b64encode(png.encode(np.full((100, 200, 3), 255, np.uint8))).decode()}"
PICTURE = {
    "output_type": "execute_result",
    "execution_count": 1,
    "metadata": {},
    "data": {"text/html": f'<img alt="A line &amp; dots" src="{PNG}" style="width:100%" width="100">', "text/plain": "Picture: A line"},
}
PRINTED = {"output_type": "stream", "name": "stdout", "text": "epoch 3 of 3 ━━━━\nz = 1.00\n"}
LESSON = """# 01 · Neuron: one question

**What you will build**: `neuron`, which asks a question. About 50 minutes.

```python
import numpy as np
from layerwise import ask, compare, explorers
```

<!-- instructor
Say: Welcome to the neuron.
-->

## One more number

Nerve cells differ. Some need a lot.

The number that is added is the **bias**<!-- term: biases -->, $b$. It moves the line.
Now a sum:

$$z = x \\cdot w + b$$

```python
print("z = 1.00")
```

<!-- instructor
Minutes: 9
Say: Where does Gentoo begin?
Draw: Two arrows into a circle.
-->

### Exercise: neuron

- **Goal**: the score of one bird.
- **Time**: 5 minutes.

```python tags=["exercise"]
neuron
```

<!-- instructor
Stuck: Nobody keeps `score + b`.
Asked: "Why?" Because.
-->

## Where the line runs

Take a bill depth of 2 cm.

```python
ask("border-at-two")
```

```python
print(4)
```

```python
compare("border-at-two")
```

Only the weights can tilt it.

### Try it

Here you can move all three numbers.

```python
explorers.neuron()
```

<!-- instructor
Minutes: 6
Live: Only the bias.
-->

<details><summary>What you may have seen</summary>

The line is level. Now many birds are on the wrong side, and no other level line does any better than that.

</details>

## Where next

```python
ask("all-zero-bird")
```
"""
OUTPUTS = {'print("z = 1.00")': [PRINTED], "explorers.neuron()": [PICTURE]}


def write(folder: Path) -> Path:
    """Write the course, with its solution, into an empty folder."""
    for name in ("lessons", "solutions"):
        (folder / name).mkdir()
    (folder / "lessons" / "01_neuron.md").write_text(LESSON, encoding="utf-8")
    (lesson,) = press.lessons(folder)
    solved = notebooks.solved(lesson)
    for cell in solved["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = OUTPUTS.get(cell["source"], [])
    (folder / "solutions" / "01_neuron.ipynb").write_bytes(notebooks.written(solved))
    return folder
