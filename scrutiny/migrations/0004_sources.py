from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("scrutiny", "0003_tracking")]
    operations = []
