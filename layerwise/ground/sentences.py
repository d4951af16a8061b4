"""Exceptions for people: what happened has no place in their code, so a traceback would lead them astray."""


class InASentence(Exception):
    """An exception that a notebook shows as its sentence, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [str(self)]
