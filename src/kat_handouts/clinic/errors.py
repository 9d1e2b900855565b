"""What is wrong with something that a clinic brings beside its file."""

from __future__ import annotations


class PictureError(Exception):
    """A picture that may not be printed; says what is wrong and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint
