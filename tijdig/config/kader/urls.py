"""Addresses of the pages of the afwegingskader."""

from django.urls import path

from . import editing, overview, proposal, trying

app_name = "kader"
urlpatterns = [
    path("", overview.kader, name="kader"),
    path("nieuw", overview.nieuw, name="nieuw"),
    path("inlezen", overview.upload, name="inlezen"),
    path("bestand/<slug:dag>", overview.bestand, name="bestand_kader"),
    path("<int:voorstel_id>/", proposal.voorstel, name="voorstel"),
    path("<int:voorstel_id>/bestand.yaml", proposal.download, name="voorstel_bestand"),
    path("<int:voorstel_id>/voorleggen", proposal.voorleggen, name="voorleggen"),
    path("<int:voorstel_id>/vaststellen", proposal.vaststellen, name="vaststellen"),
    path("<int:voorstel_id>/intrekken", proposal.intrekken, name="intrekken"),
    path("<int:voorstel_id>/uitproberen", trying.uitproberen, name="uitproberen"),
    path("<int:voorstel_id>/kop", editing.kop, name="kop"),
    path("<int:voorstel_id>/regel/<int:nummer>", editing.regel, name="regel"),
    path("<int:voorstel_id>/regel/<int:nummer>/schuif", editing.schuif, name="schuif"),
]
