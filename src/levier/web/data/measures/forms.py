"""The form of an own measure: the calculation of a column under conditions, or two measures combined."""

from typing import Any

from django import forms

from levier.tables.kinds import KINDS
from levier.tables.measures.model import Model
from levier.tables.measures.own.definition import OPERATIONS, PAIRINGS, TESTS, UNITS, OwnDefinition
from levier.tables.measures.own.keeping import read

CONDITIONS = 3
_SELECT = {"class": "form-select"}
_TEXT = {"class": "form-control"}
_BETTER = (
    ("", "ni l'un ni l'autre"),
    ("up", "plus c'est haut, mieux c'est"),
    ("down", "plus c'est bas, mieux c'est"),
)


class OwnMeasureForm(forms.Form):
    """``definition()`` gives what it says. Its lists hold the columns and measures of the kind alone."""

    label = forms.CharField(
        label="Nom",
        max_length=80,
        widget=forms.TextInput(attrs=_TEXT),
        help_text="Celui que vous direz dans vos demandes.",
    )
    definition = forms.CharField(
        label="Définition",
        max_length=600,
        widget=forms.Textarea(attrs={**_TEXT, "rows": 3}),
        help_text="En une phrase, pour vos collègues : elle s'affiche sous chaque chiffre.",
    )
    synonyms = forms.CharField(
        label="Autres noms",
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs=_TEXT),
        help_text="Séparés par des virgules.",
    )
    unit = forms.ChoiceField(
        label="Unité", required=False, choices=list(UNITS.items()), widget=forms.Select(attrs=_SELECT)
    )
    better = forms.ChoiceField(
        label="Sens", required=False, choices=_BETTER, widget=forms.Select(attrs=_SELECT)
    )
    way = forms.ChoiceField(
        label="Calcul",
        choices=(("column", "Une colonne"), ("pair", "Deux mesures")),
        initial="column",
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    operation = forms.ChoiceField(
        label="Calcul", required=False, choices=list(OPERATIONS.items()), widget=forms.Select(attrs=_SELECT)
    )
    field = forms.ChoiceField(label="Colonne", required=False, widget=forms.Select(attrs=_SELECT))
    left = forms.ChoiceField(label="Première mesure", required=False, widget=forms.Select(attrs=_SELECT))
    pairing = forms.ChoiceField(
        label="Opération", required=False, choices=list(PAIRINGS.items()), widget=forms.Select(attrs=_SELECT)
    )
    right = forms.ChoiceField(label="Seconde mesure", required=False, widget=forms.Select(attrs=_SELECT))

    def __init__(self, model: Model, *args: Any, but: str = "", **kwargs: Any) -> None:
        """``but``: the measure being changed, which cannot be made of itself."""
        super().__init__(*args, **kwargs)
        self.model = model
        columns = [("", "—"), *((one.name, one.label) for one in KINDS[model.kind].fields)]
        measures = [("", "—"), *((one.name, one.label) for one in model.measures.values() if one.name != but)]
        self._choices("field", columns)
        self._choices("left", measures)
        self._choices("right", measures)
        for number in range(1, CONDITIONS + 1):
            self.fields[f"field{number}"] = forms.ChoiceField(
                label=f"Colonne de la condition {number}",
                required=False,
                choices=columns,
                widget=forms.Select(attrs=_SELECT),
            )
            self.fields[f"test{number}"] = forms.ChoiceField(
                label=f"Test {number}",
                required=False,
                choices=list(TESTS.items()),
                widget=forms.Select(attrs=_SELECT),
            )
            self.fields[f"values{number}"] = forms.CharField(
                label=f"Valeur {number}",
                required=False,
                max_length=500,
                widget=forms.TextInput(
                    attrs={**_TEXT, "placeholder": "valeur, ou plusieurs séparées par « ; »"}
                ),
            )

    def conditions(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each condition, side by side on the page."""
        return [(self[f"field{n}"], self[f"test{n}"], self[f"values{n}"]) for n in range(1, CONDITIONS + 1)]

    def written(self) -> OwnDefinition:
        """What the form says. Raises BadInput."""
        data = self.cleaned_data
        given: dict[str, object] = {
            "kind": self.model.kind, "label": data["label"].strip(), "definition": data["definition"].strip(),
            "unit": data["unit"], "better": data["better"],
            "synonyms": [one.strip() for one in data["synonyms"].split(",") if one.strip()],
        }  # fmt: skip
        if data["way"] == "pair":
            given |= {"pairing": data["pairing"], "left": data["left"], "right": data["right"]}
        else:
            given |= {
                "operation": data["operation"],
                "field": "" if data["operation"] == "count" else data["field"],
                "conditions": [
                    {
                        "field": data[f"field{n}"],
                        "test": data[f"test{n}"],
                        "values": _values(data[f"test{n}"], data[f"values{n}"]),
                    }
                    for n in range(1, CONDITIONS + 1)
                    if data[f"field{n}"]
                ],
            }
        return read(given)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def first_values(given: OwnDefinition) -> dict[str, Any]:
    """What the form starts with for a definition that exists."""
    values = given.model_dump(exclude={"conditions", "synonyms", "kind"})
    values |= {"synonyms": ", ".join(given.synonyms), "way": "pair" if given.pairing else "column"}
    for number, one in enumerate(given.conditions[:CONDITIONS], 1):
        values |= {
            f"field{number}": one.field,
            f"test{number}": one.test,
            f"values{number}": " ; ".join(one.values),
        }
    return values


def _values(test: str, text: str) -> list[str]:
    if test in ("filled", "empty"):
        return []
    return [one.strip() for one in text.split(";") if one.strip()]
