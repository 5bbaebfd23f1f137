"""Parts that need arithmetic before they can be drawn: clocks, bars that add up, attempts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from tijdig.config.templatetags.tijdig_tags import due_in, due_kind

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One part of a bar: where it begins and how wide it is, both in per cents of the whole."""

    label: str
    count: int
    kind: str
    x: str
    width: str
    share: float


@register.inclusion_tag("parts/term_line.html")
def term_line(
    label: str,
    start: date,
    end: date,
    *,
    today: date | None = None,
    kind: str = "",
    words: str = "",
    done: date | None = None,
) -> dict[str, Any]:
    """A clock as a line with today on it (R-TRM-5).

    `kind`: rustig, dringend, te-laat, crisis, klaar; without it the days left decide. `words` replaces
    "nog 6 dagen" (e.g. "nog 20 uur"). `done`: the day on which the clock was met, which stops it there.
    """
    upto = done or today or timezone.localdate()
    length = max((end - start).days, 1)
    passed = min(max((upto - start).days, 0), length)
    return {
        "label": label,
        "start": start,
        "end": end,
        "at": _per_cent(passed, length),
        "passed": passed,
        "length": length,
        "kind": "klaar" if done else kind or due_kind(end, upto),
        "words": words or ("gehaald" if done else due_in(end, upto)),
        "done": done,
    }


@register.inclusion_tag("parts/stacked_bar.html")
def stacked_bar(parts: Sequence[dict[str, Any]], *, noun: str = "regels", title: str = "") -> dict[str, Any]:
    """A bar of counts that add up. `parts`: [{label, count, kind}], kind: goed, fout, dubbel, rest."""
    total = sum(int(part["count"]) for part in parts)
    segments, before = [], 0
    for part in parts:
        count = int(part["count"])
        share = count / total if total else 0.0
        segments.append(
            Segment(
                label=str(part["label"]),
                count=count,
                kind=str(part["kind"]),
                x=_per_cent(before, total),
                width=_per_cent(count, total),
                share=share,
            )
        )
        before += count
    return {"segments": segments, "total": total, "noun": noun, "title": title}


@register.inclusion_tag("parts/attempts.html")
def attempts(reached: Sequence[bool]) -> dict[str, Any]:
    """Earlier attempts as dots, oldest first; full = reached. The number stands beside them in words."""
    dots = [{"x": 6 + 14 * place, "reached": hit} for place, hit in enumerate(reached)]
    return {"dots": dots, "count": len(dots), "hits": sum(reached), "width": max(14 * len(dots) - 2, 0)}


def _per_cent(part: int, whole: int) -> str:
    """A length for an SVG attribute; with a point, whatever the language of the page."""
    return f"{100 * part / whole:.2f}%" if whole else "0%"
