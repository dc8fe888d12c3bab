"""Words that tell what a question is about, as patterns over flattened text (lower case, no accents)."""

import re

from levier.core.french.text import flatten

_PRONOUN = re.compile(
    r"(?<![a-z])(?<!quel )(?<!notre )(?<!le )(?<!du )(?<!de )ca(?= (?:fait|va|veut|coute|marche|prend|change|peut|ne |n'|sert|se |me |depend|existe|arrive|signifie|suffit))"
    r"|(?<=comment )ca(?![a-z])|(?<=que )ca(?![a-z])|(?<=avec )ca(?![a-z])|(?<=tout )ca(?![a-z])|(?<=c'est )ca(?![a-z])"
)


def cue_text(text: str) -> str:
    """The flattened text in which « ça » cannot be read as « CA », the turnover; offsets stay true."""
    bare = re.sub(r"[çÇ][aAàÀ](?!\w)", "··", text)
    return _PRONOUN.sub("··", flatten(bare))


MEASURE = re.compile(
    r"(?<![a-z])(?:chiff?res? d ?'? ?aff?aires?|c\.?a\.?(?![a-z])|ventes?|vendu[es]?s?|vendons|vend(?:re|ra|s)?|factur(?:e|es|ons|ation)(?= en| le mois| au| cette| par| a )|"
    r"panier(?: moyen)?|quantites?|qtes?|volumes?(?= de ventes| vendu)|prix moyens?|revenus?|recettes?|"
    r"(?:nombre|nb|nbre|combien) (?:de |d')(?:commandes?|clients?|pieces?|references?|produits?|articles?|unites?|cmd|ventes|achats|pays)|"
    r"commandes?(?= par| passees| recues| en | d'| de )|retours?(?= par| en | de | d')|montant (?:des|de) (?:retours|ventes|commandes|avoirs)|"
    r"revenue|sales|turnover|orders|average basket|average price|quantity|how many (?:orders|customers|units|products))(?![a-z])"
)
RANKING = re.compile(
    r"(?<![a-z])(?:top ?\d*|(?:les |nos |des )?\d+ (?:meilleure?s?|premiere?s?|plus (?:gros|grosses|grands|importants))|meilleure?s? (?:clients?|produits?|references?|ventes?|articles?|pays|mois|jours?|fournisseurs?)|"
    r"(?:les|le|la) (?:plus|moins) (?:vendue?s?|achetee?s?|commandee?s?|rentables?)|(?:best|top|worst) (?:\d+ )?(?:customers|products|countries|clients)|palmares|classement|flop|pires?)(?![a-z])"
)
GROUPING = re.compile(
    r"(?<![a-z])(?:par|by|per|selon|pour chaque|chaque|each) (?:produit|reference|article|client|pays|categorie|famille|mois|semaine|jour|trimestre|an|annee|heure|product|customer|country|category|month|week|day|quarter|year|code|ref|peys)"
)
FORECAST = re.compile(
    r"(?<![a-z])(?:previsions?|previsionnel\w*|prevoi[st]?(?! (?:le |la |notre |nos |ce )?(?:contrat|reglement|loi|code|procedure|convention))|prevoir|prevoyez|previz\w*|prevu\w* (?:vendre|de vendre)|projections?|estimation|estimer?|estimez|anticip\w+|forecast\w*|predict\w*|"
    r"s'attendre|(?:va|vont|allons|va-t-on|va-t-il|va-t-elle)[ -](?:on |nous |ils |elles |il |elle |t-il |t-elle )?(?:encore |bien )?(?:monter|augmenter|baisser|progresser|diminuer|reculer|vendre|faire|acheter|realiser|commander|encaisser|facturer|ecouler)|"
    r"(?:seront?|sera) (?:nos|notre|leurs?|les|le|la) (?:ventes?|ca|chiffre|quantites?|commandes?)|vendr(?:ons|a|ont)|will (?:we sell|our sales|sales|we make|our revenue))(?![a-z])"
)
KNOWLEDGE = re.compile(
    r"(?<![a-z])(?:delais?|procedures?|conges?|contrats?|cnil|rgpd|lois?|legal\w*|legaux|obligatoires?|obligations?|preavis|"
    r"penalites?|indemnites?|licenciements?|demission\w*|retractation|garanties?|periode d'essai|teletravail|smic|salarie\w*|"
    r"videosurveillance|cameras?|reglements?|politiques?|conditions (?:generales|de vente)|cgv|mentions|conventions?|"
    r"droits?|interdit|autoris\w+|declar\w+|registres?|clauses?|remises?|mariage|naissance|deces|maternite|paternite|"
    r"combien (?:coute|coutent) une?(?! commande)|maladie|accident|retraite|cdi|cdd|embauche\w*|contester|litiges?|donnees personnelles|consentement|employeur|"
    r"(?:days?|time) off|wedding|overtime|sick|leave|legal|law|policy|procedure|contract|notice|gdpr|payment terms|penalt\w+)(?![a-z])"
)
_CHANGES = (
    r"(?:augment\w*|hauss\w*|baiss\w*|dimin\w*|redui\w*|recul\w*|progress\w*|perd\w*|perte|gagn\w*|mont(?:e|ent|ait|aient)|chut\w*|doubl\w*|embauch\w*|recrut\w*|licenci\w*|"
    r"invest\w*|pren(?:d|nent|ait)|allong\w*|raccourci\w*|plus (?:tard|tot)|de plus|de moins|en moins|[-+] ?\d)"
)
SUPPOSING = re.compile(
    rf"(?<![a-z])(?:simul\w+|(?:et|que se pass\w+(?:-t-il| il)?|que devien\w+ [^?]{{2,60}}|qu'arriv\w+(?:-t-il)?|si jamais|quid) ?(?:si|s') ?[^?]*{_CHANGES}|"
    rf"(?:impact|effets?|incidence|consequences?) [^?]{{0,40}}(?:d'une?|de la|d'un) [^?]*{_CHANGES}|compar\w+ une (?:hausse|baisse|augmentation)|"
    rf"(?:vaut-il mieux|vaut il mieux|se permettre|les moyens d)[^?]*{_CHANGES})"
)
"""What would happen if something changed: « et si … augmentait », « simule … », « l'effet d'une hausse de … »."""
SUPPOSING_SOFTLY = re.compile(rf"^(?:et )?(?:si|s')(?: |j'|l'|il )[^?]*{_CHANGES}")
"""« Si je paie mes fournisseurs plus tôt … »: a supposition too, unless it asks for a rule."""
FIGURES = re.compile(f"{MEASURE.pattern}|{RANKING.pattern}|{FORECAST.pattern}|{GROUPING.pattern}")
POLITE = (
    r"(?:bonjour(?: a tous)?|bonsoir|salut|coucou|hello|hi|madame|monsieur|svp|stp|s'il (?:vous|te) plait|please|merci(?: de| d'avance)?|"
    r"(?:est[- ]ce que )?(?:tu peux|vous pouvez|peux[- ]tu|pouvez[- ]vous|pourriez[- ]vous|pourrais[- ]tu|could you|can you|would you)"
    r"(?: s'il (?:vous|te) plait)?(?= (?:me|m'|nous|please|tell|give))|"
    r"(?:me |m'|nous )?(?:dire|donner|indiquer|rappeler|preciser|communiquer|sortir|faire)(?: (?:svp|stp))?(?= (?:le|la|les|l'|un|une|quel|combien|si|comment|nos|notre|ce)\w*)|"
    r"(?:j'aimerais|je voudrais|je souhaite(?:rais)?|je veux|on voudrait|nous voudrions|i would like|i'd like)(?: (?:to )?(?:savoir|connaitre|avoir|know|voir))?|"
    r"(?:j'ai|j'aurais|jaurais|g|nous avons|on a) besoin (?:de |d'|du |des )(?:savoir |connaitre )?|il me faut(?:drait)?|"
    r"(?:dis|dites|donne|donnez|montre|montrez|indique|indiquez|rappelle|rappelez|sors|affiche|affichez)[ -](?:moi|nous)|tell me|give me|show me|"
    r"par ailleurs|d'autre part|de plus|et aussi|aussi|au fait|enfin|ensuite|also|besoin urgent|urgent)(?![a-z'])"
)
SMALL_TALK = re.compile(
    rf"(?:{POLITE}|merci\w*|beaucoup|d'avance|cordialement|bien a vous|thanks?|thank you|bonne (?:journee|soiree)|cdt|cdlt|ok|super|parfait|tres bien|a bientot|[ ,.!?])+"
)
