from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tables", "0001_initial")]

    operations = [
        migrations.AddField("datasetversion", "base", models.PositiveIntegerField(default=0)),
        migrations.AddField("datasetversion", "reading", models.JSONField(default=dict)),
    ]
