import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0011_look"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="recording_starts_at",
            field=models.PositiveIntegerField(
                blank=True,
                editable=False,
                help_text="Where the recording of the meeting comes to this item.",
                null=True,
                verbose_name="seconds into the recording",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="captions",
            field=models.CharField(
                blank=True,
                choices=[("yes", "It has captions"), ("no", "It has no captions")],
                max_length=3,
                verbose_name="captions of the recording",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="transcript_link",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[
                    django.core.validators.URLValidator(
                        message="Give the whole address, beginning with https://.",
                        schemes=["https"],
                    )
                ],
                verbose_name="link to the transcript",
            ),
        ),
    ]
