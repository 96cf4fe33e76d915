from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0010_released_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.CharField(blank=True, max_length=80, unique=True, verbose_name="body"),
                ),
                (
                    "number",
                    models.PositiveBigIntegerField(default=0, verbose_name="number"),
                ),
            ],
            options={
                "verbose_name": "generation",
                "verbose_name_plural": "generations",
            },
        ),
    ]
