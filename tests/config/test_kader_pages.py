"""The pages of the afwegingskader: read, change, try, decide (R-TRI-1, R-TRI-3)."""

from datetime import date, timedelta

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import given

from tests import make
from tests.casework.conftest import CODE, WORKDAY, build
from tests.rules.weighing import kaders
from tijdig.accounts.context import enter
from tijdig.config.kader.forms import RegelForm, initial_of
from tijdig.config.kader.words import GROUPS
from tijdig.policies import POLICY_FOLDER, policy_on
from tijdig.policies.decided import as_file
from tijdig.policies.models import Beleidsvoorstel
from tijdig.rules.conditions import CONDITIONS
from tijdig.rules.terms import Aanpak, Rolsoort

FIRST = WORKDAY + timedelta(days=30)
RULE = {
    "id": "hoge-huur", "soorten_bevat": ["huur"], "bedrag_minimaal": "750,50", "telefoon_bekend": "ja",
    "dan": "bellen", "bakje": "bellen", "vervolg": "huisbezoek_aangekondigd", "team": "Wijkteam Noord",
    "reden": "De huur is hoog.", "bron": "besluit van het team",
}  # fmt: skip


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setenv("TIJDIG_VANDAAG", WORKDAY.isoformat())
    make.gemeente(CODE)


@pytest.fixture
def koen(day: None) -> Client:
    return make.login(Client(), make.user("koen", Rolsoort.BEHEERDER))


@pytest.fixture
def samira(day: None) -> Client:
    return make.login(Client(), make.user("samira", Rolsoort.TEAMLEIDER))


def text_of(answer: HttpResponse) -> str:
    enter(CODE)
    return answer.content.decode().replace("\u00a0", " ")


def begun(koen: Client) -> Beleidsvoorstel:
    koen.post(reverse("kader:nieuw"))
    enter(CODE)
    return Beleidsvoorstel.objects.latest("pk")


def post(client: Client, name: str, *args: int, status: int = 200, **data: object) -> str:
    voorstel = Beleidsvoorstel.objects.get(pk=args[0])
    answer = client.post(
        reverse(f"kader:{name}", args=args), {"versie": voorstel.versie, **data}, follow=True
    )
    assert answer.status_code == status, answer.content.decode()
    return text_of(answer)


def rules_of(voorstel: Beleidsvoorstel) -> list[dict]:
    voorstel.refresh_from_db()
    return yaml.safe_load(voorstel.tekst)["regels"]


def test_everybody_who_works_here_reads_the_kader_and_its_versions() -> None:  # R-TRI-1
    page = text_of(make.login(Client(), make.user("vera")).get(reverse("kader:kader")))
    assert "Afwegingskader Vroeg Eropaf Dordrecht" in page
    assert "Geldt sinds 1 mei 2021." in page
    assert "geldt nu" in page
    assert "Begin een voorstel" not in page


def test_the_kader_is_a_file_that_can_be_read_again(koen: Client) -> None:  # R-TRI-3
    answer = koen.get(reverse("kader:bestand_kader", args=["2021-05-01"]))
    assert "afwegingskader-0505-2021-05-01.yaml" in answer["Content-Disposition"]
    shipped = POLICY_FOLDER / "gemeente/0505/afwegingskader/2021-05-01.yaml"
    assert yaml.safe_load(answer.content) == yaml.safe_load(shipped.read_text())
    assert as_file(answer.content.decode(), CODE, "toets")
    assert koen.get(reverse("kader:bestand_kader", args=["2019-01-01"])).status_code == 404


def test_a_proposal_begins_as_a_copy_and_changes_nothing(koen: Client) -> None:
    voorstel = begun(koen)
    assert rules_of(voorstel)[0]["id"] == "crisis-sociale-dienst"
    assert voorstel.geldig_vanaf > WORKDAY
    assert policy_on(FIRST, CODE).afwegingskader.versie == "0505 2021-05-01"


def test_a_gemeente_without_its_own_kader_begins_with_the_standard() -> None:
    make.gemeente("0599", "Rotterdam")
    koen = make.login(Client(), make.user("koen", Rolsoort.BEHEERDER, gemeente_code="0599"))
    assert "nog geen eigen kader" in koen.get(reverse("kader:kader")).content.decode()
    koen.post(reverse("kader:nieuw"))
    enter("0599")
    content = yaml.safe_load(Beleidsvoorstel.objects.get().tekst)
    assert (content["gemeente"], content["titel"]) == ("0599", "Afwegingskader Rotterdam")


def test_rules_are_added_changed_moved_and_taken_out(koen: Client) -> None:  # R-TRI-1
    voorstel = begun(koen)
    count = len(rules_of(voorstel))
    page = post(koen, "regel", voorstel.pk, 0, **RULE)
    assert "Regel “hoge-huur” is opgeslagen." in page
    assert rules_of(voorstel)[-2] == {
        "id": "hoge-huur",
        "als": {"soorten_bevat": ["huur"], "bedrag_minimaal": 75_050, "telefoon_bekend": True},
        "dan": "bellen", "vervolg": "huisbezoek_aangekondigd", "bakje": "bellen", "team": "Wijkteam Noord",
        "reden": "De huur is hoog.", "bron": "besluit van het team",
    }  # fmt: skip
    assert "staat nu op plaats 8" in post(koen, "schuif", voorstel.pk, 9, doe="omhoog")
    post(koen, "regel", voorstel.pk, 8, **(RULE | {"dan": "brief", "vervolg": ""}))
    assert (rules_of(voorstel)[7]["dan"], "vervolg" in rules_of(voorstel)[7]) == ("brief", False)
    post(koen, "schuif", voorstel.pk, 8, doe="omlaag")
    post(koen, "schuif", voorstel.pk, 9, doe="weg")
    assert len(rules_of(voorstel)) == count


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": "crisis-bellen"}, "Een andere regel heet al zo."),
        ({"id": "curatele"}, "Deze naam gebruikt het systeem zelf."),
        ({"dan": ""}, "Dit veld is verplicht"),
        ({"dan": "vliegen"}, "vliegen"),
        ({"bedrag_minimaal": "veel"}, "Voer een getal in"),
        ({"adempauze_dagen": "14"}, "Een adempauze kan alleen bij recidive"),
        ({"aankondiging": ["brief"]}, "hoort alleen bij een huisbezoek met aankondiging"),
    ],
)
def test_a_fault_stands_at_the_rule_and_keeps_what_was_filled_in(
    koen: Client, changes: dict, says: str
) -> None:
    voorstel = begun(koen)
    before = rules_of(voorstel)
    page = post(koen, "regel", voorstel.pk, 0, status=422, **(RULE | changes))
    assert says.casefold() in page.casefold()
    assert "De huur is hoog." in page
    assert rules_of(voorstel) == before


def test_a_doubt_stands_at_the_rule_it_is_about(koen: Client) -> None:  # R-TRI-3
    voorstel = begun(koen)
    assert "krijgt nooit een lichtere aanpak" in text_of(
        koen.get(reverse("kader:voorstel", args=[voorstel.pk]))
    )
    lighter = RULE | {"dan": "brief", "vervolg": "", "telefoon_bekend": ""}
    page = post(koen, "regel", voorstel.pk, 0, **lighter)
    for _ in range(3):
        page = post(koen, "schuif", voorstel.pk, 1 + [r["id"] for r in rules_of(voorstel)].index("hoge-huur"),
                    doe="omhoog")  # fmt: skip
    assert "Een hoger bedrag kan hier een lichtere aanpak krijgen" in page
    assert page.count("Vanaf € 750,50 geeft regel &#x27;hoge-huur&#x27; brief") >= 2


def test_the_last_rule_stays(koen: Client) -> None:
    voorstel = begun(koen)
    for _ in range(len(rules_of(voorstel)) - 1):
        post(koen, "schuif", voorstel.pk, 1, doe="weg")
    assert "minstens één regel" in post(koen, "schuif", voorstel.pk, 1, doe="weg")
    assert len(rules_of(voorstel)) == 1


def test_the_second_of_two_people_is_told(koen: Client) -> None:
    voorstel = begun(koen)
    post(koen, "schuif", voorstel.pk, 2, doe="omhoog")
    page = post(koen, "schuif", voorstel.pk, 2, doe="omhoog", versie=1)
    assert "intussen gewijzigd" in page


def test_the_head_is_changed(koen: Client) -> None:
    voorstel = begun(koen)
    post(
        koen,
        "kop",
        voorstel.pk,
        titel="Kader 2027",
        summary="Eerst bellen",
        geldig_vanaf="2027-02-01",
        bron="raad",
    )
    voorstel.refresh_from_db()
    content = yaml.safe_load(voorstel.tekst)
    assert (content["titel"], voorstel.geldig_vanaf) == ("Kader 2027", date(2027, 2, 1))
    assert "toelichting" not in content


def upload(koen: Client, content: bytes) -> HttpResponse:
    return koen.post(
        reverse("kader:inlezen"), {"bestand": SimpleUploadedFile("kader.yaml", content)}, follow=True
    )


def test_a_file_is_read_as_a_concept(koen: Client) -> None:  # R-TRI-3
    content = (POLICY_FOLDER / "gemeente/0505/afwegingskader/2021-05-01.yaml").read_bytes()
    assert "ingelezen als concept" in text_of(upload(koen, content))
    assert Beleidsvoorstel.objects.get().tekst.encode() == content


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "geen tekst in UTF-8"),
        (b"titel: Kort\nsoort: x\n", "Regel 2: &#x27;soort&#x27; is hier geen bekende sleutel."),
        (b"titel: [", "dit is geen geldige YAML"),
        (b"x" * 300_000, "te groot"),
    ],
)
def test_a_file_with_faults_says_at_which_line_and_keeps_nothing(
    koen: Client, content: bytes, says: str
) -> None:
    answer = upload(koen, content)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not Beleidsvoorstel.objects.exists()


def test_two_people_put_it_in_force(koen: Client, samira: Client) -> None:  # R-TRI-3
    voorstel = begun(koen)
    post(koen, "regel", voorstel.pk, 0, **RULE)
    assert "Stel dit kader vast" not in post(koen, "voorleggen", voorstel.pk)
    assert koen.post(reverse("kader:vaststellen", args=[voorstel.pk])).status_code == 403
    enter(CODE)
    assert "Stel dit kader vast" in text_of(samira.get(reverse("kader:voorstel", args=[voorstel.pk])))
    late = post(
        samira, "vaststellen", voorstel.pk, status=422, geldig_vanaf=WORKDAY.isoformat(), besluit="college"
    )
    assert "die nog moet komen" in late
    done = post(
        samira, "vaststellen", voorstel.pk, geldig_vanaf=FIRST.isoformat(), besluit="College, 3-11-2026"
    )
    assert "komt nog" in done
    kader = policy_on(FIRST, CODE).afwegingskader
    assert (kader.regels[-2].id, kader.vastgesteld) == ("hoge-huur", "College, 3-11-2026")
    assert policy_on(WORKDAY, CODE).afwegingskader.versie == "0505 2021-05-01"


def test_a_teamleider_who_proposes_meets_the_four_eyes(koen: Client) -> None:
    both = make.login(Client(), make.user("bo", Rolsoort.TEAMLEIDER, Rolsoort.BELEIDSADVISEUR))
    voorstel = begun(both)
    page = post(both, "voorleggen", voorstel.pk)
    assert "Een tweede persoon stelt het vast." in page
    assert "Stel dit kader vast" not in page


def test_it_is_tried_on_the_zaken_of_last_year(koen: Client) -> None:  # R-TRI-3
    house = build()
    make.zaak(
        make.checked(house.huur, ontvangen=WORKDAY, telefoon="0612345678", bedrag=90_000), today=WORKDAY
    )
    make.zaak(make.checked(house.zorg, "3311AA-2", ontvangen=WORKDAY, soort="zorgverzekering"), today=WORKDAY)
    voorstel = begun(koen)
    post(koen, "regel", voorstel.pk, 0, **RULE)
    for _ in range(3):
        post(
            koen,
            "schuif",
            voorstel.pk,
            1 + [r["id"] for r in rules_of(voorstel)].index("hoge-huur"),
            doe="omhoog",
        )
    page = text_of(koen.get(reverse("kader:uitproberen", args=[voorstel.pk])))
    assert "1 van de 2 zaken krijgt een andere aanpak." in page
    assert "Vul bij" in page


def test_without_zaken_the_trial_says_so(koen: Client) -> None:
    page = text_of(koen.get(reverse("kader:uitproberen", args=[begun(koen).pk])))
    assert "nog geen zaken" in page


def test_the_form_asks_for_every_condition_there_is() -> None:  # R-TRI-1
    assert {name for names in GROUPS.values() for name in names} == set(CONDITIONS)


@given(kaders)
def test_a_rule_in_the_form_and_out_again_is_the_same(kader) -> None:  # R-TRI-1
    for regel in kader.regels:
        content = {
            "id": regel.id, "als": {n: sorted(w) if isinstance(w, frozenset) else w for n, w in regel.als.demands},
            "dan": str(regel.dan), "bakje": regel.bakje, "reden": regel.reden, "bron": regel.bron,
        }  # fmt: skip
        form = RegelForm(initial_of(content), soorten=["huur", "gas", "drinkwater", "zorgverzekering"])
        assert form.is_valid(), form.errors
        again = form.regel()
        again["als"] = {n: sorted(w) if isinstance(w, list) else w for n, w in again["als"].items()}
        assert again == content | {"als": again["als"]}
        assert again["als"] == content["als"]
        assert Aanpak(again["dan"]) is regel.dan
