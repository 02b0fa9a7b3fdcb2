"""Every setting of the desk, read from the environment.

Without an environment this is a development machine: an embedded PostgreSQL, mail written to
files, a secret that production refuses. ``DESK_ENV=production`` asks for all that a public
server needs and fails at start, by name, when it is missing.
"""

import logging
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from environs import Env
from kombu import Queue

from config import description, logs, palette, postgres, schedule, security

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()

# Where the embedded database, uploads and written mails lie.
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / ".data"))).resolve()

DESK_ENV = env.str("DESK_ENV", "development")
if DESK_ENV not in {"development", "production"}:
    raise ImproperlyConfigured(f"DESK_ENV is 'development' or 'production', not {DESK_ENV!r}.")
PRODUCTION = DESK_ENV == "production"
TESTING = "pytest" in sys.modules

DEBUG = env.bool("DEBUG", False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG shows the source to strangers: unset it in production.")

DEVELOPMENT_SECRET = "development-only-secret-never-for-a-public-server"  # noqa: S105
SECRET_KEY = env.str("SECRET_KEY", DEVELOPMENT_SECRET)
if PRODUCTION and (SECRET_KEY == DEVELOPMENT_SECRET or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured(
        "SECRET_KEY must be set in production, to 50 characters or more of your own: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])

SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_NAME = env.str("SITE_NAME", "Halden & Finch")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["*"])
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the site in production.")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "config.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "anymail",
    "csp",
    "django_filters",
    "django_htmx",
    "djmoney",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "consignment",
    "knowledge_base",
    "tickets",
    "config",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.assets.StaticFilesMiddleware",
    "config.outage.DatabaseOutageMiddleware",
    "config.logs.RequestLogMiddleware",
    "config.encoding.Utf8Middleware",
    "config.security.PrivacyMiddleware",
    "config.security.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.language.LanguageMiddleware",
    "config.limits.RateLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.second_factor.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.idempotency.IdempotencyMiddleware",
    "config.conditional.ConditionalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

LOADERS = [f"django.template.loaders.{at}.Loader" for at in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("config.folding.Loader", LOADERS)],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

FORM_RENDERER = "config.forms.SiteRenderer"

# --- Database -------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", "")
if PRODUCTION and not DATABASE_URL:
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL (>= 15) in production.")
EMBEDDED_POSTGRES_DIR = DATA_DIR / ("postgres-tests" if TESTING else "postgres")
DATABASE_POOL_SIZE = env.int("DATABASE_POOL_SIZE", 10)
STATEMENT_TIMEOUT_MS = env.int("STATEMENT_TIMEOUT_MS", 30_000)

DATABASES = {
    "default": postgres.database(
        url=DATABASE_URL,
        data_dir=EMBEDDED_POSTGRES_DIR,
        pool_size=DATABASE_POOL_SIZE,
        statement_timeout_ms=STATEMENT_TIMEOUT_MS,
        test_name=env.str("TEST_DATABASE_NAME", "test_desk"),
        durable=not TESTING,
        # Tests clone and drop databases, which a pool's idle connections would block.
        pooled=not TESTING,
        # Turn it off behind a pool of connections that knows nothing of prepared statements.
        prepares=env.bool("DATABASE_PREPARES", True),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "config.cache.CountingDatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
if env.str("CACHE_URL", ""):
    CACHES = {"default": env.dj_cache_url("CACHE_URL")}
# Parts of pages that say the same to everybody who reads their language.
CACHES["process"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "parts",
}

# --- People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "consignment.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "tickets.staff.roles.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "/", "/"
SESSION_ENGINE = "config.sessions"
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "config.account_forms.LoginForm",
    "add_email": "config.account_forms.AddEmailForm",
    "request_login_code": "config.account_forms.RequestLoginCodeForm",
    "reset_password": "config.account_forms.ResetPasswordForm",
    "signup": "config.account_forms.SignupForm",
    "change_password": "config.account_forms.ChangePasswordForm",
    "set_password": "config.account_forms.SetPasswordForm",
    "reauthenticate": "config.account_forms.ReauthenticateForm",
    "reset_password_from_key": "config.account_forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A person hears of each change to what guards their account.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
# Staff sign in with two steps: no page of the desk and no call of theirs is answered before.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", PRODUCTION)
# A code typed as the next one comes is right still (RFC 6238, 5.2).
MFA_ADAPTER, MFA_TOTP_TOLERANCE = "config.second_factor.MFAAdapter", 1
MFA_SUPPORTED_TYPES, MFA_FORMS = security.FACTORS, security.KEY_FORMS
# Beside what allauth limits by itself (by account: 5 wrong in 5 minutes; by address: 10 a minute).
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# How many proxies of ours add to X-Forwarded-For: logins are limited by the address behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("NUM_PROXIES", 0)
HEADLESS_CLIENTS = ("app",)
HEADLESS_TOKEN_STRATEGY = "config.authentication.TokenStrategy"  # noqa: S105
HEADLESS_SERVE_SPECIFICATION = True
# Its page would load a script from a network of strangers; the description itself stays.
HEADLESS_SPECIFICATION_TEMPLATE_NAME = None

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
# Words lie with the app that says them; the pages in templates/ are said by the desk.
LOCALE_PATHS = [BASE_DIR / "tickets" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

# What the marketplace trades in: the choices of every money column, so a new one needs a migration.
CURRENCIES = (
    "AUD", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "JPY", "KRW", "SGD", "TWD", "USD",
)  # fmt: skip

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(DATA_DIR / "media")))
# In development files are found where they lie, and each change shows; production collects them.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION
STORAGES = {
    # Private: a file is read only through a view that asks who reads.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.statics.NamedByContent"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- Broker and work behind the scenes ------------------------------------------------------------

BROKER_URL = env.str("BROKER_URL", "")
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = postgres.broker(
    BROKER_URL, database=DATABASES["default"], testing=TESTING
)
# A message is only a bell: one quick try, and the sweep finds what was not announced.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = postgres.CONNECT_SECONDS
CELERY_BROKER_POOL_LIMIT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_HEARTBEAT = 0
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "now"
CELERY_TASK_QUEUES = [Queue("now"), Queue("slow")]
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
# Nothing depends on when a task ran last: each looks at the rows, so beat needs no file.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = schedule.BEAT

# "celery" rings the broker when an outbox row is committed; "off" leaves the row to the sweep.
OUTBOX_BELL = env.str("OUTBOX_BELL", "off" if TESTING else "celery")
if OUTBOX_BELL not in {"celery", "off"}:
    raise ImproperlyConfigured(f"OUTBOX_BELL is 'celery' or 'off', not {OUTBOX_BELL!r}.")
# /readyz answers 503 when the oldest row that should have left is older than this (seconds).
OUTBOX_ALARM_AFTER = env.int("OUTBOX_ALARM_AFTER", 300)

# Event streams of one reader (person, or browser of a guest) that a process holds open at once.
LIVE_STREAMS_PER_READER = env.int("LIVE_STREAMS_PER_READER", 12)

# --- Mail -----------------------------------------------------------------------------------------

# Any Django or anymail backend by its path; development writes each mail to a file.
EMAIL_BACKEND = env.str("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)
ANYMAIL = env.json("ANYMAIL", {})
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <support@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- API ------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.authentication.SessionTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "config.api.CursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.api.problem_details",
    # OPTIONS is a 405: what can be called, the OpenAPI description says.
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_THROTTLE_CLASSES": [f"tickets.limits.{who}Throttle" for who in ("Stranger", "Person")],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("API_RATE_ANONYMOUS", "60/min"),
        "user": env.str("API_RATE_USER", "600/min"),
        # Requests filed without a login, by one address.
        "guest": env.str("API_RATE_GUEST", "10/hour"),
        # Files that one address begins to upload without a login.
        "upload": env.str("API_RATE_UPLOAD", "60/hour"),
        # What somebody says to the assistant.
        "talk": env.str("API_RATE_TALK", "60/min"),
        # Asked for while somebody types.
        "suggestions": env.str("API_RATE_SUGGESTIONS", "60/min"),
    },
    # How many proxies of ours add to X-Forwarded-For; with none, the header is a stranger's word.
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
    "PAGE_SIZE": 25,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = description.OPENAPI
# Functions that translate an app's exceptions: status, title, detail, further members; or None.
API_PROBLEM_MAPS = ["tickets.api.errors.problem_for"]

# --- Safety ---------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Where pictures of goods lie, by host name; nothing else foreign is ever loaded by a page.
PICTURE_HOSTS: list[str] = env.list("PICTURE_HOSTS", [])
CONTENT_SECURITY_POLICY = {"DIRECTIVES": security.site_policy(picture_hosts=PICTURE_HOSTS)}

# Where the chat may stand in pages of the marketplace, as https://shop.example.com; nowhere else.
CHAT_ORIGINS: list[str] = security.origins(env.list("CHAT_ORIGINS", []), name="CHAT_ORIGINS")
# Shared with the marketplace's server, which signs by it who talks. Empty: everybody is a guest.
CHAT_IDENTITY_SECRET = env.str("CHAT_IDENTITY_SECRET", "")
if CHAT_IDENTITY_SECRET and len(CHAT_IDENTITY_SECRET) < 32:
    raise ImproperlyConfigured("CHAT_IDENTITY_SECRET must be 32 characters or more.")

# --- Logs -----------------------------------------------------------------------------------------

LOG_LEVEL = env.log_level("LOG_LEVEL", logging.INFO)
LOGGING = logs.configuration(readable=not PRODUCTION, level=LOG_LEVEL)

# --- Admin ----------------------------------------------------------------------------------------

UNFOLD = {
    "SITE_TITLE": format_lazy("{} · {}", SITE_NAME, _("Support desk")),
    "SITE_HEADER": SITE_NAME,
    "SITE_SUBHEADER": _("Support desk"),
    "SITE_URL": "/",
    "SITE_SYMBOL": "support_agent",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": "tickets.admin.navigation.favicon"}
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "BORDER_RADIUS": "6px",
    "STYLES": ["tickets.admin.navigation.styles"],
    "SIDEBAR": {"navigation": "tickets.admin.navigation.sidebar"},
    "ACCOUNT": {"navigation": "tickets.admin.navigation.account"},
    "COLORS": palette.COLORS,
}
