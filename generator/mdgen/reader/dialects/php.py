r"""PHP. `?T` and `T|null` are how a field is absent; `array` is a list or a map, `\DateTime` a date or a date-time."""

import re

from mdgen.ir.names import Names, Style
from mdgen.ir.types import (
    ANY,
    BIGINT,
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    INTEGER,
    NULL,
    NUMBER,
    STRING,
    TEMPORAL,
    Array,
    Foreign,
    Literal,
    Map,
    union_of,
)
from mdgen.reader.dialect import Dialect
from mdgen.reader.habits import FileCase, Habits, MemberCase
from mdgen.reader.vocabulary import Mark, Shape, Silence

DIALECT = Dialect(
    name="php",
    fences=("php",),
    separator="\\",
    prefixes={"?": Mark.EITHER},
    words={
        "string": STRING,
        "int": INTEGER,
        "integer": INTEGER,
        "float": NUMBER,
        "double": NUMBER,
        "bool": BOOLEAN,
        "boolean": BOOLEAN,
        "true": Literal(True),
        "false": Literal(False),
        "null": NULL,
        "mixed": ANY,
        "void": Foreign("void"),
        "object": Map(ANY),
        "stdClass": Map(ANY),
        "array": union_of([Array(ANY), Map(ANY)]),
        "iterable": Array(ANY),
        "DateTime": TEMPORAL,
        "DateTimeInterface": TEMPORAL,
        "DateTimeImmutable": TEMPORAL,
        "Brick\\DateTime\\LocalDate": DATE,
        "LocalDate": DATE,
        "Brick\\DateTime\\LocalDateTime": DATETIME,
        "Brick\\Math\\BigInteger": BIGINT,
        "BigInteger": BIGINT,
        "Brick\\Math\\BigDecimal": DECIMAL,
        "BigDecimal": DECIMAL,
        "Psr\\Http\\Message\\ResponseInterface": Foreign("ResponseInterface"),
        "Psr\\Http\\Message\\RequestInterface": Foreign("RequestInterface"),
        "ResponseInterface": Foreign("ResponseInterface"),
    },
    constructors={
        "array": Shape.KEYED,
        "non-empty-array": Shape.KEYED,
        "list": Shape.ARRAY,
        "iterable": Shape.ARRAY,
        "Generator": Shape.STREAM,
    },
    silent_required=Silence.ALWAYS,
    silent_optional=Silence.ALWAYS,
    null_in_union=Mark.EITHER,
    # `@var T`
    declaration=re.compile(r"^[ \t]*+(?:\*[ \t]*+)?@var[ \t]++(\S[^\n]*)", re.MULTILINE),
    names=Names(Style.CAMEL),
    habits=Habits(
        files=FileCase.TITLED,
        members=MemberCase.TITLED,
        folders=frozenset({"Models"}),
        labels=frozenset({"\\"}),
    ),
)
