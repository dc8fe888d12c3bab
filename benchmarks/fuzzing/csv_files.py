"""Text tables: whatever the bytes, a table that holds together or a refusal; both ways of reading give the same cells."""

from benchmarks.fuzzing.ground import refused_well, sound
from levier.core.errors import LevierError
from levier.tables.importing.apart import set_apart
from levier.tables.importing.doubts import style_of
from levier.tables.importing.how import How
from levier.tables.importing.moments import read_moments
from levier.tables.importing.numbers import read_numbers
from levier.tables.importing.text_files import read_text_table

SEEDS = [
    "Facture;Date;Quantité;Prix\n1;03/04/2026;2;1 234,56\n2;05/06/26;3;(12,50)\nTotal;;5;\n".encode(),
    'a,b,c\n"x, y","l1\nl2",1.234\n"q ""r""",2,3\n'.encode("utf-8-sig"),
    "Société\n\nNom\tÂge\tNé le\nÉlodie\t3\t1er févr. 2020\n".encode("utf-16"),
    "code|libellé|montant\nA|Clé d'été|12,50 D\nB|Œuf|1'234.5\n".encode("cp1252"),
    b'a;b\n"jamais ferme;1\n2;3\n4;5\n',
]


def one(data: bytes) -> None:
    try:
        table = set_apart(read_text_table(data, "x.csv", How()))
    except LevierError as error:
        refused_well(error)
        return
    sound([table])
    for name in table.frame.columns[:2]:  # dates and numbers have their own targets
        column = table.frame[name]
        style = style_of({name: column}, {name: column}, table.decimal, How(), certain=False)
        assert len(read_numbers(column, style.decimal[name])) == len(column)
        assert len(read_moments(column, style.order[name])) == len(column)
        for question in style.questions:
            assert len(question.choices) > 1
            assert len({choice.consequence for choice in question.choices}) > 1, question
