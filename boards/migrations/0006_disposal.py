import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0005_redaction'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DisposalCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True, verbose_name='permanent key')),
                ('case_kind', models.CharField(max_length=40, verbose_name='kind of case')),
                ('case_key', models.CharField(max_length=80, verbose_name='key of the case')),
                ('happened_on', models.DateField(null=True, verbose_name='date of the case')),
                ('kept_until', models.DateField(null=True, verbose_name='open to inspection until')),
                ('authority', models.TextField(verbose_name='authority')),
                ('ground', models.CharField(blank=True, max_length=40, verbose_name='ground for an early disposal')),
                ('counts', models.JSONField(default=dict, verbose_name='how many of what')),
                ('hashes', models.JSONField(default=list, verbose_name='hashes of files')),
                ('records', models.PositiveIntegerField(verbose_name='records')),
                ('disposed_at', models.DateTimeField(verbose_name='disposed of at')),
                ('release_number', models.PositiveBigIntegerField(default=0, verbose_name='release')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disposal_certificates', to='boards.scrutinybody')),
                ('disposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='disposed of by')),
            ],
            options={
                'verbose_name': 'certificate of disposal',
                'verbose_name_plural': 'certificates of disposal',
                'ordering': ['-disposed_at'],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='permanent key')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='entered at')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='last changed at')),
                ('case_kind', models.CharField(editable=False, max_length=40, verbose_name='kind of case')),
                ('case_key', models.CharField(editable=False, max_length=80, verbose_name='key of the case')),
                ('reason', models.TextField(verbose_name='reason')),
                ('placed_at', models.DateTimeField(editable=False, verbose_name='placed at')),
                ('lifted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='lifted at')),
                ('lifted_reason', models.TextField(blank=True, verbose_name='why it was lifted')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='boards.scrutinybody')),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by')),
            ],
            options={
                'verbose_name': 'legal hold',
                'verbose_name_plural': 'legal holds',
                'ordering': ['-placed_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('case_kind', 'case_key'), name='one_hold_on_a_case', violation_error_message='There is a hold already.')],
            },
        ),
    ]
