from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("articles", "0015_a_log_that_stays")]

    operations = [
        migrations.AddIndex(
            model_name="articlelog",
            index=models.Index(fields=["-at", "-id"], name="log_newest"),
        ),
    ]
