"""What is given on a command line, understood or refused in a sentence: argparse turns the exception into its complaint."""

import argparse


def port_number(text: str) -> int:
    """`text` as a port."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"a port is a whole number from 1 to 65535, and this is {text!r}")


def whole_number(text: str) -> int:
    """`text` as a whole number."""
    if text.isascii() and text.isdigit() and int(text) < 2**32:
        return int(text)
    raise argparse.ArgumentTypeError(f"a whole number from 0 to {2**32 - 1} is wanted, and this is {text!r}")
