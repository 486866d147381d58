from django.db import migrations
from django.db.models.functions import Coalesce


def remember_what_is_public(apps, schema_editor):
    """What is live now is the first version of each story that its public history can show."""
    Article, Version = (apps.get_model("articles", name) for name in ("Article", "Version"))
    live = Article.objects.filter(live_revision__isnull=False, first_public_at__isnull=False)
    rows = live.annotate(since=Coalesce("updated_at", "first_public_at"))
    Version.objects.bulk_create(
        (
            Version(article_id=pk, revision_id=revision, public_from=since)
            for pk, revision, since in rows.values_list("pk", "live_revision", "since").iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_the_desk_schedules_and_corrections")]

    operations = [migrations.RunPython(remember_what_is_public, migrations.RunPython.noop)]
