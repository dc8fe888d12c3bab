from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("importing", "0002_invoice_kind")]

    operations = [
        migrations.AddField("batch", "stopped", models.DateTimeField(null=True, verbose_name="arrêté")),
    ]
