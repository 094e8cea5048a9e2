"""Each definition as a block of source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from mdgen.ir.definitions import Alias, Choice, Definition, Enum, Field, Model
from mdgen.ir.graph import behind_aliases
from mdgen.ir.types import Ref, Type
from mdgen.writer.annotation import ANY, Annotator, literal_type
from mdgen.writer.code import (
    RUNTIME,
    Code,
    Import,
    alias_statement,
    bracketed,
    class_head,
    name,
    quoted,
    statement,
)
from mdgen.writer.constants import constant_of, literal_values
from mdgen.writer.target import ChoiceFacts, ModelFacts, TagFacts, Target
from mdgen.writer.templates import Templates
from mdgen.writer.text import Printable, comment, identifier, literal
from mdgen.writer.view import (
    INDENT,
    NOTHING,
    Block,
    field_facts,
    field_names,
    field_view,
    member_statements,
    prose,
)

_ALIAS = frozenset({Import("typing", "TypeAlias")})


class DefinitionWriter:
    """Writes the definitions of one graph for one target. Equal fields are written once: docs repeat themselves a lot."""

    def __init__(
        self,
        definitions: Mapping[str, Definition],
        target: Target,
        templates: Templates,
        strict_optional: bool,
    ) -> None:
        self._definitions = definitions
        self._target = target
        self._templates = templates
        self._strict_optional = strict_optional
        self._fields: dict[object, tuple[Block, bool]] = {}
        self._variants: dict[str, Mapping[str, tuple[Field, str]]] = {}

    def write(
        self,
        definition: Definition,
        local: str,
        annotator: Annotator,
        shared: bool,
        recursive: bool,
    ) -> Block:
        """The block of a definition called `local`. `shared`: the annotator's names are the usual ones, so what it spells can be reused.
        `recursive`: an alias that needs itself."""
        match definition:
            case Model():
                return self._model(definition, local, annotator, shared)
            case Enum():
                return self._enum(definition, local)
            case Choice():
                return self._choice(definition, local, annotator, recursive)
            case Alias(type=type_):
                return self._alias(definition, local, annotator.annotate(type_), recursive)
            case _:
                assert_never(definition)

    # models

    def _model(self, model: Model, local: str, annotator: Annotator, shared: bool) -> Block:
        imports: set[Import] = set()
        refs: set[str] = set()
        blocks = []
        has_constants = False
        names = field_names(model.fields, self._target.reserved_fields)
        for field, python_name in zip(model.fields, names, strict=True):
            block, is_constant = self._field(field, python_name, annotator, shared)
            has_constants = has_constants or is_constant
            blocks.append(block.text)
            imports |= block.imports
            if block.refs:
                refs |= block.refs
        extra = annotator.annotate(model.extra) if model.extra is not None else None
        facts = ModelFacts(local, bool(names), has_constants, extra, model.deprecated)
        spelling = self._target.model(facts)
        for code in (spelling.base, *spelling.decorators, *spelling.before, *spelling.after):
            imports |= code.imports
            refs |= code.refs
        before = [_in_body(code) for code in spelling.before]
        after = [_in_body(code) for code in spelling.after]
        text = self._templates.text(
            "model",
            name=identifier(local),
            base=Printable(class_head(local, spelling.base.text)),
            decorators=[Printable(statement("@", code)) for code in spelling.decorators],
            docstring=prose(model.description, INDENT),
            body=_spaced([*before, *blocks, *after]),
        )
        return Block(text, frozenset(imports), frozenset(refs))

    def _field(
        self, field: Field, python_name: str, annotator: Annotator, shared: bool
    ) -> tuple[Block, bool]:
        key = (
            python_name, field.wire_name, field.type, field.required, field.description,
            field.deprecated, field.claims,
        )  # fmt: skip
        if shared:
            known = self._fields.get(key)
            if known is not None:
                return known
        code = annotator.annotate(field.type)
        facts = field_facts(field, python_name, code, self._definitions, self._strict_optional)
        view = field_view(field, facts, self._target)
        text = self._templates.text(
            "field", statement=view.statement, docstring=view.docstring, remark=view.remark
        )
        if view.docstring:
            text = Printable(text + "\n")
        result = Block(text, view.imports, view.refs), facts.constant is not None
        if shared:
            self._fields[key] = result
        return result

    # enums

    def _enum(self, enum: Enum, local: str) -> Block:
        values = literal_values(enum)
        if values is not None or not enum.members:
            code = literal_type(values) if values else ANY
            # what else may come is not known
            return self._alias(enum, local, ANY if enum.open else code, False)
        kind = "Str" if isinstance(enum.members[0].value, str) else "Int"
        base = name(f"Open{kind}Enum", RUNTIME) if enum.open else name(f"{kind}Enum", "enum")
        text = self._templates.text(
            "enum",
            name=identifier(local),
            base=Printable(class_head(local, base.text)),
            docstring=prose(enum.description, INDENT, enum.deprecated),
            members=member_statements(enum),
        )
        return Block(text, base.imports)

    # aliases

    def _alias(
        self, definition: Definition, local: str, code: Code, recursive: bool, remark: str = ""
    ) -> Block:
        if recursive:
            value = quoted(code) if not code.bare else code
            make = self._target.alias_type
            arguments = (Code(literal(local)), value)
            whole = bracketed(f"{make.text}(", arguments, ")", make.imports)
            text, imports = statement(f"{identifier(local)} = ", whole), whole.imports
        else:
            text = alias_statement(identifier(local), code)
            imports = code.imports | _ALIAS
        printed = self._templates.text(
            "alias",
            statement=Printable(text),
            docstring=prose(definition.description, 0, definition.deprecated),
            remark=comment(remark) if remark else NOTHING,
        )
        return Block(printed, imports, code.refs)

    def _choice(self, choice: Choice, local: str, annotator: Annotator, recursive: bool) -> Block:
        if not choice.options:
            remark = f"The page lists no variants{' that have pages' if choice.open else ''}."
            return self._alias(choice, local, ANY, False, remark)
        options = annotator.members(option.type for option in choice.options)
        if len(options) == 1 and not choice.open:
            return self._alias(choice, local, options[0], recursive)
        facts = ChoiceFacts(local, options, choice.open, self._tag(choice))
        return self._alias(choice, local, self._target.choice(facts), recursive)

    def _tag(self, choice: Choice) -> TagFacts | None:
        """The discriminator, with what the target must know about the variants' fields."""
        if choice.tag is None or len(choice.options) < 2:
            return None
        wire_name, values = choice.tag.wire_name, choice.tag.values
        names: set[str] = set()
        constants: set[object] = set()
        for option in choice.options:
            model = self._model_behind(option.type)
            named = self._named_fields(model).get(wire_name) if model is not None else None
            if named is None:
                return TagFacts(wire_name, "", values, False)
            field, python_name = named
            names.add(python_name)
            constant = constant_of(field.type, self._definitions)
            if constant is not None and field.required:
                constants.add((type(constant), constant))
        name_ = names.pop() if len(names) == 1 else ""
        # A model that is two variants, or a value of two models, tells nothing apart
        is_literal = bool(name_) and len(constants) == len(choice.options)
        return TagFacts(wire_name, name_, values, is_literal)

    def _named_fields(self, model: Model) -> Mapping[str, tuple[Field, str]]:
        """The fields of a variant with their Python names, by JSON name; a model can be a variant of thousands of unions."""
        known = self._variants.get(model.id)
        if known is None:
            names = field_names(model.fields, self._target.reserved_fields)
            pairs = reversed(list(zip(model.fields, names, strict=True)))
            known = self._variants[model.id] = {
                field.wire_name: (field, name) for field, name in pairs
            }
        return known

    def _model_behind(self, type_: Type) -> Model | None:
        type_ = behind_aliases(type_, self._definitions)
        definition = self._definitions.get(type_.id) if isinstance(type_, Ref) else None
        return definition if isinstance(definition, Model) else None


def _in_body(code: Code) -> Printable:
    return Printable(" " * INDENT + statement("", code, "", INDENT))


def _spaced(parts: list[Printable]) -> list[Printable]:
    """Parts of a class body; what ends with a docstring already ends with an empty line, except the last."""
    if parts:
        parts[-1] = Printable(parts[-1].rstrip("\n"))
    return parts
