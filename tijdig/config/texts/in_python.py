"""The texts in Python: each sentence or label for a person, found by its shape.

An f-string becomes a sentence with places: `f"Binnen {t.dagen} dagen."` → "Binnen {dagen} dagen."; a choice in it
between two words becomes two sentences.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import cast

from .text import Text

# Not for the pages of the staff: the command line, documents and messages for others, codes, the invented town.
NOT_HERE = re.compile(
    r"/(migrations|demo|management|reference|locale|texts)/|letters/(?!templates)|"
    r"/connectors/(?!notify/client|smtp/|partner_webhook/address)|"  # what these refuse, a page shows
    r"/(embedded|translation|database|localkeys|sealed|__main__|settings|environment|rowsecurity|calendar_words|dutch_values)\.py$|"
    r"policies/(checking|consistency|folder|reading|building|schemas)\.py|"
    r"monitor/comparing/(describing|layout|open_data|writing)\.py|ddas/api/|"
    r"styleguide_samples|monitor/(cube|counted|facts|measures|parquet|reference_files|remembered|actions/rebuild|report/(?!views|forms|making))|"
    r"outreach/reply/(texts|public_views|choosing)|feedback/(partner_words|csv_words)|"
    r"rules/(names|legal_form|holidays)\.py$"
)
SENTENCE = re.compile(r"^[“‘'(]?[A-ZÉ0-9@·{][^_]*$|[^_]* [^_]*", re.DOTALL)
LETTERS = re.compile(r"[a-zé]{2}|^Ja$")
LONG_WORD = re.compile(r"[a-zé]{3}")  # a pattern of less would fit anything
CODE = re.compile(
    r"^\S*[_:/=]\S*$|^\W+$|\b(select|insert|update|delete|alter|truncate|analyze|copy|on conflict|where)\b.*[({=,]|"
    r"%\(|%[a-zA-Z]|^[A-Z0-9_{}]+$|\\|^<|^--|^(?!NotifyNL )[A-Z][a-z]+[A-Z]|^Bearer |"
    r"^[A-Z]\w*-[A-Z]|\[|filename=|charset=|\w,\w*[a-z]|"
    r"^select 1$|^no-store|^do nothing|^truncate |^analyze |^, uur$|^Gemeente $|"
    r"^inline|^no (array|end)$|\n$|^\"|\.html$",
    re.DOTALL,
)
ENGLISH = re.compile(
    r"\b(the|when|must|with|who|whose|without|cannot|should|unknown|only|not|page|empty|all|and|by|its|until|returned|sure|judgement|excluded|no)\b"
)
WORD_LISTS = re.compile(r"rules/readability\.py$")  # of its texts only the sentences are shown
# One small word alone looks like a code; these are shown.
SMALL_WORDS = (
    "enkelvoudig", "gehaald", "geüpload", "morgen", "werkdag", "werkdagen",
    "zorgverzekeraars", "verhuurders", "energieleveranciers", "drinkwaterbedrijven",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
)  # fmt: skip
COUNT = "count_word"
NO_TEXT = {"name", "related_name", "db_table", "samesite", "content_type"}
LABELS = {
    "short",
    "label",
    "title",
    "text",
    "words",
    "noun",
    "nouns",
}  # what these hold is a text, however short
NO_CALLS = {"cast", "getattr", "setattr", "TypeVar", "get_model"}


def texts_in_python(root: Path) -> Iterator[Text]:
    """Every text in the Python files under `root`."""
    for path in sorted(root.rglob("*.py")):
        if NOT_HERE.search(path.as_posix()):
            continue
        place = str(path.relative_to(root.parent))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for words in _texts(tree, helps="models" not in path.as_posix()):
            if is_text(words) and (not WORD_LISTS.search(place) or words[0].isupper()):
                yield Text(id=words, place=place)
        for words in _labels(tree):
            yield Text(id=words, place=place)
    yield from (Text(id=word, place="tijdig") for word in SMALL_WORDS)


def is_text(words: str) -> bool:
    """Is this Dutch for a person, and no code, query or message for a programmer?"""
    plain = re.sub(r"\{\w+\}", "", words)
    return bool(
        LETTERS.search(plain)
        and (plain == words or LONG_WORD.search(plain))
        and SENTENCE.fullmatch(plain)
        and not CODE.search(plain)
        and not ENGLISH.search(plain)
        and words == words.strip()
    )


def _texts(tree: ast.AST, *, helps: bool) -> Iterator[str]:
    passed = {id(inner) for part in _annotations(tree) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if _is_no_text(node) or (not helps and isinstance(node, ast.keyword) and node.arg == "help_text"):
            passed.update(id(inner) for inner in ast.walk(node))
        elif isinstance(node, ast.JoinedStr):
            yield from sentences_of(node)
            passed.update(id(part) for part in node.values if isinstance(part, ast.Constant))
            passed.update(
                id(part.format_spec) for part in node.values if isinstance(part, ast.FormattedValue)
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield _named(node.value)


def _labels(tree: ast.AST) -> Iterator[str]:
    """What stands in an argument that holds a label, even one small word."""
    for node in ast.walk(tree):
        given = [(node.arg, node.value)] if isinstance(node, ast.keyword) else []
        if isinstance(node, ast.Dict):
            given = [
                (getattr(key, "value", None), value)
                for key, value in zip(node.keys, node.values, strict=True)
            ]
        for name, value in given:
            words = str(value.value) if name in LABELS and _is_word(value) else ""  # type: ignore[attr-defined]
            if LETTERS.search(words) and not re.search(r"[_/{]", words) and words == words.strip():
                yield words


def _named(words: str) -> str:
    """A text for str.format with open places: each gets a name."""
    parts = words.split("{}")
    return parts[0] + "".join(f"{{waarde{number or ''}}}{part}" for number, part in enumerate(parts[1:]))


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    """Types, and keys between brackets."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns", "slice"):
            if isinstance(part := getattr(node, name, None), ast.AST):
                yield part


def _is_no_text(node: ast.AST) -> bool:
    """Docstrings, names of types, keys, lists of names, and what only an engineer reads."""
    return (
        (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.keyword) and node.arg in NO_TEXT)
        or (isinstance(node, ast.FunctionDef) and node.name in {"__str__", "__repr__"})
        or (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) in NO_CALLS
        )
        or (isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in {"__all__"})
    )


def sentences_of(node: ast.JoinedStr) -> list[str]:
    """The sentences an f-string can be, with a place for each value."""
    names: list[str] = []
    parts = [_forms(part, names) for part in node.values]
    return ["".join(chosen) for chosen in product(*parts)]


def _forms(part: ast.expr, names: list[str]) -> Sequence[str]:
    if isinstance(part, ast.Constant):
        return [str(part.value).replace("{", "{{").replace("}", "}}")]
    value = cast("ast.FormattedValue", part).value
    if isinstance(value, ast.IfExp) and all(_is_word(side) for side in (value.body, value.orelse)):
        return [value.body.value, value.orelse.value]  # type: ignore[attr-defined]
    if isinstance(value, ast.Call) and getattr(value.func, "id", "") == COUNT and _is_word(value.args[1]):
        place = _place(value.args[0], names)
        return [f"{place}\u00a0{word}" for word in value.args[1].value.split(",")]  # type: ignore[attr-defined]
    return [_place(value, names)]


def _is_word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _place(value: ast.expr, names: list[str]) -> str:
    """A place for a value, named after it."""
    base = _name(value)
    name, number = base, 1
    while name in names:
        number += 1
        name = f"{base}{number}"
    names.append(name)
    return f"{{{name}}}"


def _name(value: ast.expr) -> str:
    for inner in ast.walk(value):
        if isinstance(inner, ast.Call) and inner.args:
            return _name(inner.args[0])
        if isinstance(inner, ast.Attribute):
            return inner.attr
        if isinstance(inner, ast.Name):
            return inner.id
    return "waarde"
