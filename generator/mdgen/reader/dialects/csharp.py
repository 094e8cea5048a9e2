"""C#. Its docs show neither absence nor null. Headings of union pages have short words for primitives."""

from mdgen.ir.names import Names, Style
from mdgen.ir.types import (
    ANY,
    BIGINT,
    BOOLEAN,
    BYTES,
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    NULL,
    NUMBER,
    STRING,
    Array,
    Foreign,
    Map,
    Stream,
)
from mdgen.reader.dialect import Dialect
from mdgen.reader.habits import FileCase, Habits, MemberCase
from mdgen.reader.vocabulary import Mark, Shape, Silence

_SHORT = {
    "Str": STRING,
    "Integer": INTEGER,
    "Integer32": INTEGER,
    "Bigint": BIGINT,
    "Number": NUMBER,
    "Float32": NUMBER,
    "Decimal": DECIMAL,
    "Boolean": BOOLEAN,
    "Any": ANY,
}

DIALECT = Dialect(
    name="csharp",
    fences=("csharp", "cs", "c#"),
    omitted_prefixes=(
        "System.Collections.Generic.",
        "System.Numerics.",
        "System.Net.Http.",
        "System.",
    ),
    suffixes={"?": Mark.EITHER},
    # Capitalized words are few: an unlinked name in a heading is that of a page, and a page can be called `Uri` or `Stream`.
    words={
        "string": STRING,
        "byte": INTEGER,
        "short": INTEGER,
        "int": INTEGER,
        "long": INTEGER,
        "ulong": INTEGER,
        "uint": INTEGER,
        "BigInteger": BIGINT,
        "float": NUMBER,
        "double": NUMBER,
        "decimal": DECIMAL,
        "bool": BOOLEAN,
        "object": ANY,
        "dynamic": ANY,
        "null": NULL,
        "void": Foreign("void"),
        "DateTime": DATETIME,
        "DateTimeOffset": DATETIME,
        "NodaTime.Instant": DATETIME,
        "LocalDate": DATE,
        "NodaTime.LocalDate": DATE,
        "DateOnly": DATE,
        "IO.Stream": Stream(BYTES),
        "HttpResponseMessage": Foreign("HttpResponseMessage"),
        "HttpRequestMessage": Foreign("HttpRequestMessage"),
        "RetryConfig": Foreign("RetryConfig"),
    },
    plain_words={
        **_SHORT,
        **{f"ArrayOf{name}": Array(type_) for name, type_ in _SHORT.items()},
        **{f"MapOf{name}": Map(type_) for name, type_ in _SHORT.items()},
    },
    constructors={
        "Nullable": Mark.EITHER,
        "List": Shape.ARRAY,
        "IList": Shape.ARRAY,
        "IReadOnlyList": Shape.ARRAY,
        "IEnumerable": Shape.ARRAY,
        "ICollection": Shape.ARRAY,
        "HashSet": Shape.ARRAY,
        "Dictionary": Shape.MAP,
        "IDictionary": Shape.MAP,
        "IReadOnlyDictionary": Shape.MAP,
        "Task": Shape.INNER,
        "EventStream": Shape.STREAM,
        "IAsyncEnumerable": Shape.STREAM,
    },
    byte_items=frozenset({"byte"}),
    silent_required=Silence.ALWAYS,
    silent_optional=Silence.ALWAYS,
    says_null=False,
    # A variant that has no page: `ArrayOfBoat` is a list of the page `Boat`, as `ArrayOfStr` is one of strings.
    named_containers={"ArrayOf": Shape.ARRAY, "MapOf": Shape.MAP},
    # The source says `CreateWallet(WalletSubject value)`, the page only "Wallet", which can be another page's title.
    tags_in_headings=True,
    # A member can't be called like its class: `Tag` of the class `Tag` is `TagValue`.
    names=Names(Style.PASCAL, keeps_capitals=True, own_suffix="Value"),
    habits=Habits(
        files=FileCase.TITLED,
        members=MemberCase.TITLED,
        folders=frozenset({"Models"}),
        labels=frozenset({""}),
    ),
)
