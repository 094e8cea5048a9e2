"""Go. A pointer is how a field is absent or null; some types are always pointers, and then it says nothing."""

import re

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
    NUMBER,
    STRING,
    Foreign,
    Map,
    Stream,
)
from mdgen.reader.dialect import Dialect
from mdgen.reader.habits import FileCase, Habits, MemberCase
from mdgen.reader.vocabulary import Mark, Shape, Silence

DIALECT = Dialect(
    name="go",
    fences=("go", "golang"),
    brackets="[",
    leading_containers=True,
    prefixes={"*": Mark.EITHER},
    words={
        "string": STRING,
        "rune": INTEGER,
        "byte": INTEGER,
        "int": INTEGER,
        "int8": INTEGER,
        "int16": INTEGER,
        "int32": INTEGER,
        "int64": INTEGER,
        "uint": INTEGER,
        "uint8": INTEGER,
        "uint16": INTEGER,
        "uint32": INTEGER,
        "uint64": INTEGER,
        "big.Int": BIGINT,
        "types.BigInt": BIGINT,
        "float32": NUMBER,
        "float64": NUMBER,
        "decimal.Big": DECIMAL,
        "types.Decimal": DECIMAL,
        "bool": BOOLEAN,
        "any": ANY,
        "interface{}": ANY,
        "json.RawMessage": ANY,
        "struct{}": Map(ANY),
        "time.Time": DATETIME,
        "types.Date": DATE,
        "io.Reader": Stream(BYTES),
        "io.ReadCloser": Stream(BYTES),
        "http.Response": Foreign("http.Response"),
        "http.Request": Foreign("http.Request"),
        "http.Header": Foreign("http.Header"),
        "context.Context": Foreign("context.Context"),
        "error": Foreign("error"),
        "operations.Option": Foreign("operations.Option"),
        "retry.Config": Foreign("retry.Config"),
        "utils.RetryConfig": Foreign("utils.RetryConfig"),
    },
    constructors={
        "optionalnullable.OptionalNullable": Mark.BOTH,
        "OptionalNullable": Mark.BOTH,
        "stream.EventStream": Shape.STREAM,
        "EventStream": Shape.STREAM,
        "JsonLStream": Shape.STREAM,
        "stream.JsonLStream": Shape.STREAM,
    },
    link_types=(("../types/date.md", DATE),),
    byte_items=frozenset({"byte", "uint8"}),
    always_pointers=frozenset({"big.Int", "decimal.Big"}),
    silent_required=Silence.CONTAINERS,
    silent_optional=Silence.ALWAYS,
    # Not a single one in the docs of generators before 1.7, of an API with many.
    learned_null=True,
    # `x := ns.CreateUnionVariant(T{/* values here */})`
    declaration=re.compile(
        r"^[^:\n]*+(?::(?!=)[^:\n]*+)*:=[ \t]*+[\w.]++\(([^\n]*)\{/\* values here \*/\}\)",
        re.MULTILINE,
    ),
    names=Names(Style.PASCAL),
    habits=Habits(
        files=FileCase.FOLDED,
        members=MemberCase.PREFIXED,
        folders=frozenset({"models", "pkg"}),
        labels=frozenset({"."}),
    ),
)
