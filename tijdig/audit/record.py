"""Write one line in the audit trail, in the transaction of the act itself."""

from collections.abc import Iterable, Mapping

from .models import AuditEvent


def record(what: str, *, subject: str, by: object, ground: str, **detail: str | int | bool) -> None:
    """Record one act or one look (R-BEW-4).

    `by` is an Actor or text; its `str` is a code such as "gebruiker:7". `detail` holds codes and
    counts, never a name, address, BSN or free text. Source: AVG art. 5 lid 2, 30.
    """
    AuditEvent.objects.create(what=what, subject=subject, by=str(by), ground=ground, detail=detail)


def record_each(
    what: str, *, subjects: Iterable[str], by: object, ground: str, **detail: str | int | bool
) -> None:
    """Record the same act or look of each of these, with one statement: who is sought is looked at (R-BEW-4).

    `subjects` can be a mapping: then each has details of its own, beside those of all.
    """
    own = subjects if isinstance(subjects, Mapping) else {}
    AuditEvent.objects.bulk_create(
        AuditEvent(
            what=what, subject=subject, by=str(by), ground=ground, detail=detail | own.get(subject, {})
        )
        for subject in subjects
    )
