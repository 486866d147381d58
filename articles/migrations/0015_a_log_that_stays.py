import json
from datetime import UTC
from hashlib import sha256

import django.db.models.deletion
from django.db import migrations, models


def chain(apps, schema_editor):
    """Every row says in words whose it is and holds the digest that `articles.audit` would have given it."""
    Log = apps.get_model("articles", "ArticleLog")
    story, before, changed = None, "", []
    rows = Log.objects.select_related("article", "by").order_by("article_id", "pk")
    for row in rows.iterator(chunk_size=1000):
        if row.article_id != story:
            story, before = row.article_id, ""
        row.story, row.title = row.article_id, row.article.headline
        row.who = row.by.username if row.by else ""
        said = [
            before,
            row.story,
            row.title,
            row.act,
            row.at.astimezone(UTC).isoformat(timespec="microseconds"),
            row.who,
            row.status_before,
            row.status_after,
            row.note,
        ]
        row.digest = before = sha256(json.dumps(said).encode()).hexdigest()
        changed.append(row)
        if len(changed) == 500:
            _keep(Log, changed)
            changed = []
    _keep(Log, changed)


def _keep(Log, rows):
    Log.objects.bulk_update(rows, ["story", "title", "who", "digest"])


class Migration(migrations.Migration):

    dependencies = [("articles", "0014_permissions_in_scopes")]

    operations = [
        migrations.AlterModelOptions(
            name="articlelog",
            options={
                "default_permissions": ("view",),
                "ordering": ["-at", "-pk"],
                "permissions": [
                    ("view_desk_articlelog", "Can view the log of stories, of their desks alone"),
                    ("view_own_articlelog", "Can view the log of stories, of their own alone"),
                ],
                "verbose_name": "log entry",
                "verbose_name_plural": "log entries",
            },
        ),
        migrations.AlterModelOptions(
            name="image",
            options={
                "ordering": ["-uploaded_at", "-pk"],
                "permissions": [
                    ("add_desk_image", "Can upload pictures, of their desks alone"),
                    ("add_own_image", "Can upload pictures, of their own alone"),
                    ("change_desk_image", "Can change pictures, of their desks alone"),
                    ("change_own_image", "Can change pictures, of their own alone"),
                ],
                "verbose_name": "picture of the library",
                "verbose_name_plural": "picture library",
            },
        ),
        migrations.AddField(
            "articlelog", "story", models.PositiveBigIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "articlelog", "title", models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "articlelog", "who", models.CharField(blank=True, max_length=150, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "articlelog", "digest", models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            "articlelog",
            "article",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="log",
                to="articles.article",
            ),
        ),
        migrations.RunPython(chain, migrations.RunPython.noop),
    ]
