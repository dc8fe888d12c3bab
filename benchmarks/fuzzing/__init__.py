"""Random bytes thrown at the readers, guided by coverage (atheris): one module per format, run by ``run.py``."""
