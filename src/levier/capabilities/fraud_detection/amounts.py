"""What amounts must say before anything is said of them."""

import polars as pl

from levier.core.errors import BadInput


def check_amounts(amounts: pl.Series, title: str) -> None:
    """Raises BadInput where every amount is nil: nothing is odd there, and silence would be taken for a sound table."""
    if len(amounts) and not (amounts != 0).any():
        raise BadInput(
            f"Tous les montants de « {title} » valent 0 : rien ne peut y être jugé",
            where="colonnes de montants",
            mend="Vérifiez quelle colonne porte les montants et importez de nouveau, ou choisissez une autre table dans « Où chercher ».",
        )
