"""Every setting of the site, in one file. What differs from machine to machine comes from the
environment:

DEBUG (default off), SECRET_KEY, DATABASE_URL, DATABASE_REPLICA_URLS, DATABASE_POOLED (default off),
CACHE_URL, SITE_URL, SITE_NAME, ALLOWED_HOSTS, TIME_ZONE, LANGUAGE_CODE, MEDIA_ROOT, MEDIA_STORAGE,
FEEDS_FULL_TEXT (default off), TRUST_FORWARDED_PROTO (default off), WEBHOOK_URL, WEBHOOK_SECRET,
PAGES_KEPT (default on unless DEBUG), EDGE_URL, EDGE_SECRET, EDGE_PURGE, WEB_BIND. README says what each does.
"""

import re
import zoneinfo
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import environ
from django.conf import locale
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django_prose_editor.config import html_tags
from js_asset import static_lazy

# Environment --------------------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"  # what the running site writes; never in version control
VAR.mkdir(exist_ok=True)
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SITE_NAME = env.str("SITE_NAME", default="The Newsroom")
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname or _site.path:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}. Set it to the scheme and host readers use, "
        "such as https://news.example"
    )
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname])


def _development_key():
    """A key of this checkout's own, so that a developer stays logged in over restarts."""
    path = VAR / "development-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it in the environment to 50 or more random characters "
            "(python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one), or set DEBUG=1 "
            "on your own machine."
        )
    SECRET_KEY = _development_key()

# Applications -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom",  # before the admin: its templates stand in for some of the admin's
    "articles",
    "sections",
    "newsroom.apps.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.redirects",
    "django.contrib.flatpages",
    "csp",
    "js_asset",
    "django_prose_editor",
    "taggit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # static files are answered before anything asks the database
    "newsroom.compression.CompressPublicPages",  # outside all that look at the page's text
    "newsroom.security.PolicyMiddleware",
    "newsroom.redirects.OldAddresses",  # outside CommonMiddleware: it looks at a 404 last of all
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.timezones.EditorsZone",  # needs the user
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
SITE_ID = 1  # its row is kept equal to SITE_URL by `migrate`

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Databases and cache ------------------------------------------------------------------------------

# Where many processes share PgBouncer: a transaction is all that a connection can be relied on for.
DATABASE_POOLED = env.bool("DATABASE_POOLED", default=False)
_POSTGRESQL, _SQLITE = "django.db.backends.postgresql", "django.db.backends.sqlite3"


def _database_at(url, name, engines):
    try:
        found = env.db_url_config(url)
    except ValueError:  # a port that is no number
        found = {}
    if found.get("ENGINE") not in engines:
        or_file = " or sqlite:////path/to/file" if _SQLITE in engines else ""
        raise ImproperlyConfigured(
            f"{name} cannot be read. It looks like postgres://user:password@host:5432/name{or_file}"
        )
    return found | (_sqlite if found["ENGINE"] == _SQLITE else _postgresql)(found)


def _sqlite(found):
    path = Path(found["NAME"])
    return {
        "CONN_MAX_AGE": 60,  # opening the file costs as much as half a page
        # IMMEDIATE: two writers wait for each other instead of failing half-way. FULL: a story saved
        # survives a power cut.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # A file for the tests too: connections compete in it as they do in production.
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},
    }


def _postgresql(found):
    # Our queries take milliseconds; compiling one takes a hundred, and planning one anew takes more
    # than reading it does. PgBouncer takes no such word from us: it says the same to the server itself
    # (newsroom/deploy/pgbouncer.ini).
    ours = "-c jit=off -c plan_cache_mode=force_generic_plan"
    options = f"{ours} {env.str('PGOPTIONS', default='')}".strip()  # libpq's own variable
    return {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
        "OPTIONS": {
            "options": "" if DATABASE_POOLED else options,
            # A server that is gone without a word: whoever asks gives up within seconds.
            "connect_timeout": 2,  # seconds
            "tcp_user_timeout": 5000,  # milliseconds
            "keepalives_idle": 5,  # seconds, as below
            "keepalives_interval": 2,
            "keepalives_count": 2,
        }
        | found.get("OPTIONS", {}),
    }


_url = env.str("DATABASE_URL", default=f"sqlite:///{VAR / 'newsroom.sqlite3'}")
_database = _database_at(_url, "DATABASE_URL", (_POSTGRESQL, _SQLITE))
DATABASES = {"default": _database}
# Streaming replicas: readers' pages are made from them (newsroom/replicas.py), and nothing else is.
for _number, _url in enumerate(env.list("DATABASE_REPLICA_URLS", default=[]), 1):
    _replica = _database_at(_url, "DATABASE_REPLICA_URLS", (_POSTGRESQL,))
    DATABASES[f"replica-{_number}"] = _replica | {"TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["newsroom.replicas.Router"]
if len(DATABASES) > 1 and _database["ENGINE"] != _POSTGRESQL:
    raise ImproperlyConfigured(
        "DATABASE_REPLICA_URLS is set, and DATABASE_URL names no PostgreSQL server that they could "
        "be replicas of. Set DATABASE_URL to it, or unset DATABASE_REPLICA_URLS."
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
try:
    CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
except ImproperlyConfigured:
    raise ImproperlyConfigured(
        "CACHE_URL cannot be read. It looks like rediscache://host:6379/0"
    ) from None

# Readers' pages, kept whole: in Redis where many machines share one, else in files of this machine.
PAGES_KEPT = env.bool("PAGES_KEPT", default=not DEBUG)
_is_redis = CACHES["default"]["BACKEND"].endswith("RedisCache")
PAGES_STORE = CACHES["default"]["LOCATION"] if _is_redis else str(VAR / "pages")

TEST_RUNNER = "tests.runner.Runner"  # says at the end what was skipped and why

# People who log in --------------------------------------------------------------------------------

AUTH_USER_MODEL = "newsroom.User"
LOGIN_URL = "admin:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds without a request; the desk's longest shift
SESSION_SAVE_EVERY_REQUEST = False

# Language and time --------------------------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en-gb")
if LANGUAGE_CODE.lower() not in locale.LANG_INFO:
    raise ImproperlyConfigured(
        f"LANGUAGE_CODE is {LANGUAGE_CODE!r}. Set it to one that Django knows, such as en-gb."
    )
TIME_ZONE = env.str("TIME_ZONE", default="UTC")  # the paper's: addresses and days are counted in it
if TIME_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(f"TIME_ZONE is {TIME_ZONE!r}. Set it to a name like Europe/London.")
USE_TZ = True
USE_I18N = True

# The writing area ----------------------------------------------------------------------------------------------------

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {  # blocks of our own; what may be stored of them is said in articles/body.py
        "js": [static_lazy("newsroom/nodes.js")],
        "extensions": dict.fromkeys(
            ("LibraryPicture", "Gallery", "PullQuote", "FactBox", "LinkCard", "Footnote"),
            html_tags([]),
        ),
    }
]

# Readers ------------------------------------------------------------------------------------------

FEEDS_FULL_TEXT = env.bool("FEEDS_FULL_TEXT", default=False)  # whole texts, not standfirsts

# Others who are told of what happens to stories ------------------------------------------------------------------

WEBHOOK_URL = env.str("WEBHOOK_URL", default="")
WEBHOOK_SECRET = env.str("WEBHOOK_SECRET", default="")
_webhook = urlsplit(WEBHOOK_URL)
if WEBHOOK_URL and (_webhook.scheme not in ("http", "https") or not _webhook.hostname):
    raise ImproperlyConfigured(
        "WEBHOOK_URL cannot be read. Set it to an address such as https://hooks.example/newsroom"
    )
if WEBHOOK_URL and len(WEBHOOK_SECRET) < 24:
    raise ImproperlyConfigured(
        "WEBHOOK_SECRET is not set, or short. Set it to 24 or more random characters that the "
        "receiver of WEBHOOK_URL knows too."
    )

# The edge: caches between the site and its readers, which are told of purges ----------------------

EDGE_URLS = env.list("EDGE_URL", default=[])
EDGE_SECRET = env.str("EDGE_SECRET", default="")
EDGE_PURGE = env.str("EDGE_PURGE", default="")  # a function as newsroom.edge.purge_varnish
for _edge in map(urlsplit, EDGE_URLS):
    if _edge.scheme not in ("http", "https") or not _edge.hostname or _edge.path:
        raise ImproperlyConfigured(
            "EDGE_URL cannot be read. Set it to where Varnish listens, such as "
            "http://127.0.0.1:6081, with commas between several."
        )
if EDGE_URLS and not re.fullmatch(r"[\w-]{24,}", EDGE_SECRET, re.ASCII):
    raise ImproperlyConfigured(
        "EDGE_SECRET is not set, or short. Set it to 24 or more random letters, digits, - and _ "
        "that Varnish knows too."
    )

# Where the site's own server listens: read by newsroom/deploy/web.py, and looked at by `check --deploy`
WEB_BIND = env.str("WEB_BIND", default="127.0.0.1:8000")

# Files --------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR / "media"))
MEDIA_STORAGE = env.str("MEDIA_STORAGE", default="")


def _in_bucket(url):
    """Storages in a bucket that many machines share: s3://bucket?region=…&endpoint=…"""
    found = urlsplit(url)
    if found.scheme != "s3" or not found.hostname:
        raise ImproperlyConfigured(
            "MEDIA_STORAGE cannot be read. It looks like s3://bucket?region=eu-west-1 "
            "or s3://bucket?endpoint=https://objects.example"
        )
    if not find_spec("storages"):
        raise ImproperlyConfigured(
            "MEDIA_STORAGE is set, and django-storages is not there. Install it as README says, or "
            "unset MEDIA_STORAGE."
        )
    told = dict(parse_qsl(found.query))
    options = {
        "bucket_name": found.hostname,
        "region_name": told.get("region"),
        "endpoint_url": told.get("endpoint"),
    }
    return {
        name: {"BACKEND": f"newsroom.s3.{backend}", "OPTIONS": options | {"location": folder}}
        for name, backend, folder in (
            ("default", "BucketStorage", "renditions"),
            ("originals", "OriginalBucketStorage", "originals"),
        )
    }


STORAGES = {
    "default": {"BACKEND": "newsroom.storage.WholeFileStorage"},  # renditions, below MEDIA_URL
    "originals": {"BACKEND": "newsroom.storage.OriginalStorage"},  # uploads, below no address
    **(_in_bucket(MEDIA_STORAGE) if MEDIA_STORAGE else {}),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Security -----------------------------------------------------------------------------------------

if env.bool("TRUST_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60  # sent on https answers only
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "newsroom.carrying.csrf_failure"  # hands a story's text back
if (
    HTTPS
):  # the prefix makes a browser refuse the cookie from a neighbouring host or over plain http
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of form text; a 4,000-word story is 30 KB

# What the site writes down ------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
