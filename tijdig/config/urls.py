"""Every address of the site, room by room."""

from django.urls import include, path

from . import errors

handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.fault,
)

urlpatterns = [
    path("account/", include("tijdig.accounts.login_urls")),
    path("", include("tijdig.config.home")),
    path("beleid/kader/", include("tijdig.config.kader.urls")),
    path("capaciteit/", include("tijdig.casework.capacity_urls")),
    path("aanleveringen/", include("tijdig.intake.urls")),
    path("twijfel/", include("tijdig.checks.urls")),
    path("zaken/", include("tijdig.config.zaak")),
    path("brieven/", include("tijdig.outreach.urls")),
    path("r/", include("tijdig.outreach.reply.public_urls")),
    path("reacties/", include("tijdig.outreach.reply.urls")),
    path("berichten/", include("tijdig.outreach.message_urls")),
    path("sjablonen/", include("tijdig.outreach.template_urls")),
    path("rondes/", include("tijdig.outreach.visits.urls")),
    path("ronde/", include("tijdig.outreach.visits.walk_urls")),
    path("terugkoppeling/", include("tijdig.feedback.urls")),
    path("sociale-kaart/", include("tijdig.referrals.urls")),
    path("partners/", include("tijdig.partners.urls")),
    path("beheer/", include("tijdig.accounts.urls")),
    path("cijfers/ddas/", include("tijdig.ddas.urls")),
    path("cijfers/inlezen/", include("tijdig.ddas.upload.urls")),
    path("cijfers/", include("tijdig.monitor.urls")),
    path("ddas/", include("tijdig.ddas.api_urls")),
    path("privacy/", include("tijdig.privacy.urls")),
]
