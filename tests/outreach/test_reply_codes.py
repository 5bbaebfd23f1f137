"""The code on a letter: drawn, sealed, found without a gemeente and by nobody else (R-OUT-6, R-ROL-2)."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.reply.codes import (
    ALPHABET,
    LENGTH,
    Found,
    codes_of,
    draw,
    find,
    is_code_of,
    known_codes,
    normal,
    specimen,
)  # fmt: skip
from tijdig.outreach.reply.models import Reactiecode

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak() -> Vroegsignaalzaak:
    zaken.gemeente()
    return zaken.zaak(1, by=zaken.team())


def test_a_code_can_be_read_aloud_and_is_long_enough() -> None:  # R-OUT-6
    assert not set("01OILAEU") & set(ALPHABET)
    assert len(ALPHABET) ** LENGTH > 2**43
    assert len({draw() for _ in range(500)}) == 500


@pytest.mark.parametrize("typed", ["bcd-fgh-jkm", " BCD FGH JKM ", "bcdfghjkm", "BCD–FGH–JKM"])
def test_it_does_not_matter_how_it_is_typed(typed: str) -> None:
    assert normal(typed) == "BCDFGHJKM"


@pytest.mark.parametrize(
    "typed", ["", "BCD-FGH-JK", "BCD-FGH-JKMN", "BCD-FGH-JKA", "BCD-FGH-JK0", "x" * 9000]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normal(typed) is None
    assert find(typed) is None


def test_a_zaak_keeps_its_code(zaak: Vroegsignaalzaak) -> None:  # R-OUT-6
    first = codes_of([zaak.pk], gemeente_code="0505", today=TODAY)[zaak.pk]
    again = codes_of([zaak.pk], gemeente_code="0505", today=TODAY)[zaak.pk]
    assert first == again == known_codes([zaak.pk])[zaak.pk]
    assert first.url.endswith(first.code.replace("-", ""))
    assert first.address in first.url
    assert "/" not in first.code


def test_the_database_alone_holds_no_code(zaak: Vroegsignaalzaak) -> None:  # AVG art. 32
    code = codes_of([zaak.pk], gemeente_code="0505", today=TODAY)[zaak.pk].code
    row = Reactiecode.objects.get()
    kept = f"{row.kenmerk} {row.zegel}"
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_many_codes_cost_as_many_queries_as_few(zaak: Vroegsignaalzaak) -> None:
    more = [zaak.pk, *(zaken.zaak(n, by=SYSTEM).pk for n in range(2, 10))]
    counts = []
    for ids in (more[:1], more[1:]):
        with CaptureQueriesContext(connection) as queries:
            codes_of(ids, gemeente_code="0505", today=TODAY)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 4  # rows go through a staging table from six on


def test_a_code_is_found_without_a_gemeente_and_nothing_else_is(zaak: Vroegsignaalzaak) -> None:  # R-ROL-2
    code = codes_of([zaak.pk], gemeente_code="0505", today=TODAY)[zaak.pk].code
    row = Reactiecode.objects.get()
    assert is_code_of(row, code)
    assert not is_code_of(row, draw())
    enter("")
    assert find(code) == Found(gemeente_code="0505", zaak_id=zaak.pk)
    assert find(specimen().code) is None
    assert find(draw()) is None
    assert not Reactiecode.objects.exists()
    with connection.cursor() as cursor:
        # What the function does, the app role cannot do by hand: the policy is the owner's.
        cursor.execute("select set_config('app.reactiekenmerk', %s, true)", [row.kenmerk])
    assert not Reactiecode.objects.exists()


def test_the_function_gives_two_columns_and_only_to_the_app_role(zaak: Vroegsignaalzaak) -> None:  # R-ROL-2
    with connection.cursor() as cursor:
        cursor.execute("select * from gemeente_of_reactiecode('niets')")
        assert [column.name for column in cursor.description] == ["gemeente", "zaak"]
        cursor.execute(
            "select prosecdef, proconfig, has_function_privilege('public', oid, 'execute') "
            "from pg_proc where proname = 'gemeente_of_reactiecode'"
        )
        definer, config, public = cursor.fetchone()
    assert definer
    assert not public
    assert any(setting.startswith("search_path=") for setting in config)


def test_another_gemeente_cannot_read_the_row(zaak: Vroegsignaalzaak) -> None:  # R-ROL-2
    codes_of([zaak.pk], gemeente_code="0505", today=TODAY)
    make.gemeente("0599", "Rotterdam")
    assert not Reactiecode.objects.exists()
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Reactiecode.objects.create(
            gemeente_id="0505", zaak_id=zaak.pk, ronde=9, kenmerk="x", zegel="", gemaakt_op="2026-01-01T00:00Z",
            geldig_tot=TODAY,
        )  # fmt: skip
