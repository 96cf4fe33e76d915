from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("boards", "0003_agendas_papers_and_packs")]

    operations = [
        migrations.AddField(
            model_name="scrutinybody",
            name="office_contacts",
            field=models.TextField(
                blank=True,
                help_text="Telephone numbers, e-mail addresses and postal addresses of the body, its host authority and the offices it works with, one a line. The disclosure gate does not ask about them. Never enter those of a private person.",
                verbose_name="contacts of offices that may always be published",
            ),
        ),
    ]
