"""Lesson 00: a little Python, and one weighted sum."""

import numpy as np

from layerwise.examiner.question import Choice, Number, Right, Wrong
from layerwise.exercises.bird import ADELIE, PENGUIN, WEIGHTS
from layerwise.exercises.start_here.weighted_sum import weighted_sum

PRICES, AMOUNTS = [2, 3], [4, 1]
PROGRAM = """
prices = [2, 3]
amounts = [4, 1]
total = 0
for i in range(len(prices)):
    total = total + prices[i] * amounts[i]
print(total)
""".strip()


def printed(program):
    """What a program prints, as a list."""
    shown = []
    exec(program, {"print": shown.append})
    return shown


QUESTIONS = (
    Number(
        name="two-prices",
        moment="recall",
        asks="What does this little program print?",
        code=PROGRAM,
        right=Right(
            weighted_sum(np.array(PRICES), np.array(AMOUNTS)),
            "The loop runs twice. First it adds 2 times 4, then 3 times 1. "
            "You will meet this pattern soon: multiply pair by pair, then add.",
        ),
        wrong=(
            Wrong(
                PRICES[0] * AMOUNTS[0],
                "That is the total after the first round. `range(2)` gives 0 and then 1, so the loop runs once more and adds 3 times 1.",
            ),
            Wrong(
                PRICES[1] * AMOUNTS[1],
                "That is what the last round adds. `total = total + …` keeps what was there before, and does not start again from 0.",
            ),
            Wrong(
                sum(PRICES) * sum(AMOUNTS),
                "You added first and multiplied the two sums. The loop multiplies pair by pair, and adds the products.",
            ),
            Wrong(
                sum(PRICES) + sum(AMOUNTS),
                "You added all four numbers. Between `prices[i]` and `amounts[i]` stands a star: those two are multiplied.",
            ),
        ),
        other="Go through the loop on paper: what is `i` in the first round, what are `prices[i]` and `amounts[i]`, and what is added?",
        proof=lambda: printed(PROGRAM) == [weighted_sum(np.array(PRICES), np.array(AMOUNTS))],
    ),
    Choice(
        name="adelie-sum",
        moment="prediction",
        asks="Bird 0 is an Adelie, with a bill 1.87 cm deep and a mass of 3.75 kg. The weights are still −2 and 1. "
        "How large is its weighted sum?",
        options=(
            Wrong(
                "Larger than our penguin's 2.",
                "The Adelie is lighter, so less speaks for it, and its bill is deeper, so more speaks against it. "
                "Both make the sum smaller.",
            ),
            Wrong(
                "Below 0.",
                "It is tempting: a Gentoo gives a positive number, so another bird should give a negative one. "
                "But nothing says yet where one kind should end and the other begin.",
            ),
            Right(
                "Between 0 and 2.",
                "It is 0.01, only a hair above 0, and far below our penguin's 2. How large a Gentoo's sum has to be is still open.",
            ),
        ),
        proof=lambda: (
            0 < weighted_sum(ADELIE, WEIGHTS) < weighted_sum(PENGUIN, WEIGHTS)
            and (ADELIE.tolist(), round(weighted_sum(ADELIE, WEIGHTS), 2)) == ([1.87, 3.75], 0.01)
        ),
    ),
    Choice(
        name="contact-strength",
        moment="closing",
        asks="In the network, what stands for the strength of a contact between two nerve cells?",
        options=(
            Right(
                "A weight.",
                "It is the number by which an input is multiplied: large for a strong contact, negative for one that holds back.",
            ),
            Wrong(
                "An input.", "An input is the signal that arrives at the contact. How much of it gets across is decided by something else."
            ),
            Wrong(
                "The weighted sum.",
                "The sum stands for what the whole cell has gathered from all its contacts. Each contact has its own number.",
            ),
            Wrong("A label.", "The label is the right answer for a bird. It stands outside the network, which has to learn to predict it."),
        ),
    ),
    Choice(
        name="negative-weight",
        moment="closing",
        asks="What does it mean when a feature has a negative weight?",
        options=(
            Wrong(
                "The feature itself is negative.",
                "The bill depth has the weight −2, and no bill has a depth below zero. "
                "The sign belongs to the weight, not to the measurement.",
            ),
            Right(
                "The feature speaks against: the larger it is, the smaller the sum.",
                "A deep bill speaks against a Gentoo, so it takes something away. "
                "The sign says for or against, the size says how strongly.",
            ),
            Wrong(
                "The feature hardly counts.",
                "How much a feature counts is the size of its weight, without the sign. A feature that hardly counts has a weight near 0.",
            ),
            Wrong(
                "The weighted sum is negative.",
                "One negative product may be outweighed by the others: our penguin's sum is −3 + 5 = 2.",
            ),
        ),
        proof=lambda: weighted_sum(PENGUIN + [0.1, 0], WEIGHTS) < weighted_sum(PENGUIN, WEIGHTS) == -3 + 5,
    ),
    Choice(
        name="what-is-learnt",
        moment="closing",
        asks="Training is over. What has the network learnt, and where is it kept?",
        options=(
            Wrong(
                "The birds: it keeps them all, and looks new ones up.",
                "That would be a list, not a network. After training you can throw the birds away, and the network still answers.",
            ),
            Wrong(
                "A list of rules about bills and masses.",
                "That is how you would write the program by hand. The network's rules are not written down anywhere: it has only numbers.",
            ),
            Wrong(
                "A new formula, which training has put together.",
                "The formula stays the same from beginning to end. Training changes only the numbers that stand in it.",
            ),
            Right(
                "Its weights: the trained model is its final weights.",
                "It is a collection of numbers that you can save in a file. The formula around them was there before training.",
            ),
        ),
    ),
)
