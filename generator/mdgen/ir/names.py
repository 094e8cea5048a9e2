"""How a language spells the names of properties."""

from __future__ import annotations

from enum import Enum

from mdgen.record import record


class Style(Enum):
    """The case of identifiers of properties: `userId`, `user_id`, `UserID`."""

    CAMEL = "camel"
    SNAKE = "snake"
    PASCAL = "pascal"


@record
class Names:
    """`keyword_suffix` is what a name that is a keyword of the language is given at its end, "" if the docs don't show it.
    `keeps_capitals` tells that a name has the capitals of its JSON name but for the first word's: `WalletID` beside `UserId`. `own_suffix` is what a
    property that is called like its class is given at its end.
    """

    style: Style = Style.CAMEL
    keyword_suffix: str = ""
    keeps_capitals: bool = False
    own_suffix: str = ""
