"""How each language spells the JSON names of properties, and the way back.

A documented name is an identifier of the SDK's language (format note, §2.3): camelCase in TypeScript, PHP and Java, snake_case in Python and Ruby,
PascalCase with initialisms in Go and C#. Python, Ruby and Java put `_` behind names that are keywords.

A camelCase name has two spellings if a word of it is an initialism: `walletId` and `walletID`. Only C# tells which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from mdgen.ir.names import Names, Style
from mdgen.ir.shapes import fold
from mdgen.record import record

_ACRONYM_END = re.compile(r"(?<=[A-Z])(?=[A-Z][a-z])")
_HUMP = re.compile(r"([a-z0-9])([A-Z])")
# "UserIDs", "URLsSeen": the plural of an initialism is one word.
_PLURAL = re.compile(r"(?<![A-Z])([A-Z]{2,}+)s(?=[A-Z]|$)")

# What generators spell out, for no identifier has it.
_SIGNS = {"@": "at", "$": "dollar", ".": "dot"}
# In prose, a dot before a word is a name's only where the name is quoted.
_SIGNED = re.compile(r"""(?<![\w@$.])[@$][A-Za-z]\w*|(?<=["'`])\.[A-Za-z]\w*(?=["'`])""")

INITIALISMS = frozenset(
    {
        "acl", "api", "ascii", "cpu", "css", "db", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json", "qps", "ram", "rpc", "rtp",
        "sip", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui", "uid", "uri", "url", "utf8", "uuid", "vm", "xml", "xmpp", "xsrf", "xss",
    }
)  # fmt: skip
"""Words that languages, and people, write in capitals."""


@record
class Spellings:
    """A documented name in each case. `same` is the name itself without what the language added; where that can't be a JSON name by
    convention (PascalCase), it is the camelCase form, the nearest reading; `documented` is the name then.
    """

    same: str
    snake: str
    camel: str
    documented: str = ""

    @property
    def pascal(self) -> str:
        """PascalCase, with the capitals of a documented name that has that case."""
        return self.documented or self.camel[:1].upper() + self.camel[1:]

    @property
    def is_telling(self) -> bool:
        """Whether the cases differ for this name, so that a JSON key says which one is used."""
        return self.snake != self.camel

    def of(self, case: str) -> str:
        """The spelling of a case: "same", "snake", "camel" or "pascal"."""
        known = {"same": self.same, "snake": self.snake, "camel": self.camel}
        return self.pascal if case == "pascal" else known[case]


def spellings(name: str, names: Names) -> Spellings:
    """All readings of a documented name."""
    suffix = names.keyword_suffix
    bare = name.removesuffix(suffix) if suffix and name.strip(suffix) else name
    match names.style:
        case Style.CAMEL:
            return Spellings(bare, snake(bare), bare)
        case Style.SNAKE:
            return Spellings(bare, bare, camel(bare))
        case Style.PASCAL:
            snaky = flat(bare)
            humped = camel(snaky)
            if names.keeps_capitals and "_" not in bare:
                first = len(snaky.split("_")[0])
                humped = bare[:first].lower() + bare[first:]
            return Spellings(humped, snaky, humped, bare)
        case _:
            assert_never(names.style)


def snake(name: str) -> str:
    """`userID2` → `user_id2`: digits stay with the word before them (right for 203 of 292 names, evidence note §4)."""
    return _HUMP.sub(r"\1_\2", _ACRONYM_END.sub("_", name)).lower()


def flat(name: str) -> str:
    """`snake` of any camelCase name, in which the plural of an initialism is one word: `userIDs` → `user_ids`."""
    return snake(_PLURAL.sub(lambda found: f"{found[1].capitalize()}s", name))


def signed(name: str, texts: Iterable[str]) -> str:
    """How texts write a name whose first word stands for a sign: `@type` for `atType`, `$ref` for `DollarRef`, `.tag` for `dotTag`; "" if none does."""
    lowered = name.lower()
    for sign, word in _SIGNS.items():
        if lowered.startswith(word):
            folded = fold(name)
            for text in texts:
                for found in _SIGNED.finditer(text) if sign in text else ():
                    seen = found.group()
                    if seen[0] == sign and fold(seen) == folded.removeprefix(word):
                        return seen
    return ""


def is_camel(name: str, expected: str) -> bool:
    """Whether a name is a camelCase name, up to the capitals of initialisms."""
    return name == expected or (
        "_" not in name and not name[:1].isupper() and flat(name) == flat(expected)
    )


def initialisms(name: str) -> dict[str, bool]:
    """The initialisms of a camelCase name behind its first word, and whether they are in capitals."""
    first, *words = flat(name).split("_")
    found: dict[str, bool] = {}
    start = len(first)
    for word in words:
        singular = _singular(word)
        if singular:
            found[singular] = name[start : start + len(singular)].isupper()
        start += len(word)
    return found


def capitalised(name: str, in_capitals: frozenset[str]) -> str:
    """A camelCase name with some initialisms in capitals: `walletId` → `walletID`."""
    if not in_capitals:
        return name
    first, *words = flat(name).split("_")
    made = name[: len(first)]
    for word in words:
        singular = _singular(word)
        spelled = name[len(made) : len(made) + len(word)]
        if singular in in_capitals:
            spelled = singular.upper() + word[len(singular) :]
        made += spelled
    return made


def _singular(word: str) -> str:
    """The initialism that a word is, or is the plural of; "" if it is none."""
    return next((known for known in (word, word.removesuffix("s")) if known in INITIALISMS), "")


def camel(name: str) -> str:
    """`user_id` → `userId`; leading underscores stay."""
    core = name.lstrip("_")
    first, *rest = core.split("_")
    lead = name[: len(name) - len(core)]
    return lead + first + "".join(word[:1].upper() + word[1:] for word in rest)
