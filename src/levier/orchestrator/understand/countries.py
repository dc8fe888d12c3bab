"""Countries under the names French and English people give them, and the adjectives of their inhabitants.

A company's table may write « Germany », « Allemagne » or « DE »: every form leads to the form its own table uses.
"""

from functools import cache

from levier.core.french.text import fold

# ISO code | French names | English names | stems of the adjectives (masculine singular, without ending)
_TABLE = """
AE|emirats arabes unis,emirats|united arab emirates,uae|emirati,emirien
AR|argentine|argentina|argentin
AT|autriche|austria|autrichien,austrian
AU|australie|australia|australien,australian
BE|belgique|belgium|belge,belgian
BG|bulgarie|bulgaria|bulgare
BH|bahrein|bahrain|bahreini
BR|bresil|brazil|bresilien,brazilian
CA|canada|canada|canadien,canadian
CH|suisse|switzerland|suisse,swiss,helvetique
CI|cote d'ivoire|ivory coast|ivoirien
CM|cameroun|cameroon|camerounais
CN|chine|china|chinois,chinese
CY|chypre|cyprus|chypriote
CZ|republique tcheque,tchequie|czech republic,czechia|tcheque,czech
DE|allemagne|germany|allemand,german
DK|danemark|denmark|danois,danish
DZ|algerie|algeria|algerien
EE|estonie|estonia|estonien
EG|egypte|egypt|egyptien
ES|espagne|spain|espagnol,spanish
FI|finlande|finland|finlandais,finnish
FR|france|france|francais,french
GB|royaume-uni,royaume uni,angleterre,grande-bretagne,grande bretagne|united kingdom,uk,england,great britain|anglais,britannique,british
GR|grece|greece|grec,greek
HK|hong kong,hong-kong|hong kong|hongkongais
HR|croatie|croatia|croate
HU|hongrie|hungary|hongrois
IE|irlande,eire|ireland,eire,republic of ireland|irlandais,irish
IL|israel|israel|israelien,israeli
IN|inde|india|indien
IS|islande|iceland|islandais
IT|italie|italy|italien,italian
JP|japon|japan|japonais,japanese
KR|coree du sud,coree|south korea,korea|coreen
LB|liban|lebanon|libanais
LT|lituanie|lithuania|lituanien
LU|luxembourg|luxembourg|luxembourgeois
LV|lettonie|latvia|letton
MA|maroc|morocco|marocain
MC|monaco|monaco|monegasque
MT|malte|malta|maltais
MX|mexique|mexico|mexicain
NL|pays-bas,pays bas,hollande|netherlands,the netherlands,holland|neerlandais,hollandais,dutch
NO|norvege|norway|norvegien,norwegian
NZ|nouvelle-zelande,nouvelle zelande|new zealand|neo-zelandais
PL|pologne|poland|polonais,polish
PT|portugal|portugal|portugais,portuguese
QA|qatar|qatar|qatari
RO|roumanie|romania|roumain
RS|serbie|serbia|serbe
RU|russie|russia|russe
SA|arabie saoudite|saudi arabia|saoudien
SE|suede|sweden|suedois,swedish
SG|singapour|singapore|singapourien
SI|slovenie|slovenia|slovene
SK|slovaquie|slovakia|slovaque
SN|senegal|senegal|senegalais
TN|tunisie|tunisia|tunisien
TR|turquie|turkey|turc
UA|ukraine|ukraine|ukrainien
US|etats-unis,etats unis,usa,us,amerique|united states,usa,us,united states of america|americain,american
VN|vietnam,viet nam|vietnam|vietnamien
ZA|afrique du sud|south africa|sud-africain
CHI|iles anglo-normandes,iles anglo normandes|channel islands|anglo-normand
EU|communaute europeenne|european community|
"""
_ENDINGS = ("", "e", "s", "es", "ne", "nes", "nne", "nnes", "que", "ques", "te", "tes")
_IRREGULAR = {
    "GR": ("grecque", "grecques"), "TR": ("turque", "turques"), "NL": ("hollandaise", "hollandaises"),
    "BE": ("belges",), "CH": ("suisses", "suissesse"),
}  # fmt: skip


@cache
def names() -> dict[str, tuple[str, bool]]:
    """Folded form → (country code, whether it is an adjective)."""
    forms: dict[str, tuple[str, bool]] = {}
    for line in _TABLE.strip().splitlines():
        code, french, english, adjectives = line.split("|")
        for name in (*french.split(","), *english.split(",")):
            forms[name] = (code, False)
        for stem in filter(None, adjectives.split(",")):
            for ending in _ENDINGS:
                forms.setdefault(stem + ending, (code, True))
        for form in _IRREGULAR.get(code, ()):
            forms.setdefault(form, (code, True))
    return forms


@cache
def code_of(value: str) -> str | None:
    """The code of a country as a company's table writes it (name in French or English, or ISO code)."""
    folded = fold(value).strip()
    known = names().get(folded)
    if known and not known[1]:
        return known[0]
    upper = value.strip().upper()
    return upper if len(upper) == 2 and any(code == upper for code, _ in names().values()) else None
