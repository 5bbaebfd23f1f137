"""The texts of the templates: what stands in translate and blocktranslate, and words with a number."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from .text import Text

STRING = r"""[urb]*(?:"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*')"""
CALL = re.compile(rf"(?<![\w.])n?(?:gettext|_)\((?:{STRING})(?:,\s*{STRING})?")
COUNTED = re.compile(r'\|count_word:"([^",]+),([^",]+)"')
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", re.DOTALL)


def texts_in_templates(root: Path) -> Iterator[Text]:
    """Every text in the templates under `root`."""
    for path in sorted(
        path for kind in ("html", "svg", "txt") for path in root.rglob(f"templates/**/*.{kind}")
    ):
        source, place = path.read_text(encoding="utf-8"), str(path.relative_to(root.parent))
        for call in CALL.findall(templatize(source)):
            words = [ast.literal_eval(word) for word in re.findall(STRING, call)]
            yield Text(id=words[0], plural=words[1] if len(words) > 1 else "", place=place)
        for one, many in COUNTED.findall(COMMENT.sub("", source)):
            yield Text(id=one, plural=many, place=place)
