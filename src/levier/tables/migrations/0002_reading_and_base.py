from django.db import migrations, models
from django.db.models import F


def follow(apps, schema_editor):
    """Versions imported before ``base`` was kept follow the one just below."""
    apps.get_model("tables", "DatasetVersion").objects.filter(number__gt=1).update(base=F("number") - 1)


class Migration(migrations.Migration):
    dependencies = [("tables", "0001_initial")]

    operations = [
        migrations.AddField("datasetversion", "base", models.PositiveIntegerField(default=0)),
        migrations.AddField("datasetversion", "reading", models.JSONField(default=dict)),
        migrations.RunPython(follow, migrations.RunPython.noop),
    ]
