"""All settings, in one file; the environment decides (see .env.example)."""

from ipaddress import ip_network
from pathlib import Path

from django.utils.csp import CSP

from tijdig import __version__
from tijdig.connectors.partner_webhook import WebhookConfig

from . import environment as env

ROOT = Path(__file__).resolve().parents[2]
VERSION = __version__

DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_FAILURE_VIEW = "tijdig.config.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django.forms",
    "django_htmx",
    "tijdig.config",
    "tijdig.audit",
    "tijdig.accounts",
    "tijdig.policies",
    "tijdig.partners",
    "tijdig.intake",
    "tijdig.checks",
    "tijdig.referrals",
    "tijdig.casework",
    "tijdig.outreach",
    "tijdig.feedback",
    "tijdig.privacy",
    "tijdig.monitor",
    "tijdig.ddas",
]

MIDDLEWARE = [
    "tijdig.config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tijdig.intake.upload_limit.UploadLimitMiddleware",
    "tijdig.accounts.middleware.SessionEndMiddleware",
    "tijdig.accounts.language.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tijdig.accounts.middleware.SecondFactorMiddleware",
    "tijdig.accounts.middleware.GemeenteMiddleware",
    "axes.middleware.AxesMiddleware",
    "tijdig.config.errors.NoPageMiddleware",
]

ROOT_URLCONF = "tijdig.config.urls"
WSGI_APPLICATION = "tijdig.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # own widgets: templates/django/forms
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "tijdig" / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tijdig.config.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "tijdig.config.templatetags.tijdig_tags"],
        },
    }
]

# One PostgreSQL. The app role works; the owner only migrates (`tijdig migreer`).
DATABASE_URL = env.text("OWNER_DATABASE_URL") if env.flag("TIJDIG_AS_OWNER") else env.text("DATABASE_URL")
DATABASES = {
    "default": {
        **env.database(DATABASE_URL or "postgresql://tijdig_app@127.0.0.1/tijdig"),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": env.number("DATABASE_POOL", 12), "timeout": 10},
            # What is prepared (tijdig/prepared.py) is planned once; left to itself the engine plans it each time.
            "prepare_threshold": 5,
            "options": "-c plan_cache_mode=force_generic_plan",
        },
        "TEST": {"NAME": None},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_IMPORT_PATHS = ["tijdig.jobs"]
HEARTBEAT = float(env.text("TIJDIG_HEARTBEAT", "10"))  # seconds between signs of life of a worker
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 2,
    "update_heartbeat_interval": HEARTBEAT,
    "stalled_worker_timeout": 3 * HEARTBEAT,
    "delete_jobs": "successful",
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# --- Who are you ---------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tijdig.accounts.adapters.StaffAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tijdig"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "tijdig.accounts.adapters.SecondFactorAdapter"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who logged in when, from where, would stay for ever
AXES_CLIENT_IP_CALLABLE = "tijdig.accounts.visitors.ip_of"
AXES_LOCKOUT_TEMPLATE = "429.html"
SESSION_COOKIE_AGE = 60 * 60 * 9  # a working day, counted from the log-in
SESSION_IDLE_SECONDS = 60 * env.number("TIJDIG_SESSIE_MINUTEN", 60)  # without an act
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Safe by default -----------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],  # small icons inside the design system's stylesheets
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_TLS = env.flag("TIJDIG_TLS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0  # else all of us share the address of the proxy
if BEHIND_TLS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
        "__Host-sessie",
        "__Host-csrf",
    )  # of this very host, never of one beside it
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gezond$"]  # asked by the platform itself, without TLS
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365

# --- Words and time ------------------------------------------------------------------------
LANGUAGE_CODE = "nl"  # the source language (ADR 11); a person may choose another for the pages of the staff
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
FORMAT_MODULE_PATH = ["tijdig.config.formats"]
LOCALE_PATHS = [ROOT / "tijdig" / "config" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Files ---------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = ROOT / "staticfiles"
NODE = ROOT / "node_modules"
VENDOR = {
    "vendor/voorbeeld": NODE / "@nl-design-system-unstable" / "voorbeeld-design-tokens" / "dist",
    "vendor/utrecht": NODE / "@utrecht" / "component-library-css" / "dist",
    "vendor/nl-skip-link": NODE / "@nl-design-system-candidate" / "skip-link-css" / "dist",
    "vendor/nl-mark": NODE / "@nl-design-system-candidate" / "mark-css" / "dist",
    "vendor/source-sans-3": NODE / "@fontsource" / "source-sans-3" / "files",
    "vendor/htmx": NODE / "htmx.org" / "dist",
}
STATICFILES_DIRS = [(prefix, folder) for prefix, folder in VENDOR.items() if folder.exists()]
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
MAX_AANLEVERING_BYTES = env.number("TIJDIG_MAX_AANLEVERING_MB", 300) * 1024 * 1024

# --- Outside -------------------------------------------------------------------------------
# Networks of our own to which a partner's webhook may point all the same, e.g. "10.1.0.0/16".
WEBHOOK = WebhookConfig(
    private=tuple(ip_network(network) for network in env.listed("TIJDIG_WEBHOOK_NETWERKEN")),
    ca=env.text("TIJDIG_WEBHOOK_CA"),
)
BRP = {
    "base_url": env.text("BRP_URL"),
    "api_key": env.text("BRP_API_KEY"),
    "api_key_header": env.text("BRP_API_KEY_HEADER", "X-API-KEY"),
    "token_url": env.text("BRP_TOKEN_URL"),
    "client_id": env.text("BRP_CLIENT_ID"),
    "client_secret": env.text("BRP_CLIENT_SECRET"),
    "scope": env.text("BRP_SCOPE"),
    "resource_server": env.text("BRP_RESOURCE_SERVER"),
    "headers": env.listed("BRP_HEADERS"),  # "x-doelbinding=...,x-gebruiker={gebruiker}"
    "timeout_seconds": env.number("BRP_TIMEOUT", 10),
    "attempts": env.number("BRP_ATTEMPTS", 4),
    "pause_seconds": env.number("BRP_PAUSE_MS", 1000) / 1000,
    "parallel": env.number("BRP_PARALLEL", 8),
}
SHV = {
    "base_url": env.text(
        "SHV_URL"
    ),  # the register of schuldhulpverlening, when it has a REST service (R-SHV-3)
    "api_key": env.text("SHV_API_KEY"),
    "timeout_seconds": float(env.number("SHV_TIMEOUT", 10)),
    "ca": env.text("SHV_CA"),
}
# The public address of the reply page: stands on letters and in the QR (R-OUT-6). Ends with a slash.
REPLY_URL = env.text("REPLY_URL", "http://localhost:8000/r/").rstrip("/") + "/"
REPLY_TEXTS = env.text("REACTIETEKSTEN")  # a folder with own texts of the reply page, one file per language
# By which way messages go out: smtp (e-mail only), notify, webhook; empty = by hand.
SENDING = {
    "sms": env.text("TIJDIG_SMS"),
    "email": env.text("TIJDIG_EMAIL"),
    "notify": {
        "base_url": env.text("NOTIFY_URL", "https://api.notifynl.nl"),
        "api_key": env.text("NOTIFY_API_KEY"),
        "sms_template": env.text("NOTIFY_SMS_TEMPLATE"),
        "email_template": env.text("NOTIFY_EMAIL_TEMPLATE"),
    },
    "smtp": {
        "host": env.text("SMTP_HOST"),
        "port": env.number("SMTP_PORT", 587),
        "user": env.text("SMTP_USER"),
        "password": env.text("SMTP_PASSWORD"),
        "sender": env.text("SMTP_SENDER"),
        "sender_name": env.text("SMTP_SENDER_NAME", "Gemeente"),
        "ca": env.text("SMTP_CA"),
    },
    "webhook": {"url": env.text("WEBHOOK_URL"), "secret": env.text("WEBHOOK_SECRET")},
    "callback_token": env.text("NOTIFY_CALLBACK_TOKEN"),
}
# Only asked about an address that is not on the gemeente's own list; off when no address is set.
BAG = {
    "base_url": env.text("BAG_URL"),
    "api_key": env.text("BAG_API_KEY"),
    "api_key_header": env.text("BAG_API_KEY_HEADER", "X-Api-Key"),
    "timeout_seconds": env.number("BAG_TIMEOUT", 5),
    "attempts": env.number("BAG_ATTEMPTS", 3),
    "pause_seconds": env.number("BAG_PAUSE_MS", 500) / 1000,
    "parallel": env.number("BAG_PARALLEL", 4),
}
# What CBS collects is signed with this key (R-MON-9). A certificate of its own, not that of the TLS connection.
DDAS = {
    "pkcs12": env.text("DDAS_PKCS12"),  # path of a PKCS#12 file with the key and its chain
    "password": env.text("DDAS_PKCS12_WACHTWOORD"),
    "kid": env.text("DDAS_KID", "tijdig"),
    "supplier": env.text("DDAS_LEVERANCIER", f"Tijdig {VERSION}"),
}
POLICY_FOLDER = Path(env.text("TIJDIG_POLICY") or ROOT / "policy")

# Identifiers only, never a person (R-BEW-4).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "tijdig.config.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("TIJDIG_LOG", "WARNING")},
    # They log each address that is asked for, and in that stands of whom (the BAG).
    "loggers": {name: {"level": "WARNING"} for name in ("httpx", "httpcore")},
}
