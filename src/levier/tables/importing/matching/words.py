"""The name of a column as words with one sense each: « Mt HT », "net_amount" and « Montant hors taxes » meet."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from levier.core.french.text import fold

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Ý])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ]{2})")
_NUMBER_SIGN = re.compile(r"\b(?:n\s?[°º]|n\.(?=\s|[A-Za-z]))\s*", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?")
_OTHER = re.compile(r"[^a-z0-9%#€$]+")
_GLUED_NUMBER = re.compile(
    r"^n(?=(?:facture|commande|client|fournisseur|piece|compte|ticket|devis|serie|lot|cde|bl)\b)",
    re.IGNORECASE,
)
_TONGUE = re.compile(r"[-_ .:](?:fr|en|gb|us)(?:[-_](?:fr|be|ch|gb|us))?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]\s*")
_LEVELS = re.compile(r"\s*(?:/|>|::|\s-\s|\s:\s|\.(?=[A-Za-z_]{3}))\s*")

_SENSES = """
montant: mt mnt mtt mont amount amt somme
quantite: qte qt qty qtte qtes quantity quantities qt nombre nb nbr count combien
reference: ref refs
numero: # no num number nr nbre
code: cod cd codes
identifiant: id ident identifier uid
article: art produit prod product products item items articles produits sku prd element denree
client: clt cli clts customer customers clients buyer acheteur acheteurs
fournisseur: frs four fourn fou supplier suppliers vendor vendors fournisseurs fr
tiers: tier pcf partenaire partner party
nom: name names noms intitule denomination denom rs
prenom: pren first firstname given
designation: desi desig des dsg libelle lib lbl libel label design description descr desc lig_lib
commande: cde cmd comm order orders commandes cdes po
facture: fact fac fc invoice invoices factures inv bill billing facturation facturee facturees factu
livraison: liv livr delivery shipping livraisons bl ship shipment expedition livre livree delivered
date: dat dt day jour dte quand
heure: hr time hours h heures
creation: cree created create creee added ajoute ajout inscription
prix: px price prices tarif
unitaire: unit unitaires
unite: uom units unites um
vente: vte sale sales selling ventes vendu vendue vendus sold
achat: ach purchase buying achats purchases
remise: rem discount rabais ristourne
taux: tx rate pct pourcentage percent % txrate
tva: vat tax taxes taxe
ht: hors_taxe hors_taxes excl excluded untaxed
ttc: incl included
total: tot totaux totale sum
echeance: ech due echeances
reglement: rglt regl regle reglee paiement payment paid paye payee payment paiements pay pmt pmnt rglts regler
solde: sld balance
compte: cpt cpte account acct comptes
general: gen
journal: jnl jal jrn jl
piece: pce doc document documents
lettrage: let ltr lettre
ecriture: ecr entry mouvement mvt
telephone: tel tél phone telephones tele
portable: mobile gsm
email: mail courriel emails
adresse: adr address addr rue street voie
postal: postcode zip cp
ville: city commune town localite
pays: country
region: province state etat_region
societe: company entreprise organisation organization soc ste
famille: fam family
categorie: cat category categories rayon
stock: stk inventory inventaire
minimum: mini min minimal seuil alerte alert low
maximum: maxi max
depot: warehouse entrepot dep
magasin: shop store boutique mag etablissement etab etabl ets
emplacement: empl location emplacements
poids: weight pds
devise: currency cur monnaie idevise
commercial: representant rep salesperson vendeur seller employee employe rep vend
technicien: intervenant technician depanneur
statut: status etat state
type: genre typ nature
objet: subject sujet
texte: text contenu content body corps
commentaire: comment comments commentaires remarque remarques observation observations obs note_interne notes obs rq rmq
note: rating score stars etoiles stars
avis: review reviews
priorite: priority prio urgence
debut: start starts begin
fin: end until
duree: duration
temps: tps
vehicule: vehicle veh camion truck device_vehicule vehicules
immatriculation: immat plate registration plaque license
kilometrage: km kms odometer mileage
modele: model
marque: brand make
carburant: fuel energie carb
conducteur: driver chauffeur chf chauff
machine: equipement equipment asset materiel eqpt eqp equip equipt engin
capteur: sensor tag
valeur: value val
arret: downtime
cout: cost couts costs
cause: origine_panne pourquoi
campagne: campaign campaigns
envoi: sent send envois envoyes envoye sends
ouverture: open opens opened ouvreurs ouvertures ouv ouvert
clic: click clicks clics cliqueurs
depense: spend spent depenses
affichage: impression impressions impr
page: url path
visite: visit visits
session: sessions
source: origine provenance referrer origin
appareil: device terminal
navigateur: browser
reponse: reply answer
proprietaire: owner
dernier: last derniere dern
delai: lead terms delay
revient: cost_price
moyen: avg average moy moyenne mean
valide: valid validation
operation: op ope operations transaction transactions oper
banque: bank bancaire bq bque
frais: fee fees commission commissions
code_barres: ean ean13 gtin upc gencod barcode barre barres
lot: batch
conversion: conversions
titre: title
contact: interlocuteur
fonction: job position poste fct fonct
motif: reason
theme: topic
net: netto
brut: gross
reserve: reserved committed reservee allocated
disponible: available dispo
prevu: prevue planned expected scheduled promis promise promised prevues planifiee prev previsionnel previsionnelle
recu: received reception recue receptionnee
cdee: commandee ordered commandees
emission: emissions
depart: departure
peremption: perem
intervention: interventions
analytique: ana analyt
auxiliaire: aux auxil
coloris: color colour couleur
destinataire: dest recipient receiver consignee
evenement: evt event evnt events evenements
desabonnement: desab desabo desabonnes desabonnements unsubscribed unsubscribes unsubscribe
"""

_SPLIT = {
    "pu": "prix unitaire", "pv": "prix vente", "pa": "prix achat", "puht": "prix unitaire ht", "pvht": "prix vente ht",
    "paht": "prix achat ht", "ca": "chiffre affaires", "mtht": "montant ht", "mttc": "montant ttc", "mtttc": "montant ttc",
    "mttva": "montant tva", "totalht": "total ht", "totalttc": "total ttc", "raison": "nom", "sociale": "",
    "postcode": "code postal", "zip": "code postal", "cp": "code postal", "datefact": "date facture",
    "dtcre": "date creation", "telephone1": "telephone", "tel1": "telephone", "adresse1": "adresse", "address1": "adresse",
    "codepostal": "code postal", "numtva": "numero tva", "mec": "mise circulation", "pcf": "tiers", "ttl": "total",
    "toutes": "", "comprises": "", "hors": "ht", "intracom": "intracommunautaire", "prixht": "prix ht",
    "lastname": "last name", "firstname": "first name", "surname": "last name",
}  # fmt: skip

_LINKS = frozenset(
    "de du des d l la le les en eur euro euros € the of a au aux et and par pour un une sur in for by s is vos votre".split()
)
_TWO_WAYS = {"deb": ("debit", "debut"), "cre": ("credit", "creation"), "crea": ("creation", "creation")}
"""What stands for one thing by itself and for another beside a date or an hour."""
_FEW = 4
_WHOSE = frozenset({"par", "by"})
_SENSE = {
    word: sense
    for line in _SENSES.strip().splitlines()
    for sense, _, words in [line.partition(": ")]
    for word in [sense, *words.split()]
}


_CUT = {
    "ach": "achat",
    "ven": "vente",
    "vte": "vente",
    "cli": "client",
    "four": "fournisseur",
    "fourn": "fournisseur",
    "fact": "facture",
}
"""Words cut short where names are written in one."""
_WHAT = {
    "cd": "code", "cod": "code", "lb": "libelle", "lib": "libelle", "dt": "date", "dat": "date", "mt": "montant", "mnt": "montant",
    "qt": "quantite", "qte": "quantite", "nu": "numero", "no": "numero", "num": "numero", "px": "prix", "pu": "prix unitaire",
    "tx": "taux", "rs": "nom", "ad": "adresse", "adr": "adresse", "vl": "ville", "cp": "code postal", "tl": "telephone",
    "tel": "telephone", "ml": "email", "nb": "nombre", "id": "identifiant", "ref": "reference", "nom": "nom", "pr": "prix",
    "typ": "type", "ty": "type", "tps": "temps", "py": "pays", "pds": "poids",
}  # fmt: skip
_OF = {
    "art": "article", "cli": "client", "clt": "client", "fou": "fournisseur", "frs": "fournisseur", "four": "fournisseur",
    "cde": "commande", "cmd": "commande", "fac": "facture", "fact": "facture", "liv": "livraison", "mag": "magasin", "dep": "depot",
    "rep": "representant", "fam": "famille", "jal": "journal", "jnl": "journal", "cpt": "compte", "cpte": "compte", "aux": "auxiliaire",
    "ecr": "ecriture", "mvt": "mouvement", "pce": "piece", "ech": "echeance", "reg": "reglement", "regl": "reglement",
    "veh": "vehicule", "chf": "chauffeur", "eqpt": "machine", "mach": "machine", "dev": "devise", "ht": "ht", "ttc": "ttc", "tva": "tva",
    "ach": "achat", "vte": "vente", "deb": "deb", "cre": "cre", "rem": "remise", "net": "net", "bru": "brut", "brut": "brut", "let": "lettrage",
    "sec": "section", "crea": "creation", "inv": "inventaire", "phy": "physique", "res": "reserve", "dis": "disponible",
    "mini": "minimum", "maxi": "maximum", "cond": "conditionnement", "val": "valeur", "deg": "degre", "cat": "categorie", "nom": "nom",
    "pos": "postal", "mec": "mise circulation", "unit": "unitaire", "ope": "operation", "tot": "total", "div": "divers", "stk": "stock",
    "gen": "code barre", "serie": "serie", "lot": "lot", "int": "intervention", "arr": "arret", "mo": "travail",
}  # fmt: skip
"""What a short name written in one says, then of what, as the databases of business software have it: CDART, DTFAC, MtTTC."""
_GLUED = frozenset(
    "code nom libelle numero num ref reference prix montant mnt qte quantite taux total date unite poids famille marque compte solde tiers "
    "client clients fournisseur article produit facture commande livraison reglement echeance creation achat vente stock mini maxi net brut "
    "remise barre barres postal ville pays adresse rue tel email mail siret siren devise debit credit journal piece lettrage "
    "vehicule chauffeur machine depot magasin".split()
) | frozenset(_CUT)
"""What names written in one are made of."""


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """In lower case, without accents, signs and links; « N° » is « no »."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", name.strip())
    text = _NUMBER_SIGN.sub(" no ", _CAMEL.sub(" ", _GLUED_NUMBER.sub("no ", text)))
    words = [word.strip("#$€") or word for word in _OTHER.split(fold(text)) if word]
    kept = [word for word in words if word not in _LINKS]
    if kept and words[-1] in _WHOSE:
        kept.append("par")  # « Créé par » is a person, « Créé » is not
    return " ".join(kept or words)


@lru_cache(maxsize=50_000)
def senses(name: str) -> tuple[str, ...]:
    """The words of a name, each under the one that stands for all its ways of being said, without repeats."""
    found: list[str] = []
    for word in plain(name).split():
        for part in _parts(word):
            found.append(_SENSE.get(part) or _SENSE.get(_singular(part)) or _singular(part))
    if not _TWO_WAYS.keys().isdisjoint(found):
        dated = "date" in found or "heure" in found
        found = [_TWO_WAYS[word][dated] if word in _TWO_WAYS else word for word in found]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def expansions(word: str) -> frozenset[str]:
    """The senses of the words that this one may be cut from: « vend » is the start of « vendeur ».

    A handful at most: what begins too many words says none of them.
    """
    if not 3 <= len(word) <= 7 or not word.isalpha() or word in _SENSE:
        return frozenset()
    found = {
        sense for known, sense in _SENSE.items() if len(known) > len(word) + 1 and known.startswith(word)
    }
    return frozenset(found) if len(found) <= _FEW else frozenset()


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    """Words written in one, each known: « CODEFAMILLE », « PRIXACH », « poidsnet »."""
    if word in _SPLIT:
        return tuple(_SPLIT[word].split())
    if 4 <= len(word) <= 8 and word not in _SENSE and _singular(word) not in _SENSE:
        for at in (2, 3):
            if word[:at] in _WHAT and word[at:] in _OF:
                return (*_WHAT[word[:at]].split(), *_OF[word[at:]].split())
    if len(word) < 6 or word in _SENSE or _singular(word) in _SENSE or not word.isalpha():
        return (word,)
    cuts = range(len(word) - 3, 2, -1)
    glued = next(((word[:at], word[at:]) for at in cuts if {word[:at], word[at:]} <= _GLUED), (word,))
    return tuple(_CUT.get(part, part) for part in glued)


@lru_cache(maxsize=20_000)
def readings(name: str) -> tuple[tuple[str, float], ...]:
    """A header and what it says once its brackets or the levels above it are taken away, each with its worth (0–1)."""
    found = {name: 1.0}
    bare = _BRACKETS.sub(" ", name).strip()
    if bare and bare != name:
        found.setdefault(bare, 0.99)
    if (said := _TONGUE.sub("", bare)) and said != bare:
        found.setdefault(said, 0.97)
    levels = [part for part in _LEVELS.split(bare) if part.strip()]
    if len(levels) > 1:
        found.setdefault(" ".join(levels[-2:]), 0.96)
        found.setdefault(levels[-1], 0.93 if len(levels[-1]) > 3 else 0.8)
    return tuple(found.items())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith(("s", "x")) and not word.endswith("ss") else word


def without_prefixes(columns: list[str], known: Callable[[str], bool]) -> dict[str, str]:
    """Column → its name without what it shares with others for the program's own sake: « DL_Qte », « Lineitem sku ».

    A prefix is the first words of two columns or more, of which no field of any kind is known by one at least.
    """
    split = {
        column: _CAMEL.sub(" ", column).replace("_", " ").replace("-", " ").split() for column in columns
    }
    counts = Counter(
        tuple(words[:length]) for words in split.values() for length in (1, 2) if len(words) > length
    )
    shorter: dict[str, str] = {}
    for column, words in split.items():
        for length in (2, 1):
            prefix = tuple(words[:length])
            if len(words) <= length or counts[prefix] < 2:
                continue
            ruling = counts[prefix] >= 4 and counts[prefix] >= 0.4 * len(columns)
            if ruling or not all(known(word) for part in prefix for word in senses(part)):
                shorter[column] = " ".join(words[length:])
                break
    return shorter
