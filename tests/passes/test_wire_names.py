from __future__ import annotations

from dataclasses import replace

import pytest

from mdgen.diagnostics import Checked, Code
from mdgen.ir.definitions import Aspect, Definition, Role, Source
from mdgen.ir.evidence import Snippet
from mdgen.ir.graph import TypeGraph
from mdgen.ir.types import STRING, Array, Ref
from mdgen.options import ResolveOptions, WireCase
from mdgen.passes import evidence, wire_names
from passes.made_up import claim_of, enum, field, field_of, graph, id_of, model

SNAKY = tuple(Snippet(f"op{number}", "get", "/v1/boxes/{box_id}") for number in range(5))
HUMPED = tuple(Snippet(f"op{number}", "get", "/v1/boxes/{boxId}") for number in range(5))


def resolved(
    *definitions: Definition,
    dialect: str = "typescript",
    snippets: tuple[Snippet, ...] = (),
    options: ResolveOptions | None = None,
) -> Checked[TypeGraph]:
    options = options or ResolveOptions()
    given = replace(graph(*definitions, dialect=dialect), snippets=snippets)
    return wire_names.run(evidence.run(given, options).value, options)


@pytest.mark.parametrize(
    ("dialect", "snippets", "name", "wire"),
    [
        ("typescript", SNAKY, "userId", "user_id"),
        ("typescript", HUMPED, "userId", "userId"),
        ("typescript", SNAKY, "id", "id"),
        ("python", SNAKY, "user_id", "user_id"),
        ("python", HUMPED, "user_id", "userId"),
        ("python", SNAKY, "format_", "format"),
        ("python", HUMPED, "date_", "date"),
        ("ruby", HUMPED, "end_", "end"),
        ("go", SNAKY, "UserID", "user_id"),
        ("go", HUMPED, "UserID", "userId"),
        ("go", HUMPED, "ID", "id"),
        ("go", SNAKY, "ImageURLs", "image_urls"),
        ("csharp", SNAKY, "UserId", "user_id"),
        ("csharp", HUMPED, "UserId", "userId"),
        ("java", HUMPED, "default_", "default"),
        ("java", SNAKY, "userId", "user_id"),
        ("php", SNAKY, "userId", "user_id"),
    ],
)
def test_case_of_the_sdk(dialect: str, snippets: tuple[Snippet, ...], name: str, wire: str) -> None:
    made = resolved(model("Box", field(name, STRING)), dialect=dialect, snippets=snippets).value
    item = field_of(made, "Box", name)
    assert item.wire_name == wire


UNANIMOUS, TORN = SNAKY[:4], (*SNAKY[:3], HUMPED[4])


@pytest.mark.parametrize(
    ("dialect", "name", "snippets", "wire", "kept"),
    [
        ("typescript", "userId", (), "userId", "documented names are kept"),
        ("python", "user_id", (), "user_id", "documented names are kept"),
        ("go", "UserID", (), "userId", "camelCase is written"),
        ("csharp", "UserID", (), "userID", "camelCase is written"),
        ("typescript", "userId", TORN, "userId", "documented names are kept"),
        ("go", "UserID", TORN, "userId", "camelCase is written"),
        ("typescript", "userId", UNANIMOUS, "user_id", "snake_case is written"),
        ("go", "UserID", UNANIMOUS, "user_id", "snake_case is written"),
        ("python", "user_id", HUMPED[:2], "userId", "camelCase is written"),
        ("typescript", "id", UNANIMOUS, "id", ""),
    ],
)
def test_undecided_is_guessed_and_asks(
    dialect: str, name: str, snippets: tuple[Snippet, ...], wire: str, kept: str
) -> None:
    made = resolved(model("Box", field(name, STRING)), dialect=dialect, snippets=snippets)
    item = field_of(made.value, "Box", name)
    assert item.wire_name == wire
    assert made.value.wire is not None
    assert made.value.wire.case == ""
    asked = [finding for finding in made.diagnostics if finding.code is Code.WIRE_CASE_UNDECIDED]
    assert len(asked) == bool(kept)
    for finding in asked:
        snakes = sum("_" in snippet.path for snippet in snippets)
        assert f"(votes: {snakes} for snake_case," in finding.message
        assert f"{kept}, and every spelling is read" in finding.message
        assert "wire_case" in finding.message
        assert str(finding.at) == "."
        claim = claim_of(item, Aspect.NAME)
        assert claim.source is Source.ASSUMED
        assert claim.votes == (0 if snippets in ((), TORN) else len(snippets))


def paths(*parameters: str) -> tuple[Snippet, ...]:
    return tuple(
        Snippet(f"op{number}", "get", f"/boxes/{{{name}}}")
        for number, name in enumerate(parameters)
    )


@pytest.mark.parametrize(
    ("dialect", "name", "parameters", "wire"),
    [
        ("go", "WalletID", ["accountID"] * 5, "walletID"),
        ("go", "WalletID", ["accountId"] * 5, "walletId"),
        ("go", "WalletIDs", ["accountID"] * 5, "walletIDs"),
        ("go", "ID", ["accountID"] * 5, "id"),
        ("go", "HTTPServerURL", ["accountID"] * 5, "httpServerUrl"),
        ("go", "HTTPServerURL", ["imageURL"] * 5, "httpServerURL"),
        ("python", "wallet_id", ["accountID"] * 3 + ["boxId"] * 2, "walletID"),
        ("python", "wallet_id", ["accountID"] * 2 + ["boxId"] * 3, "walletId"),
        ("ruby", "id_of_wallet", ["accountID"] * 5, "idOfWallet"),
        ("csharp", "WalletID", ["accountId"] * 5, "walletID"),
        ("csharp", "WalletId", ["accountId"] * 5, "walletId"),
        ("csharp", "IDs", ["accountId"] * 5, "ids"),
        ("csharp", "URLPath", ["accountId"] * 5, "urlPath"),
        # other languages' docs have the capitals that JSON has
        ("typescript", "walletId", ["accountID"] * 5, "walletId"),
        ("typescript", "walletID", ["accountId"] * 5, "walletID"),
    ],
)
def test_initialisms_have_the_capitals_that_other_names_show(
    dialect: str, name: str, parameters: list[str], wire: str
) -> None:
    made = resolved(
        model("Box", field(name, STRING)), dialect=dialect, snippets=paths(*parameters)
    ).value
    assert made.wire is not None
    assert made.wire.case in ("camel", "same")
    assert field_of(made, "Box", name).wire_name == wire


@pytest.mark.parametrize("dialect", ["go", "python", "csharp"])
def test_capitals_of_initialisms_are_camel_case(dialect: str) -> None:
    words = ["account", "wallet", "owner", "berth", "dock"]
    names = {
        "go": "{0}ID".format,
        "csharp": "{0}ID".format,
        "python": "{0}_id".format,
    }
    fields = [field(names[dialect](w if dialect == "python" else w.title()), STRING) for w in words]
    cell = "{" + ", ".join(f'"{word}ID": "x"' for word in words) + "}"
    made = resolved(
        model("Part", *fields),
        model("Box", field("part", Ref(id_of("Part")), True, cell)),
        dialect=dialect,
    ).value
    assert made.wire is not None
    assert (made.wire.camel.keys, made.wire.other.keys) == (5, 0)
    assert made.wire.capitals == {"id": 5}


@pytest.mark.parametrize(
    ("snakes", "humps", "case"),
    [
        (5, 0, "snake"),
        (4, 0, ""),
        (0, 5, "same"),
        (9, 1, "snake"),
        (8, 1, ""),
        (1, 9, "same"),
        (0, 0, ""),
    ],
)
def test_least_votes_and_purity(snakes: int, humps: int, case: str) -> None:
    snippets = tuple(Snippet(f"a{number}", "get", "/{box_id}") for number in range(snakes))
    snippets += tuple(Snippet(f"b{number}", "get", "/{boxId}") for number in range(humps))
    decision = resolved(model("Box", field("userId", STRING)), snippets=snippets).value.wire
    assert decision is not None
    assert (decision.case, decision.snake.paths, decision.camel.paths) == (case, snakes, humps)


def test_keys_of_bodies_outweigh_paths() -> None:
    fields = [field(f"partNo{letter}", STRING) for letter in "ABCDE"]
    cell = "{" + ", ".join(f'"part_no_{letter}": "x"' for letter in "abcde") + "}"
    made = resolved(
        model("Part", *fields),
        model("Box", field("mainPart", Ref(id_of("Part")), True, cell)),
        snippets=HUMPED * 1
        + tuple(Snippet(f"x{n}", "get", "/{boxId}/{partId}") for n in range(20)),
    ).value
    assert made.wire is not None
    assert made.wire.case == "snake"
    assert made.wire.snake.keys == 5
    assert made.wire.proven == 5
    assert field_of(made, "Box", "mainPart").wire_name == "main_part"


@pytest.mark.parametrize("mention", ["See `{}`.", "Unless {} is set", "`{}=true` or", "Its {}: a"])
def test_mentions_of_other_fields_vote(mention: str) -> None:
    made = resolved(
        model(
            "Box",
            *(
                field(f"part{letter}Id", STRING, text=mention.format(f"part_{other.lower()}_id"))
                for letter, other in ("AB", "BC", "CD", "DE", "EA")
            ),
        )
    ).value
    assert made.wire is not None
    assert (made.wire.case, made.wire.snake.mentions) == ("snake", 5)


def test_mentions_in_the_description_of_a_page_and_of_the_field_itself_vote() -> None:
    box = model(
        "Box",
        field("part_a_id", STRING, text="The partAId is the Id of a part."),
        field("part_b_id", STRING),
    )
    described = replace(box, description="Goes from partAId to partBId.")
    made = resolved(described, dialect="python").value
    assert made.wire is not None
    assert made.wire.camel.mentions == 2


def test_names_in_descriptions_outweigh_paths() -> None:
    fields = [
        field(f"part_{letter}_id", STRING, text=f"The part{letter.upper()}Id of it")
        for letter in "abcde"
    ]
    snippets = tuple(Snippet(f"x{n}", "get", f"/{{box_id}}/{{id_{n}}}") for n in range(20))
    made = resolved(model("Box", *fields), dialect="python", snippets=snippets).value
    assert made.wire is not None
    assert (made.wire.case, made.wire.snake.paths) == ("camel", 40)


def test_what_never_votes() -> None:
    made = resolved(
        # enum values that look like names
        enum("Order", *(f"box_{letter}" for letter in "abcdefgh")),
        # names without a hump, a field's own name, a name that is no field
        model(
            "Box", *(field(f"aId{n}", STRING, text=f"`id` `aId{n}` `other_{n}`") for n in range(6))
        ),
        # parts of URLs, of longer names, and calls
        model(
            "Link",
            *(
                field(
                    f"url{n}Id",
                    STRING,
                    text=f"https://x.example/url_0_id#url_1_id x-url_2_id url_3_id() {{{n}}}",
                )
                for n in range(6)
            ),
        ),
        snippets=tuple(Snippet(f"op{n}", "get", "/boxes/{id}/{name}") for n in range(9)),
    ).value
    assert made.wire is not None
    assert made.wire.votes == 0


def test_documented_examples_do_not_vote() -> None:
    """TypeScript's own examples print documented names, which are no JSON names."""
    fields = [field(f"part{letter}", STRING) for letter in "ABCDEF"]
    sample = {item.doc_name: "x" for item in fields}
    made = resolved(model("Box", *fields, samples=(dict(sample),))).value
    assert made.wire is not None
    assert made.wire.votes == 0


def test_a_key_seen_in_json_wins_for_its_field() -> None:
    made = resolved(
        model("Part", field("id", STRING), field("mimeType", STRING), field("pageCount", STRING)),
        model(
            "Box",
            field("parts", Array(Ref(id_of("Part"))), True, '[{"_id": "x", "mimeType": "y"}]'),
        ),
        snippets=tuple(Snippet(f"op{number}", "get", "/{box_id}") for number in range(9)),
    ).value
    assert field_of(made, "Part", "id").wire_name == "_id"
    assert field_of(made, "Part", "mimeType").wire_name == "mimeType"
    assert field_of(made, "Part", "pageCount").wire_name == "page_count"
    assert claim_of(field_of(made, "Part", "id"), Aspect.NAME).source is Source.INFERRED


@pytest.mark.parametrize(
    ("role", "dialect", "name"),
    [
        (Role.PARAMETERS, "typescript", "userId"),
        (Role.RESPONSE, "typescript", "userId"),
        (Role.RESPONSE, "go", "StatusCode"),
    ],
)
def test_envelopes_keep_their_names(role: Role, dialect: str, name: str) -> None:
    box = model("Box", field(name, STRING), role=role)
    item = field_of(resolved(box, dialect=dialect, snippets=SNAKY).value, "Box", name)
    assert (item.wire_name, item.claims) == (name, ())


@pytest.mark.parametrize("dialect", ["go", "csharp"])
def test_no_parameter_is_called_in_pascal_case(dialect: str) -> None:
    box = model("Box", field("ResponseFormat", STRING), role=Role.PARAMETERS)
    for snippets, wire in ((SNAKY, "response_format"), (HUMPED, "responseFormat")):
        made = resolved(box, dialect=dialect, snippets=snippets).value
        item = field_of(made, "Box", "ResponseFormat")
        assert (item.wire_name, item.claims) == (wire, ())


@pytest.mark.parametrize(
    ("wanted", "dialect", "name", "wire"),
    [
        (WireCase.SAME, "typescript", "userId", "userId"),
        (WireCase.SNAKE, "typescript", "userId", "user_id"),
        (WireCase.CAMEL, "python", "user_id", "userId"),
        (WireCase.SAME, "python", "format_", "format"),
        (WireCase.SAME, "go", "UserID", "userId"),
        (WireCase.SNAKE, "go", "UserID", "user_id"),
        (WireCase.PASCAL, "csharp", "IncCashBackAmt", "IncCashBackAmt"),
        (WireCase.PASCAL, "csharp", "Amount", "Amount"),
        (WireCase.PASCAL, "go", "UserID", "UserID"),
        (WireCase.PASCAL, "typescript", "userId", "UserId"),
        (WireCase.PASCAL, "python", "user_id", "UserId"),
        (WireCase.PASCAL, "python", "amount", "Amount"),
    ],
)
def test_a_setting_decides(wanted: WireCase, dialect: str, name: str, wire: str) -> None:
    made = resolved(
        model("Box", field(name, STRING)), dialect=dialect, options=ResolveOptions(wire_case=wanted)
    )
    assert field_of(made.value, "Box", name).wire_name == wire
    assert made.value.wire is not None
    assert made.value.wire.given
    assert made.diagnostics == ()


def test_overrides() -> None:
    names = {"Box.id": "_id", "utmSource": "utm_source", "Bag.id": "x", "gone": "y"}
    made = resolved(
        model("Box", field("id", STRING), field("utmSource", STRING), field("userId", STRING)),
        model("Van", field("id", STRING)),
        snippets=HUMPED,
        options=ResolveOptions(wire_names=names),
    )
    assert [item.wire_name for item in made.value.definitions[id_of("Box")].fields] == ["_id", "utm_source", "userId"]  # type: ignore[union-attr]
    assert field_of(made.value, "Van", "id").wire_name == "id"
    assert [finding.code for finding in made.diagnostics] == [Code.UNUSED_OVERRIDE] * 2


@pytest.mark.parametrize(
    ("names", "wires", "refused"),
    [
        ({"a": "b"}, ["a", "b"], ["a"]),
        ({"a": "z", "b": "z"}, ["z", "b"], ["b"]),
        ({"a": "b", "b": "a"}, ["b", "a"], []),
        ({"a": "b", "b": "c"}, ["b", "c"], []),
    ],
)
def test_a_setting_that_gives_a_field_the_name_of_another_is_told_and_not_followed(
    names: dict[str, str], wires: list[str], refused: list[str]
) -> None:
    box = model("Box", field("a", STRING), field("b", STRING))
    made = resolved(box, snippets=HUMPED, options=ResolveOptions(wire_names=names))
    assert [item.wire_name for item in made.value.definitions[id_of("Box")].fields] == wires  # type: ignore[union-attr]
    assert [
        (found.code, found.message.partition(":")[0], "another field's name" in found.message)
        for found in made.diagnostics
    ] == [(Code.UNUSED_OVERRIDE, f"wire_names.{key}", True) for key in refused]


def test_names_that_fall_together_stay_apart() -> None:
    made = resolved(
        model("Box", field("userId", STRING), field("user_id", STRING)), snippets=SNAKY
    ).value
    assert field_of(made, "Box", "user_id").wire_name == "user_id"
    assert field_of(made, "Box", "userId").wire_name == "userId"


@pytest.mark.parametrize(
    ("dialect", "names", "wires"),
    [
        ("csharp", ("TagValue", "Other"), ["tag", "other"]),
        ("csharp", ("TagValue", "Tag"), ["tagValue", "tag"]),
        ("csharp", ("ValueTag", "OtherValue"), ["valueTag", "otherValue"]),
        ("go", ("TagValue", "Other"), ["tagValue", "other"]),
    ],
)
def test_a_property_of_csharp_that_is_called_like_its_class(
    dialect: str, names: tuple[str, ...], wires: list[str]
) -> None:
    """C# has no member that is called like its class, so the docs call it `TagValue`."""
    tag = model("Tag", *(field(name, STRING) for name in names))
    made = resolved(tag, dialect=dialect, snippets=HUMPED).value
    assert [field_of(made, "Tag", name).wire_name for name in names] == wires
