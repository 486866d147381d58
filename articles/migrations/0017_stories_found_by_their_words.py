from django.db import migrations

import newsroom.folding

BATCH = 2_000


def fill(apps, schema_editor):
    """The headlines that are there, folded."""
    articles = apps.get_model("articles", "Article").objects
    batch = []
    for article in articles.only("headline").iterator(chunk_size=BATCH):
        article.found_by = newsroom.folding.folded(article.headline)
        batch.append(article)
        if len(batch) == BATCH:
            articles.bulk_update(batch, ["found_by"], batch_size=500)
            batch = []
    articles.bulk_update(batch, ["found_by"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_the_newest_of_the_log")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="found_by",
            field=newsroom.folding.Folded(of="headline"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
