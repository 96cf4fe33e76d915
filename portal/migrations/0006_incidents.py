import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0005_protection'),
    ]

    operations = [
        migrations.CreateModel(
            name='DownloadTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField(verbose_name='hour')),
                ('count', models.PositiveBigIntegerField(default=0, verbose_name='times fetched')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='portal.releasedfile')),
            ],
            options={
                'verbose_name': 'tally of downloads',
                'verbose_name_plural': 'tallies of downloads',
                'ordering': ['hour'],
                'constraints': [models.UniqueConstraint(fields=('file', 'hour'), name='one_tally_per_file_and_hour')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent key')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered at')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='last changed at')),
                ('body', models.CharField(db_index=True, editable=False, max_length=80, verbose_name='body')),
                ('aware_at', models.DateTimeField(help_text='The moment at which somebody could be reasonably certain. The 72 hours run from it.', verbose_name='when the body became aware')),
                ('what_happened', models.TextField(help_text='Say it without the data itself: no name, no number, no address.', verbose_name='what happened')),
                ('records', models.JSONField(default=list, editable=False, verbose_name='releases concerned')),
                ('data_kinds', models.JSONField(blank=True, default=list, verbose_name='kinds of data')),
                ('people_concerned', models.CharField(blank=True, help_text='A number, or as near as can be said: “about 40”, “five children”.', max_length=200, verbose_name='people concerned')),
                ('consequences', models.TextField(blank=True, verbose_name='likely consequences')),
                ('measures', models.TextField(blank=True, verbose_name='what was done and will be done')),
                ('contact', models.TextField(blank=True, help_text='The data protection officer or whoever can say more, with telephone.', verbose_name='contact')),
                ('decision', models.CharField(blank=True, choices=[('', 'Not decided yet'), ('notify', 'Notify the Commissioner'), ('not_notify', 'Do not notify the Commissioner')], default='', max_length=12, verbose_name='decision')),
                ('decision_reason', models.TextField(blank=True, help_text='Not to notify needs one: that a risk to people’s rights and freedoms is unlikely.', verbose_name='reason for the decision')),
                ('notified_at', models.DateTimeField(blank=True, null=True, verbose_name='Commissioner notified at')),
                ('late_reason', models.TextField(blank=True, help_text='Needed when the notice comes after 72 hours (article 33(1)).', verbose_name='reasons for the delay')),
                ('people_told', models.TextField(blank=True, verbose_name='who of the people concerned was told, when and how')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed at')),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by')),
                ('opened_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'incident',
                'verbose_name_plural': 'incidents',
                'ordering': ['-aware_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('decision', ''), models.Q(('decision_reason', ''), _negated=True), _connector='OR'), name='incident_decision_has_a_reason', violation_error_message='Give the reason for the decision.'), models.CheckConstraint(condition=models.Q(('notified_at__isnull', True), ('decision', 'notify'), _connector='OR'), name='incident_notified_by_decision', violation_error_message='It was notified, so the decision is to notify.'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('decision', ''), _negated=True), _connector='OR'), name='incident_closed_after_decision', violation_error_message='Decide about the notice before you close it.')],
            },
        ),
    ]
