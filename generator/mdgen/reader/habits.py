"""What a language's docs are like besides their types: what tells languages apart where type cells do not."""

from __future__ import annotations

from enum import Enum

from mdgen.record import record


class FileCase(Enum):
    """How a page's file is called: by its title in lower case, or by its title."""

    FOLDED = "folded"
    TITLED = "titled"


class MemberCase(Enum):
    """How the members of an enum are called: `DARK_RED`, `DarkRed`, or `ColorDarkRed` in the enum `Color`."""

    UPPER = "upper"
    TITLED = "titled"
    PREFIXED = "prefixed"


@record
class Habits:
    """A language that does not state a habit is not judged by it.

    `folders` are names of folders between `docs` and a page. `labels` are the signs that stand between the parts of a name in the label of
    a link to a model's page, "" if only the last part does. `bulleted_values`: enums can be lists. `sectionless_unions`: the page of a
    union has no section, and the variants are not listed.
    """

    files: FileCase | None = None
    members: MemberCase | None = None
    folders: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    bulleted_values: bool = False
    sectionless_unions: bool = False
