"""What is measured apart from the tests: `python -m tests.benchmarks`, and by name `python -m tests.benchmarks.search`,
`.where_else` and `.sizes`. Importing it readies Django.
"""

import os
import secrets

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
if not apps.ready:
    django.setup()
