"""The portal begins with a home page of its own in place of the framework's welcome page."""

from django.db import migrations

TITLE = "Scrutiny of policing and child protection"
INTRODUCTION = (
    "Follow what police and crime panels and safeguarding boards ask, find and recommend, and "
    "what becomes of it."
)


def make_home_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    if HomePage.objects.exists():
        return
    Page.objects.filter(slug="home", depth=2).delete()
    kind, _ = ContentType.objects.get_or_create(model="homepage", app_label="home")
    page = HomePage.objects.create(
        title=TITLE,
        draft_title=TITLE,
        slug="home",
        content_type=kind,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        introduction=INTRODUCTION,
        locale=Locale.objects.order_by("pk").first(),
        live=True,
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.filter(is_default_site=True).delete()
    Site.objects.create(
        hostname="localhost",
        port=80,
        root_page_id=page.pk,
        is_default_site=True,
        site_name="Scrutiny portal",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
