"""The words of figures: which measure, which grouping, which order — patterns over flattened text (no accents)."""

import re

LEAD = re.compile(r"^(?:et|puis|and|then|mais|aussi|also)[ ,]+(?:aussi )?", re.IGNORECASE)
WHY = re.compile(r"^(?:et |mais |and )?(?:pourquoi|why|pq|pk|comment ca se fait)(?![a-z])")
# The first pattern found names the measure; those for a precise measure come before the general ones.
MEASURES: tuple[tuple[str, "re.Pattern[str]"], ...] = tuple(
    (name, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"))
    for name, pattern in (
        ("returns_rate", r"taux d[e'] ?(?:retours?|avoirs?)|return rate|(?:part|pourcentage) des retours"),
        ("lines", r"(?:nombre de |nb de |combien de )?lignes? (?:de ventes?|de factures?|vendues?)|(?:nombre|combien) de lignes"),
        ("returns_quantity", r"(?:articles?|pieces?|produits?|references?|quantites?|unites?)(?: qui sont| qui ont ete| sont)? (?:l[ea]s? (?:plus|moins) )?(?:souvent )?(?:retourne|repris)\w*|quantites? de retours?"),
        ("returns_value", r"(?:montant|valeur|total|cout|combien|evolution|ca)? ?(?:des |de |en |d')?(?:retours?|avoirs|remboursements?|annulations|returns|refunds)(?! d[e'] ?(?:marchandises?|produit)| marchandise)"),
        ("average_basket", r"paniers?(?: moyens?)?|(?:valeur|montant|ticket) moyenn?e?(?: d'une| par| des| de la)? ?commandes?|commande moyenne|ticket moyen|(?:average|mean) (?:basket|order)(?: value)?|combien (?:vaut|coute|rapporte) une commande"),
        ("average_price", r"prix(?: de vente)? (?:unitaire )?moyens?(?: de vente)?|prix unitaires?|average (?:selling |unit )?price|a quel prix (?:moyen )?(?:on vend|vend-on|vendons-nous)"),
        ("revenue_per_customer", r"(?:ca|chiffre d'affaires?|depense) moyenn?e? par client|revenue per customer"),
        ("products_sold", r"(?:nombre|nb|nbre|combien) (?:de |d')(?:references?|produits?|articles?)(?= differ| distinct| vend(?:ons|us?|ues?)-? ?(?:nous|on)?| avons| a-t-on|\s*\?|$| au catalogue)(?: differente?s?| distincte?s?)?|how many (?:different )?(?:products|items|references)(?= did| do| were)"),
        ("customers", r"(?:nombre|nb|nbre|combien|evolution|number) (?:de |d'|du nombre de |des |of )(?:nos )?clients?(?: actifs| differents| distincts)?|(?:nos )?clients? actifs|how many (?:different |active )?(?:customers|clients)|active customers|number of customers"),
        ("orders", r"(?:nombre|nb|nbre|combien|evolution|total|volume|number) (?:de |d'|du nombre de |des |of )?(?:nos )?(?:commandes?|cmdes?|cmd|factures|orders)|nos commandes|et (?:de |les |des )commandes(?! fournisseurs?)|commandes? (?:recues?|passees?|par|enregistrees)|how many orders|orders|(?:passe|recoit|recu|recevons)[ -]?(?:t-on |on |nous )?(?:le plus |le moins )?(?:de )?commandes|commandent? le (?:plus|moins)(?: souvent)?|les commandes(?= d[eu']| par| en| au)|commandes(?= par| d'(?:avril|aout|octobre)| de (?:janvier|fevrier|mars|mai|juin|juillet|septembre|novembre|decembre)| du mois| en )"),
        ("quantity", r"quantites?(?: vendues?)?|qtes?|qty|volumes?|(?:nombre|nb|nbre) (?:de |d')(?:pieces?|unites?|exemplaires?|articles?|produits?)(?: vendue?s?)?|combien (?:de |d')(?:pieces?|unites?|exemplaires?)|units?(?: sold)?|quantity|how many (?:units|pieces|items)|unites? vendues?|pieces? vendues?|unites|how many(?= .{1,80} (?:did we sell|were sold|sold|have we sold))"),
        ("revenue", r"chiff?res? d ?'? ?aff?aires?|c\.a\.|ca|turnover|revenue|recettes?|revenus?|facture[erzs]?|facturation|encaisse[rz]?|montant des ventes|gagne[rz]?|rapporte(?:nt|r)?|en valeur|en euros"),
    )
)  # fmt: skip
SALES = re.compile(r"(?<![a-z])(?:ventes?|sales|vendu[es]?s?|vend|vendons|vendre|sold|sell)(?![a-z])")
BESIDE_SALES = re.compile(
    r"(?<![a-z])(?:les |nos |des |de |l[ea] )?ventes (?:et|ainsi que|puis) (?:les |nos |des |de |l[ea] |l')"
)
"""« les ventes et les retours »: the turnover is asked beside the other figure."""
SOLD_COUNT = re.compile(
    r"(?<![a-z])combien (?:(?:on|nous|a-t-on|avons-nous|avons nous|allons-nous|allons nous|va-t-on|va t on|on va|nous allons|de|d'|des)\b.*)?vend(?:u|re|ons)"
    r"|(?<![a-z])combien (?:de |d').{1,80}? vendu[es]*|(?<![a-z])(?:le|la|les) (?:plus|moins) vendu[es]*|se vend(?:ent)? le (?:plus|moins|mieux)|"
    r"combien d[e'] ?(?:tous? l[ea]s? )?\u2400|how many \u2400|sold the most|best[- ]selling|most sold|(?<![a-z])combien .{1,60} (?:on |nous )?(?:a-t-on|avons-nous|a t on|avons nous) (?:ete )?vendu"
)
DIMENSIONS: tuple[tuple[str, str], ...] = (
    ("weekday", r"jours? de (?:la )?semaine|weekdays?|day of (?:the )?week"),
    ("product_code", r"codes?(?: articles?| produits?)?|skus?"),
    ("product", r"produits?|references?|refs?|articles?|products?|items?"),
    ("customer", r"clients?|customers?|acheteurs?"),
    ("country", r"pays?|peys|payis|countr(?:y|ies)|marches?|destinations?"),
    ("category", r"categories?|familles?|rayons?|gammes?|categor(?:y|ies)"),
    ("day", r"jours?|journees?|days?"),
    ("week", r"semaines?|sem|weeks?"),
    ("month", r"mois|months?"),
    ("quarter", r"trimestres?|quarters?"),
    ("year", r"ans?|annees?|years?"),
    ("hour", r"heures?|hours?"),
)
_NOUN = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in DIMENSIONS)
GROUP = re.compile(
    rf"(?<![a-z])(?:par|by|per|selon(?: l[ea]s?)?|pour chaque|de chaque|chaque|each|(?:ventile|reparti|detaille|decoupe)\w* (?:par|selon)|"
    rf"(?:{'|'.join(pattern for _, pattern in DIMENSIONS)}) (?:par|apres)|et par|and by)[ ](?:(?:le |la |les )?)(?:{_NOUN})(?![a-z])"
)
JOINED_GROUP = re.compile(rf"^ ?(?:et|and|,|puis)(?: par| by)? (?:{_NOUN})(?![a-z])")
ADVERBS: tuple[tuple[str, str], ...] = (
    ("month", r"mensuel\w*|monthly|mois par mois"),
    ("week", r"hebdo\w*|weekly|semaine (?:par|apres) semaine"),
    ("day", r"quotidien\w*|journalier\w*|daily|jour (?:par|apres) jour"),
    ("quarter", r"trimestriel\w*|quarterly"),
    ("year", r"annuel(?:le)?s?|yearly|d'annee en annee"),
)
# « quels pays », « nos 5 meilleurs clients », « les produits les plus vendus », « top 10 des références »
ASKED = re.compile(
    rf"(?<![a-z])(?:(?:a |de |dans |ds |pour |chez |en )?(?:quels?|quelles?|kel|kels|kelle|which|what|what are our|who are our)(?: (?:est|sont|etaient|ont ete|a ete|was|is|are|were))?(?: (?:le|la|les|nos|notre|mes|the|our))?(?: (?:top )?(?P<count>\d+|deux|trois|quatre|cinq|dix))?"
    rf"(?: (?:premiere?s?|meilleure?s?|plus (?:gros|grosses?|grands?|importants?|bons?)|moins bons?|pires?|principaux|principales|best|top|worst|bottom|largest|biggest))? "
    rf"(?:{_NOUN}))(?![a-z])"
)
RANKED = re.compile(
    rf"(?<![a-z])(?:top ?(?P<top>\d+)?|(?:les |nos |des |le |la |notre |mes |leurs |our |the |its )?(?P<count>\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|cinquante|cent|three|five|ten|twenty)?[ ]?(?:premiere?s?|meilleure?s?|plus (?:gros|grosses?|grands?|importants?|bons?|mauvais)|moins bons?|pires?|principaux|principales|best|top|worst|bottom|largest|biggest)(?: (?P<top2>\d+))?)"
    rf"(?: (?:des |de |d'|nos |of |our )?(?:nos |our )?)?[ ]?(?:{_NOUN})(?![a-z])"
)
MOST = re.compile(
    rf"(?<![a-z])(?:(?:les|nos|des|le|la|the|our|of our|mes) )?(?P<count>\d+|deux|trois|quatre|cinq|six|huit|dix|quinze|vingt)?[ ]?(?:{_NOUN})(?: \u2400[\u2400 ]*)? ?(?:(?:qui|que|ou) .{{0,40}}?)?(?:(?:l[ea]s?|nous|on|se|s') ?)?(?:\w+ )?(?:l[ea]s? )?(?P<way>plus|moins|mieux|most|least)(?![a-z])"
)
LISTED = re.compile(
    rf"(?<![a-z])(?:liste[rz]?|list)(?: de| des| tous| toutes| of| all| moi)*(?: les| nos| the| our)? (?:{_NOUN})(?![a-z])"
)
BEST_SALES = re.compile(
    r"(?<![a-z])(?:top ?\d*|(?:qu'est[- ]ce qu[ei']|ce qu[ei]|que|what) .{0,40}(?:mieux|le plus|best)|meilleures ventes|best sellers?|palmares)(?![a-z])"
)
COUNT = re.compile(
    r"(?<![a-z])(?:top ?(?P<top>\d+)|les (?P<first>\d+) premiere?s?|(?P<leading>\d+|deux|trois|quatre|cinq|dix) (?:meilleure?s?|premiere?s?|plus gro|plus |moins |best|top|pires?)|"
    r"limite[rz]? a (?P<limit>\d+)|(?:first|top|best) (?P<english>\d+))"
)
SINGLE = re.compile(
    r"(?<![a-z])(?:(?:le|la|notre|l') ?(?:produit|reference|article|client|pays|categorie|mois|jour|semaine|commande|facture)s? (?:qui .{0,30})?(?:le|la) (?:plus|moins)|"
    r"(?:le|la|notre) (?:meilleure?|pire|plus (?:gros|grosse|grand|grande|importante?|mauvais|bon)) (?:client|produit|reference|article|pays|mois|jour|semaine|categorie|commande|facture)|"
    r"^(?:meilleure?|pire) (?:client|produit|reference|article|pays|mois|jour|semaine|categorie)|quel(?:le)? (?:est|a ete|fut|etait) (?:le|la|notre) (?:meilleure?|pire|plus \w+)|(?:our|the) (?:best|worst|top) (?:customer|product|country|month|day)(?!s))(?![a-z])"
)
ASCENDING = re.compile(
    r"(?<![a-z])(?:(?:le|la|les) moins|moins (?:bons?|bien|vendu)\w*|pires?|plus (?:faibles?|mauvais|bas|petits?)|flop|derniers du classement|worst|lowest|least|bottom)(?![a-z])"
)
TREND = re.compile(
    r"(?<![a-z])(?:evolution|evolue\w*|evoluent|tendances?|courbe|progression|progress\w+|trend\w*|au fil (?:du|des)|historique|mois par mois|dans le temps|over time|saisonnalite)(?![a-z])"
)
MOVING = re.compile(
    r"(?<![a-z])(?:est-ce que .{0,40}(?<![a-z])(?:augmente|baisse|progresse|diminue|recule|monte|chute|evolue)(?:nt)?"
    r"|(?:augmente|baisse|progresse|diminue|recule|monte|chute)(?:nt)?-(?:t-)?(?:il|elle)s?)(?![a-z])"
)
"""« est-ce que les paniers augmentent ? »: with no period said, how they moved."""
CUMULATED = re.compile(r"(?<![a-z])(?:cumul\w*|a date)(?![a-z])")
SPREAD = re.compile(r"(?<![a-z])(?:repartition|reparti\w*|repartit|ventil\w*|breakdown)(?![a-z])")
NEGATION = re.compile(
    r"(?<![a-z])n(?:e |')(?:[a-z']+ ){1,5}?(?:pas|plus|jamais|aucune?|rien)(?![a-z])|(?<![a-z])jamais(?![a-z])"
)
"""A negation: when no slot read it, the figure answered would be that of the contrary."""
BUYERS = re.compile(r"^(?:et |mais )?qui (?:nous |en )?(?:a |ont )?(?:achet|command|pren)\w*")
ORDERS_LISTED = re.compile(
    r"(?<![a-z])(?:liste[rz]?|detail\w*|montre\w*|affiche\w*|donne\w*|voir|quelles (?:sont|ont ete))(?:[ -](?:moi|nous|de|des|du|les|la|nos|toutes|tous|tout|le|contenu))* (?:commandes?|factures?|tickets?)(?! (?:par|moyenne))"
)
TOTAL_ABSENCE = re.compile(r"(?<![a-z])(?:jamais|aucune? fois)(?![a-z])")
SHARE = re.compile(
    r"(?<![a-z])(?:quelle part|la part|parts?(?! de marche)|pourcentages?|pour ?cent(?:age)?|proportions?|poids|represente(?:nt)?|repartition|share|percentage|breakdown)(?![a-z])|%"
)
CHANGED = re.compile(
    r"(?<![a-z])(?:a-t-(?:il|elle|on) |ont-(?:ils|elles) |a |ont |avons |est |de combien |t-il )(?:\w+ )?(?:baisse|augmente|progresse|recule|chute|diminue|evolue|bouge|grandi|monte)(?:e|s|es)?(?![a-z])|de combien (?:a|ont)"
)
COMPARE = re.compile(
    r"(?<![a-z])(?:compar\w*|par rapport|vs\.?|versus|contre|face a|ecarts?|differences?|variations?|evolution entre|d'une annee sur l'autre|plus qu'en|moins qu'en|mieux qu'en|mieux qu[e']|meilleure?s? qu[e']|pires? qu[e']|superieure?s? (?:a|au|aux)|inferieure?s? (?:a|au|aux)|than in|against|compared)(?![a-z])"
)
AGAINST = re.compile(
    r"(?<![a-z])(?:par rapport (?:a|au|aux)|contre|compare[es]* (?:a|au|aux|avec)|vs\.?|versus|face a|mieux qu[e'] ?(?:en)?|compared (?:to|with)|against)\s*(?:l[ea]s? |celui d[e'u] ?|ceux d[e'u] ?|celles d[e'u] ?)?$"
)
BETWEEN = re.compile(
    r"(?<![a-z])(?:compar\w*|ecarts?|differences?|variations?|evolution|progression|augment\w*|progress\w*|diminu\w*|recul\w*|chut\w*|hausse|baisse|change)(?![a-z])"
)
LEAVING = re.compile(
    r"(?<![a-z])(?:risqu\w+ de (?:partir|s'en aller|nous (?:quitter|lacher|abandonner))|(?:vont|va) (?:partir|nous lacher)"
    r"|sur le (?:point de partir|depart)|susceptibles? de (?:partir|nous quitter)|risque (?:de depart|d'attrition|de churn)|churn)(?![a-z])"
)
"""« Quels clients risquent de partir ? »: those who stopped ordering, which the tables can tell."""
INACTIVE = re.compile(
    rf"{LEAVING.pattern}|(?<![a-z])(?:inactif\w*|inactive|dormants?|perdus|disparu\w*|sans (?:commande|achat|vente)\w*|n'ont (?:plus|pas|rien|plus rien)(?! (?:encore )?(?:ete )?(?:paye|regle|respecte|repondu))|n'a (?:plus|pas|rien)(?! (?:encore )?(?:ete )?(?:paye|regle|respecte|repondu))|ne (?:commandent|commande|achetent|achete|passent|viennent|vendons|vend|se vend|se vendent|prennent) (?:plus|pas|rien)|"
    r"n'(?:achetent|achete) (?:plus|pas|rien)|n'est plus|de ne plus (?:nous |rien |me )?(?:(?:re)?acheter|(?:re)?commander|revenir)|(?:de|vont|va) (?:nous quitter|partir a la concurrence)|ont (?:arrete|cesse)|(?:qu'on|qu'on ne|on ne|qui ne|que nous ne) \w+ (?:\w+ )?plus|plus rien|ont pas (?:re)?commande|plus (?:re)?commande|(?:have|has|did) ?(?:not|n't) (?:order|buy|bought)\w*|haven't ordered|stopped (?:ordering|buying)|no longer (?:order|buy)\w*|have not ordered)(?![a-z])"
)
RHYTHM = (
    ("monthly", re.compile(r"(?:tous les|chaque|tout les|ts les) mois|mensuel\w*|regulier\w*|regulierement|d'habitude|every month|monthly|regularly|usually|chaque mois")),
    ("weekly", re.compile(r"(?:toutes les|chaque) semaines?|hebdo\w*|every week|weekly")),
)  # fmt: skip
BOUGHT_THEN = re.compile(
    r"(?<![a-z])(?:achet|command|vend|venu|pass|client)\w*.{0,60}(?<![a-z])(?:mais|et|puis) (?:qui )?(?:n'(?:ont|a) |ne (?:sont|est) )?(?:plus|pas|rien|jamais)"
    r"(?: \w+){0,2} (?:depuis|apres|ensuite)(?![a-z])|(?<![a-z])(?:pas|jamais) revenus? depuis(?![a-z])"
)
"""« ont acheté en janvier mais plus depuis »."""
CLASSES = re.compile(
    r"(?<![a-z])(?:class\w*|analys\w*|segment\w*|repart\w*|methode|tri\w*|range\w*)[^?]{0,50}(?<![a-z])(?:a ?[,/]? ?b ?(?:,|/|et)? ?(?:et |ou )?c|abc|pareto)(?![a-z])"
    r"|(?<![a-z])(?:abc|pareto)(?= (?:des|de|d'|sur|par|clients?|produits?|articles?))|(?:20 ?/ ?80|80 ?/ ?20)"
)
AVERAGE = re.compile(r"(?<![a-z])(?:en moyenne|moyen(?:s|nes?)?|on average|average)(?![a-z])")
WORKING = re.compile(
    r"(?<![a-z])(?:jours? ouvres?|jours? ouvrables?|du lundi au vendredi|working days?|weekdays)(?![a-z])"
)
AND_AMOUNT = re.compile(
    r"(?<![a-z])(?:pour|et|,) (?:quel(?:le)? (?:montant|valeur|somme|chiffre)|combien(?= d'(?:euros|argent)|\W*$)|how much)"
)
BOUGHT_APART = re.compile(
    r"(?<![a-z])(?:mais|et) (?:pas|rien|plus|jamais|non)(?: rien)? (?=(?:en |au |a |de |du |depuis )?[\u2400])"
)
"""« ont acheté en janvier mais pas en février »."""
WEEKENDS = re.compile(r"(?<![a-z])(?:week-?ends?).{0,30}semaine|semaine.{0,30}(?:week-?ends?)(?![a-z])")
ONLY_BEST = re.compile(
    r"(?:et |juste |seulement |donne[ -]moi )*(?:le |les )?(?:top ?\d+|\d+ (?:premiere?s?|meilleure?s?))"
)
"""« le top 3 » after a question: of what it listed."""
NEXT_ONES = re.compile(
    r"(?<![a-z])les (?P<count>\d+|deux|trois|quatre|cinq|dix) (?:suivante?s?|autres|d'apres)(?![a-z])"
)
"""« et les 5 suivants ? »: after those of the question before."""
LAST_TIME = re.compile(
    r"(?<![a-z])(?:quand|derniere (?:fois|commande|vente|livraison)|premiere (?:fois|commande|vente)|when|last time|last order)(?![a-z])"
)
FALLING = re.compile(r"(?:baiss|recul|chut|diminu|dropped|fallen|decreas|perd)")
ONE_ORDER = re.compile(
    r"(?<![a-z])(?:(?:la|notre|nos|les|quelles? (?:est|sont|a ete|fut) (?:la|les|notre|nos)) ?(?:\d+ )?(?:plus (?:grosse|grande|importante|petite)|meilleure)s? (?:commandes?|factures?|ventes?)(?! par)|"
    r"(?:commandes?|factures?) (?:la|les) (?:plus|moins) (?:importante|grosse|elevee|grande|petite|forte)s?)(?![a-z])"
)
OVERVIEW = re.compile(
    r"(?<![a-z])(?:(?:fais|faites|faire|donne\w*|prepare\w*|redige\w*|ecris|presente\w*)[ -](?:moi |nous )?(?:le|un|une|l') ?(?:point|bilan|etat des lieux|resume|topo|synthese|rapport|presentation|panorama|tour d'horizon)"
    r"(?! (?:d[eu']|sur) ?(?:la |le |l'|les )?(?:fraude|stock|contrat|reunion|projet|pilote))"
    r"|^(?:analys\w*|resum\w*|presente\w*|synthes\w*|panorama|bilan|vue d'ensemble) (?:de |d'|des |du |sur |generale? )*(?:mes |nos |les |la |l'|notre |mon |ma |le )?(?:ventes?|activite|resultats?|performances?|affaires?|situation|entreprise|societe|boite|chiffres)(?! (?:par|en|de|du|d'))"
    r"|comment (?:va|vont|se portent?|marchent?) (?:la boite|l'entreprise|la societe|l'activite|les affaires|nos affaires|nos ventes|les ventes|notre activite)"
    r"|ou en (?:est|sont|sommes)[- ](?:on|nous|l'entreprise|la societe|les ventes|nos ventes|l'activite))(?![a-z])"
)
"""« fais le point sur les ventes », « comment va la boîte ? »: what a board of indicators shows."""
ADVICE = re.compile(
    r"(?:(?:dis|dites|indique|explique)[ -]?(?:moi|nous)? )?(?:ce qu[e'] ?|que |qu'est-ce que ?|quoi )?(?:je |nous |on |il |me |tu |vous )*"
    r"(?:devrais|devrions|devrait|dois|doit|devons|faut|faudrait|faire|conseill\w+|recommand\w+|suggere\w*|preconis\w+)"
    r"(?:[- ](?:je|nous|tu|vous|on|il|moi))*(?: (?:faire|ameliorer|changer|prioriser|decider))?(?: (?:maintenant|ensuite|en priorite|pour (?:progresser|m'ameliorer|gagner plus)))?"
    r"|(?:donne\w*[ -](?:moi|nous) )?(?:des|tes|vos|quelques) (?:conseils|recommandations|preconisations|suggestions)"
)
"""« dis-moi ce que je devrais faire »: nothing but a request for advice."""
HOW_TO = re.compile(
    r"^(?:comment|par quels moyens|que faire pour)(?: (?:pourrait-on|pourrions-nous|peut-on|pouvons-nous|puis-je|on peut|faire pour|nous pouvons|je peux))? "
    r"(?:mieux |plus )?(?:reduire|diminuer|ameliorer|augmenter|optimiser|baisser|limiter|accroitre|eviter|booster)(?![a-z])"
)
"""« Comment réduire les retards de paiement ? »: the figure is known, what to do about it is not."""
CHEAP = re.compile(r"(?<![a-z])(?:plus|moins) (?:cher|chere|couteu[xs]|couteuse)(?:s|es)?(?![a-z])")
LETTER = re.compile(
    r"(?<![a-z])(?:prepar\w*|redige\w*|ecri[st]\w*|ecrire|fai[st]\w*|genere\w*|propose\w*|compose\w*)(?:[ -](?:moi|nous))? (?:un|une|le|la|les|des) "
    r"(?:modele d[e'] ?)?(?:e-?mails?|mails?|courriels?|lettres?|courriers?|messages?|sms)(?![a-z])"
)
GAINED = re.compile(
    r"(?<![a-z])(?:gagn\w+|economis\w+|rapport\w+|gains?)(?![a-z]).{0,40}(?<![a-z])(?:grace a|avec (?:levier|l'ia|l'outil)|depuis (?:que|qu'on|levier|l'arrivee))"
)
"""« combien avons-nous gagné grâce à la prévision ? »: what the method measured, no new forecast."""
LOSING = re.compile(
    r"(?<![a-z])(?:perd(?:ons|ait|ions|re|ais|s|rait|rions)?|partait|nous quitt\w*|s'en va|s'en allait|cessait|arretait)(?![a-z])"
)
"""« si on perd notre plus gros client »: what it weighs."""
RISING = re.compile(
    r"(?<![a-z])(?:le plus|le moins|fortement|plus fortes?)[ ](?:\w+ )?(?:baiss|hauss|progress|augment|recul|croi(?:ssance|tre|ss)|chut|diminu|grew|grown|dropped|fallen|increas|decreas|perdu)\w*"
    r"|(?<![a-z])(?:sont|est|etaient) (?:le plus )?en (?:forte )?(?:baisse|hausse|recul|progression|chute|croissance)"
    r"|(?<![a-z])qui (?:baissent|progressent|reculent|montent|augmentent|diminuent|chutent)(?![a-z])"
    r"|(?<![a-z])(?:perdu|perdent|baisse|recule|chute|diminue|progresse|augmente)\w* (?:de |en )?le (?:plus|moins)(?![a-z])"
)
# Business figures that the tables' measures do not hold: never to be answered by the turnover.
OTHER_FIGURES = re.compile(
    r"(?<![a-z])(?:stocks?|marges?|benefices?|profits?|resultat net|tresorerie|encours|impayes?|dettes?|masse salariale|charges|budgets?|devis|rupture|couts?|salaires?|prix d'achat|nouveaux clients|echoi\w*|echeances?|new customers|margin|inventory|ttc|tva)(?![a-z])"
)
THEIR = re.compile(
    r"(?<![a-z])(?:leurs?|ces (?:produits?|references?|articles?|clients?|pays)|ceux-ci|celles-ci|their|those (?:products|customers|countries)|d'entre eux|chacun d'eux|pour ces \d+)(?![a-z])"
)

_MOVES = (
    r"(?:baiss|hauss|mont|chut|recul|augment|diminu|progress|degrad|amelior|grimp|tomb|plong|evolu|variation|ecart|ralenti|s'effondr|fall|drop|"
    r"rise|rose|fell|increas|decreas|grow)"
)
CHANGE_EXPLAINED = re.compile(
    rf"(?<![a-z])(?:pourquoi|why|d'ou vien\w*|qu'est-ce qui expliqu\w*|(?:expliqu|detaill)\w*|a quoi (?:est|sont) du\w*|quelle est l'origine)"
    rf"(?![a-z]).{{0,80}}(?<![a-z]){_MOVES}"
)
"""« pourquoi … baisse-t-il », « d'où vient la hausse … », « qu'est-ce qui explique l'écart … »."""
