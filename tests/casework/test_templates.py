"""The templates of casework keep to the CSP: nothing inline."""

import re
from pathlib import Path

import pytest

import tijdig.casework

PAGES = sorted((Path(tijdig.casework.__file__).parent / "templates").rglob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_template_needs_an_exception_to_the_csp(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<style|javascript:|hx-on|hx-vars", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
