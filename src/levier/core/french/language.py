"""Which language a request is written in: French, English, or another one that Levier does not answer."""

import re
from typing import Literal

from levier.core.french.text import fold, words

Language = Literal["fr", "en", "other"]

_MARKS: dict[str, frozenset[str]] = {
    "fr": frozenset(
        """
        le la les un une des du de d l au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos
        leur leurs je tu il elle on nous vous ils elles qui que quoi quel quelle quels quelles dont ou et en dans par
        pour sur avec sans sous est sont etait ont avons avez avait sera seront combien comment pourquoi quand
        pas ne plus moins mois annee semaine ventes vente clients chiffre affaires pays produits donne dis montre
        fais quelles depuis entre hors sauf bonjour merci svp stp peux pouvez faut dernier derniere prochain prochaine
        jours meilleurs meilleures commandes ca j c qu n s y meme pareil conges delai delais
        """.split()
    ),
    "en": frozenset(
        """
        the a an of to in on at by for with from and or is are was were be been will would what which who whose how
        many much when where why our my your their his her its we you they i it this that these those do does did have
        has had show give tell me us list compare between last next month week year sales revenue customers top best
        not since during per than please forecast about top hello hi
        """.split()
    ),
    "es": frozenset("el los las una unos del al y que cuál cuales cuáles cuanto cuánto cuantos cuántos como cómo por para con nuestro nuestra nuestros nuestras ventas clientes mes semana año ha han es son está qué este esta pasado próximo".split()),
    "de": frozenset("der die das den dem des ein eine einen und oder ist sind war wie viel viele was welche welcher unser unsere unseren im in von zu für mit auf nicht letzten nächsten monat woche jahr umsatz kunden haben wir sie bitte".split()),
    "it": frozenset("il lo gli i la le un una di del della dei delle e che quanto quanti quale quali come per con nostro nostra nostri nostre vendite clienti mese settimana anno scorso prossimo sono è nel nella".split()),
    "pt": frozenset("o os as um uma do da dos das e que quanto quantos qual quais como por para com nosso nossa nossos nossas vendas clientes mês semana ano passado próximo são é no na foram".split()),
    "nl": frozenset("de het een van en of is zijn was wat welke hoeveel onze ons wij met voor op in niet vorige volgende maand week jaar omzet klanten verkoop".split()),
}  # fmt: skip
_OTHERS = ("es", "de", "it", "pt", "nl")
_FRENCH_LETTERS = re.compile(r"[àâçèêëîïôùûœ]|\b(?:qu|c|d|j|l|n|s)['’]", re.IGNORECASE)


def detect(text: str) -> Language:
    """« fr », « en » or « other ».

    Votes of function words, and the script. A text with no evidence (« CA avril ? », a product's name) is taken as
    French, the house's language; « other » needs clear evidence.
    """
    letters = [char for char in text if char.isalpha()]
    if letters and sum(char > "\u024f" for char in letters) > 0.3 * len(letters):
        return "other"
    found = words(text)
    votes = {
        language: sum(1 for word in found if word in marks or (language == "fr" and fold(word) in marks))
        for language, marks in _MARKS.items()
    }
    # Function words come with their elisions in French: the votes of « l' », « qu' » were taken off by words().
    votes["fr"] += 2 * len(_FRENCH_LETTERS.findall(text))
    best_other = max(votes[language] for language in _OTHERS)
    if best_other >= 3 and best_other > votes["fr"] and best_other > votes["en"]:
        return "other"
    if votes["en"] > votes["fr"] and votes["en"] >= max(1, best_other):
        return "en"
    if best_other >= 2 and best_other > 2 * max(votes["fr"], votes["en"]):
        return "other"
    return "fr"
