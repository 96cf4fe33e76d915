from __future__ import annotations

import datetime

import django.db.models.deletion
from django.db import migrations, models

from scrutiny.tracking.text import create_index, drop_index


class Migration(migrations.Migration):

    dependencies = [
        ('scrutiny', '0002_thread'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_kind', models.CharField(max_length=40)),
                ('from_key', models.CharField(max_length=80)),
                ('to_kind', models.CharField(max_length=40)),
                ('to_key', models.CharField(max_length=80)),
                ('relation', models.CharField(max_length=20)),
                ('stated_kind', models.CharField(max_length=40)),
                ('stated_key', models.CharField(max_length=80)),
            ],
            options={
                'verbose_name': 'public link',
                'verbose_name_plural': 'public links',
                'indexes': [models.Index(fields=['from_key', 'from_kind'], name='public_link_onward'), models.Index(fields=['to_key', 'to_kind'], name='public_link_back'), models.Index(fields=['stated_key', 'stated_kind'], name='public_link_stated')],
                'constraints': [models.UniqueConstraint(fields=('from_kind', 'from_key', 'to_kind', 'to_key', 'relation', 'stated_kind', 'stated_key'), name='public_link_once')],
            },
        ),
        migrations.CreateModel(
            name='TrackedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tracker', models.CharField(choices=[('recommendations', 'Recommendations'), ('responses', 'Responses'), ('findings', 'Findings'), ('actions', 'Actions')], max_length=20)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=80)),
                ('body', models.CharField(max_length=80)),
                ('path', models.CharField(max_length=300)),
                ('number', models.PositiveIntegerField(null=True)),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('text', models.TextField(blank=True)),
                ('about', models.TextField(blank=True)),
                ('about_path', models.CharField(blank=True, max_length=300)),
                ('addressee', models.CharField(blank=True, max_length=90)),
                ('addressee_name', models.CharField(blank=True, max_length=500)),
                ('status', models.CharField(blank=True, max_length=40)),
                ('decision', models.CharField(blank=True, max_length=40)),
                ('year', models.CharField(blank=True, max_length=10)),
                ('asked_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('met_on', models.DateField(null=True)),
                ('date_words', models.CharField(blank=True, max_length=80)),
                ('awaits_on', models.DateField(default=datetime.date(9999, 12, 31))),
                ('was_late', models.BooleanField(default=False)),
                ('sort_on', models.DateField(default=datetime.date(1, 1, 1))),
                ('place', models.CharField(max_length=700)),
                ('words', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'tracked record',
                'verbose_name_plural': 'tracked records',
                'indexes': [models.Index(fields=['tracker', '-sort_on', 'place'], name='tracked_newest'), models.Index(fields=['tracker', 'awaits_on', 'place'], name='tracked_awaited'), models.Index(fields=['tracker', 'body', '-sort_on', 'place'], name='tracked_body'), models.Index(fields=['tracker', 'addressee', '-sort_on', 'place'], name='tracked_addressee'), models.Index(fields=['tracker', 'status', '-sort_on', 'place'], name='tracked_status'), models.Index(fields=['tracker', 'decision', '-sort_on', 'place'], name='tracked_decision'), models.Index(fields=['tracker', 'year', '-sort_on', 'place'], name='tracked_year'), models.Index(fields=['tracker', 'was_late', '-sort_on', 'place'], name='tracked_late')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='tracked_record_once')],
            },
        ),
        migrations.CreateModel(
            name='TrackedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tracker', models.CharField(choices=[('recommendations', 'Recommendations'), ('responses', 'Responses'), ('findings', 'Findings'), ('actions', 'Actions')], max_length=20)),
                ('body', models.CharField(blank=True, max_length=80)),
                ('facet', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=90)),
                ('label', models.CharField(blank=True, max_length=500)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'value of a filter',
                'verbose_name_plural': 'values of filters',
                'constraints': [models.UniqueConstraint(fields=('tracker', 'body', 'facet', 'value', 'label'), name='tracked_value_once')],
            },
        ),
        migrations.CreateModel(
            name='TrackedTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tracker', models.CharField(choices=[('recommendations', 'Recommendations'), ('responses', 'Responses'), ('findings', 'Findings'), ('actions', 'Actions')], max_length=20)),
                ('facet', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=90)),
                ('label', models.CharField(max_length=300)),
                ('sort_on', models.DateField(default=datetime.date(1, 1, 1))),
                ('place', models.CharField(max_length=700)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='scrutiny.trackedrecord')),
            ],
            options={
                'verbose_name': 'tag of a tracked record',
                'verbose_name_plural': 'tags of tracked records',
                'indexes': [models.Index(fields=['tracker', 'facet', 'value', '-sort_on', 'place'], name='tracked_tag')],
                'constraints': [models.UniqueConstraint(fields=('record', 'facet', 'value'), name='tracked_tag_once')],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
