# Written by mdgen. Do not edit.
"""Decimals that were texts in JSON, which are dumped as they were read."""

import re
from decimal import Decimal, InvalidOperation
from typing import Self

# JSON's numbers, and what else is plainly one: `+1`, `01`, `1.` and `.5`
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class TextDecimal(Decimal):
    """A decimal whose text is not what Python writes for its value."""

    __slots__ = ("text",)

    text: str

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return type(self), (self.text,)


def decimal_of(text: str) -> Decimal:
    """The number that a text is in JSON or plain decimal notation; else ValueError."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if str(number) == text and number.is_finite():
        return number
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(text)
    return TextDecimal(text)
