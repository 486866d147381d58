from django.conf import settings
from django.db import migrations

# A paper begins with these; its editors rewrite them. Every page's foot links to them.
PAGES = {
    "/about/": (
        "About us",
        "<p>We report what happens, say how we know it, and keep what is news apart from what is opinion.</p>"
        "<p>Stories carry the names of those who made them. Where a story has no name under it, "
        "the whole newsroom stands for it.</p>",
    ),
    "/about/ethics/": (
        "Our ethics",
        "<p>We check a fact with two sources before we print it, and say so where we could not.</p>"
        "<p>We take no money or gifts from those we report on. Advertisers do not see stories "
        "before readers do.</p><p>Sources who would be in danger stay unnamed; an editor knows who they are.</p>",
    ),
    "/about/corrections/": (
        "Corrections policy",
        "<p>When we are wrong we say so, at the story, as soon as we know.</p>"
        "<p>A correction says what was wrong and what is right. We do not change a published fact "
        "in silence. Tell the newsroom if you find a mistake.</p>",
    ),
}


def write(apps, schema_editor):
    Site = apps.get_model("sites", "Site")
    FlatPage = apps.get_model("flatpages", "FlatPage")
    site, _ = Site.objects.get_or_create(
        pk=settings.SITE_ID, defaults={"domain": "127.0.0.1:8000", "name": "newsroom"}
    )
    for url, (title, content) in PAGES.items():
        if not FlatPage.objects.filter(url=url).exists():
            page = FlatPage.objects.create(url=url, title=title, content=content)
            page.sites.add(site)


class Migration(migrations.Migration):
    dependencies = [
        ("sections", "0001_initial"),
        ("flatpages", "0001_initial"),
        ("sites", "0002_alter_domain_unique"),
    ]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
