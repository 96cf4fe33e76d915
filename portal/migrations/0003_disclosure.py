import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0002_floor'),
    ]

    operations = [
        migrations.CreateModel(
            name='WatchList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(max_length=120, unique=True, verbose_name='matter')),
                ('body', models.CharField(db_index=True, max_length=80, verbose_name='body')),
                ('salt', models.CharField(max_length=64)),
                ('check_hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'watch list',
                'verbose_name_plural': 'watch lists',
            },
        ),
        migrations.CreateModel(
            name='FileScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(max_length=120, verbose_name='matter')),
                ('body', models.CharField(db_index=True, max_length=80, verbose_name='body')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('ending', models.CharField(max_length=10, verbose_name='kind of file')),
                ('stored', models.CharField(blank=True, max_length=300, verbose_name='name in private storage')),
                ('mark', models.CharField(max_length=64)),
                ('concerns', models.JSONField(default=list)),
                ('scanned_at', models.DateTimeField(verbose_name='read at')),
            ],
            options={
                'verbose_name': 'scan of a file',
                'verbose_name_plural': 'scans of files',
                'constraints': [models.UniqueConstraint(fields=('matter', 'sha256', 'ending'), name='file_scanned_once_per_matter')],
            },
        ),
        migrations.CreateModel(
            name='DisclosureClearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(max_length=120, verbose_name='matter')),
                ('body', models.CharField(db_index=True, max_length=80, verbose_name='body')),
                ('digest', models.CharField(max_length=64, verbose_name='mark of the concern')),
                ('code', models.CharField(max_length=40, verbose_name='kind')),
                ('level', models.CharField(max_length=8, verbose_name='level')),
                ('shown', models.CharField(blank=True, max_length=200, verbose_name='words, masked')),
                ('reason', models.TextField(verbose_name='reason')),
                ('cleared_at', models.DateTimeField(verbose_name='cleared at')),
                ('cleared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cleared by')),
            ],
            options={
                'verbose_name': 'cleared concern',
                'verbose_name_plural': 'cleared concerns',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('matter', 'digest'), name='concern_cleared_once', violation_error_message='This concern has been cleared already.')],
            },
        ),
        migrations.CreateModel(
            name='WatchedName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('main_hash', models.CharField(max_length=64)),
                ('form_hashes', models.JSONField(default=list)),
                ('words', models.PositiveSmallIntegerField(verbose_name='words')),
                ('added_at', models.DateTimeField(verbose_name='added at')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('watch_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='portal.watchlist')),
            ],
            options={
                'verbose_name': 'watched name',
                'verbose_name_plural': 'watched names',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('watch_list', 'main_hash'), name='watched_name_once', violation_error_message='This name is on the list already.')],
            },
        ),
    ]

