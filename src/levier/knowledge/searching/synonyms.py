"""Words of questions that documents say otherwise: everyday French for the words of contracts, English for French.

A word of the question is then held to be in a passage when one of these is. Only words whose other form is the same
thing in a company's papers; the meaning model does the rest.
"""

from levier.core.french.text import fold

_FRENCH = """
gratuit gratuite gratuits gratuites: offert franco
offert offerte: gratuit franco
impaye impayes impayee impayees: paye retard
boulot: travail
patron: employeur dirigeant
embaucher embauche: recruter
virer: licencier
arret: absence maladie
prevenir: signaler avertir
horaires horaire: heures
rendre: retourner retour
retourner renvoyer: retour
reprendre reprend reprenons reprenez reprise reprises: repris retour
rembourser remboursement: avoir
livrer: livraison
reduction reductions rabais ristourne: remise
amende: sanction
cameras camera: videosurveillance
filmer: videosurveillance
noces: mariage
"""
_ENGLISH = """
wedding marriage: mariage
leave holiday holidays vacation: conge conges
off: conge conges absence
day days: jour jours
week weeks: semaine
month months: mois
year years: an annee
return returns returning: retour
procedure process: procedure
payment pay paid paying: paiement
terms: delais conditions
term: delai
late delay delays: retard
penalty penalties: penalites
supplier suppliers vendor: fournisseur
contract agreement: contrat
customer customers client: client
discount discounts: remise
price prices pricing: prix
policy: politique
delivery deliver delivered shipping: livraison
employee employees staff worker: salarie
notice: preavis
resignation resign: demission
dismissal: licenciement
trial probation probationary: essai
period: periode
camera cameras cctv surveillance: videosurveillance
data: donnees
invoice invoices bill: facture
warranty guarantee: garantie
expenses expense travel: frais deplacement
hours: horaires heures
overtime: supplementaires
sick sickness illness: maladie
unpaid overdue: impaye impayes
complaint complaints: reclamation
refund refunds: avoir remboursement
free: offert gratuit
declaration declare: declaration
birth: naissance
death bereavement: deces
legal law: legal loi
company companies businesses business: entreprise professionnels
order orders: commande
cancel cancelled: annuler
minimum: minimum minimal
wage: salaire
"""


def _read(table: str) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        said, others = line.split(":")
        for word in said.split():
            known[word] = tuple(others.split())
    return known


_OTHERS = {**_read(_ENGLISH), **_read(_FRENCH)}


def others(word: str) -> tuple[str, ...]:
    """Other words that a passage may use for this one."""
    return _OTHERS.get(fold(word), ())
