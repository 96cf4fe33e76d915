from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0006_disposal")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="For somebody without an account who is to report on an action or to answer a request. It is never published.",
                max_length=254,
                verbose_name="e-mail address",
            ),
        ),
    ]
