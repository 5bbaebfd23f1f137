"""Addresses of the pages of `checks`."""

from django.urls import path

from . import forwarding_views, list_views, views

app_name = "checks"
urlpatterns = [
    path("", views.twijfel, name="twijfel"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/antwoord", views.antwoord, name="antwoord"),
    path("<int:pk>/invoeren", views.invoeren, name="invoeren"),
    path("wachtend", views.wachtend, name="wachtend"),
    path("wachtend/opnieuw", views.opnieuw, name="opnieuw"),
    path("wachtend/<int:pk>/overnemen", views.overnemen, name="overnemen"),
    path("doorzendingen/", forwarding_views.doorzendingen, name="doorzendingen"),
    path("doorzendingen/<int:pk>/doorsturen", forwarding_views.doorsturen, name="doorsturen"),
    path("doorzendingen/<int:pk>/pakket", forwarding_views.pakket, name="pakket"),
    path("doorzendingen/<int:pk>/pakket/wachtwoord", forwarding_views.wachtwoord, name="wachtwoord"),
    path("doorzendingen/<int:pk>/pakket/download", forwarding_views.downloaden, name="downloaden"),
    path("lijsten/schuldhulpverlening", list_views.shv_lijst, name="shv_lijst"),
    path("lijsten/adressen", list_views.bag_lijst, name="bag_lijst"),
]
