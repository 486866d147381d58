from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_stories_found_by_their_words")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="article_saved"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["-saved_at", "-id", "found_by", "slug"], name="article_saved"
            ),
        ),
    ]
