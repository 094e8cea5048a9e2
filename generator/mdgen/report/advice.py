"""What a kind of statement means for the models, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Mapping

from mdgen.ir.definitions import Aspect, Source

_ADVICE: Mapping[tuple[Source, Aspect], str] = {
    (Source.ASSUMED, Aspect.TYPE): (
        "The docs leave the type open and no example settles it; the models accept all that the docs allow."
        " Docs of the same API in a second language (--also) often settle it."
    ),
    (Source.ASSUMED, Aspect.NULL): (
        "The language of these docs cannot show null here, so its absence proves nothing; the models accept null."
        " Docs of the same API in a second language (--also) often settle it."
    ),
    (Source.ASSUMED, Aspect.NAME): (
        "What JSON the docs show, if any, does not settle the name; every spelling is read, the one listed here is written."
        " Settle it with wire_case or wire_names in [tool.mdgen]."
    ),
    (Source.ASSUMED, Aspect.PRESENCE): (
        "The page does not say whether the key is always there; the models let it be absent."
    ),
    (Source.ASSUMED, Aspect.TAG): "Variants are told apart by a key that the docs do not prove.",
    (
        Source.INFERRED,
        Aspect.TYPE,
    ): "The docs leave the type open; what they show elsewhere settles it.",
    (
        Source.INFERRED,
        Aspect.NULL,
    ): "The type does not mention null; what the docs show elsewhere settles it.",
    (Source.INFERRED, Aspect.NAME): (
        "The docs spell the name as their language does; this is its spelling in JSON."
        " Override single names with wire_names in [tool.mdgen]."
    ),
    (
        Source.INFERRED,
        Aspect.PRESENCE,
    ): "No page says it: a key that some example lacks is optional.",
    (Source.INFERRED, Aspect.TAG): (
        "Each variant requires this key with values that no other variant has; an unknown value is an error that names it,"
        " but an open union takes it as it is."
    ),
}

POLICY_ADVICE = (
    "Optional fields accept null: servers send it, and docs rarely show it. --strict-optional refuses null unless it is documented,"
    " was seen, or cannot be shown by the language of the docs."
)


def advice(source: Source, aspect: Aspect) -> str:
    """One or two sentences, "" for what is documented."""
    return _ADVICE.get((source, aspect), "")
