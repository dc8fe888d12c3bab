"""The words of passages are searched in memory: the databases' own indexes are dropped."""

from django.db import migrations

from levier.knowledge.migrations import _fulltext as schema


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0005_acronyms'),
    ]

    operations = [
        migrations.RunPython(schema.drop, schema.create),
    ]
