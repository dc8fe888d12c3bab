from tests.embedding_model import embedding_model, model_folder  # noqa: F401
