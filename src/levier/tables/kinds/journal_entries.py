"""Journal entries: the « fichier des écritures comptables » (FEC), 18 columns in a fixed order.

Source: article A. 47 A-1 of the Livre des procédures fiscales.
"""

from levier.core.actor import ACCOUNTING
from levier.tables.kinds.kind import Field, Kind, names

JournalEntries = Kind(
    name="journal_entries",
    label="Écritures comptables (FEC)",
    lines="une ligne d'écriture comptable",
    day="date",
    readers=(ACCOUNTING,),
    requires=(("date",), ("account",), ("debit", "credit", "amount")),
    distinctive=("journal", "entry", "account", "debit", "credit"),
    fields=(
        Field(
            "journal",
            "Code journal",
            "code",
            names(
                "journalcode, journal code, code journal, journal, code jnl, jal, jnl, cod journal, jrn, "
                "jnal, journaux, id journal, nom journal court, journal comptable, no journal, jo num, "
                "journal id, journal type, book, daybook, cod jnl, code jal, journal abrege"
            ),
            example="VE",
            description="Le code du journal : VE, AC, BQ, OD…",
        ),
        Field(
            "journal_label",
            "Libellé du journal",
            "text",
            names(
                "journallib, libelle journal, intitule journal, nom journal, journal name, libelle jnl, "
                "designation journal, journal libelle, journal intitule, lib journal, journal title"
            ),
            example="Ventes",
            description="Le nom du journal.",
        ),
        Field(
            "entry",
            "N° d'écriture",
            "code",
            names(
                "ecriturenum, numero ecriture, no ecriture, no mouvement, numero de mouvement, "
                "numero interne, no ligne, ecriture, numero de l ecriture, mvt, num ecriture, "
                "id ecriture, identifiant ecriture, ecriture id, ecriture no, no mvt, mouvement, "
                "no folio, folio, entry no, entry number, entry id, journal entry, "
                "journal entry id, journal entry number, journal number, move, move name, "
                "transaction id, transaction number, transaction no, trans no, line id, id ligne, "
                "numero sequence, no sequence, sequence, ec no, no interne, voucher no, "
                "voucher number, entree, numero enregistrement, numero, numero mouvement, "
                "num mouvement"
            ),
            example="000412",
            description="Le numéro de l'écriture, dans l'ordre.",
        ),
        Field(
            "date",
            "Date comptable",
            "date",
            names(
                "ecrituredate, date ecriture, date comptable, date, date piece comptable, date mouvement, "
                "date mvt, date d ecriture, date operation, accounting date, date comptabilisation, "
                "date imputation, date saisie, jour, journee, dt ecriture, date cpta, date enregistrement, "
                "posting date, entry date, journal date, transaction date, ec date, gl date, "
                "effective date, date transaction, date compta"
            ),
            example="31/03/2026",
            description="Le jour de l'écriture.",
        ),
        Field(
            "account",
            "N° de compte",
            "code",
            names(
                "comptenum, compte, numero compte, no compte, compte general, account, no compte general, "
                "compte comptable, numero de compte, cpt, cpt gen, account code, cg, "
                "numero compte general, num compte, code compte, compte no, compte numero, compte num, "
                "compte imputation, compte cg, compte gl, cpte, cpte general, account no, account number, "
                "account id, gl account, gl account no, g account, g account no, general account, "
                "general ledger account, ledger account, ledger code, nominal code, nominal account, "
                "account full code, cg num, racine compte, compte pcg, compte comptable no, plan comptable"
            ),
            example="411000",
            description="Le numéro du compte au plan comptable.",
        ),
        Field(
            "account_label",
            "Libellé du compte",
            "text",
            names(
                "comptelib, libelle compte, intitule compte, intitule du compte, nom compte, "
                "libelle du compte, account name, intitule, intitule compte general, "
                "libelle compte general, designation compte, compte libelle, compte intitule, lib compte, "
                "account description, account title, gl account name, gl account description, "
                "ledger account name, nominal account name, cg intitule, g account name"
            ),
            example="Clients",
            description="Le nom du compte.",
        ),
        Field(
            "auxiliary",
            "Compte auxiliaire",
            "code",
            names(
                "compauxnum, compte auxiliaire, compte tiers, auxiliaire, code tiers, tiers, "
                "no compte tiers, compte aux, cpt aux, code auxiliaire, numero tiers, "
                "code auxiliaire tiers, auxiliaire code, no auxiliaire, num auxiliaire, numero auxiliaire, "
                "numero compte auxiliaire, cpte auxiliaire, cpt auxiliaire, cpte tiers, cpt tiers, "
                "compte auxiliaire tiers, compte client fournisseur, code client fournisseur, "
                "code tiers auxiliaire, no tiers, id tiers, tiers code, ct num, subledger account, "
                "subsidiary account, auxiliary account, auxiliary code, partner code, partner id, "
                "source no, bal account no, customer vendor no, third party code, third party account, "
                "code client, code fournisseur, compte individuel"
            ),
            refers="customers.customer|suppliers.supplier",
            example="C00125",
            description="Le compte du client ou du fournisseur.",
        ),
        Field(
            "auxiliary_label",
            "Libellé du tiers",
            "text",
            names(
                "compauxlib, libelle auxiliaire, libelle tiers, nom tiers, intitule tiers, partner, "
                "partenaire, nom auxiliaire, nom auxiliaire tiers, intitule auxiliaire, "
                "intitule compte auxiliaire, intitule compte tiers, libelle compte auxiliaire, "
                "libelle compte tiers, auxiliaire libelle, tiers nom, tiers libelle, raison sociale, "
                "partner name, third party name, third party, contact, contact name, customer vendor name, "
                "auxiliary name, ct intitule, source name, client fournisseur, nom client fournisseur, "
                "supplier customer"
            ),
            personal=True,
            example="Sport & Montagne SARL",
            description="Le nom du client ou du fournisseur.",
        ),
        Field(
            "piece",
            "Pièce",
            "code",
            names(
                "pieceref, piece, reference piece, no piece, no facture, numero de piece, "
                "ref piece, reference, facture, invoice number, numero facture, document, "
                "no document, piece comptable, piece justificative, no piece comptable, "
                "numero piece comptable, num piece, ref document, reference document, "
                "reference piece comptable, ref comptable, ref, no facture piece, num facture, "
                "ref facture, reference facture, invoice, invoice no, document no, "
                "document number, document reference, doc no, doc number, external document no, "
                "external document number, reference no, reference number, ref no, "
                "source document, voucher, ec piece, ec refpiece, justificatif, numero document, "
                "numero justificatif, num doc, piece no, no doc, no doc comptable, numero doc"
            ),
            example="FA-2026-0412",
            description="La référence de la pièce : facture, relevé.",
        ),
        Field(
            "piece_date",
            "Date de la pièce",
            "date",
            names(
                "piecedate, date piece, date facture, date document, date de la facture, invoice date, "
                "date justificatif, date facture piece, document date, ec datepiece, date pce, "
                "voucher date, source date"
            ),
            example="31/03/2026",
            description="La date de la pièce.",
        ),
        Field(
            "label",
            "Libellé",
            "text",
            names(
                "ecriturelib, libelle, libelle ecriture, libelle mouvement, libelle de ligne, description, "
                "libelle de l ecriture, memo, libelles, libelle operation, libelle comptable, "
                "libelle piece, libelle mvt, libelle 1, intitule ecriture, intitule mouvement, "
                "designation, commentaire, description ecriture, line description, entry description, "
                "transaction description, memo description, narration, narrative, details, detail, "
                "particulars, ec intitule, motif, nature operation, communication, line memo, texte, "
                "texte ecriture, item text, posting text, gl description, entry label"
            ),
            example="Facture FA-2026-0412",
            description="Ce que dit la ligne.",
        ),
        Field(
            "debit",
            "Débit",
            "money",
            names(
                "debit, montant debit, debit eur, mt debit, montant au debit, debit tenue de compte, "
                "montants debit, debits, mouvement debit, mvt debit, debit ht, debit montant, "
                "debit amount, debit lc, debit local, debit base, debit gbp, debit local currency, "
                "solde mouvement debit, total debit, dr, amount debit, debit devise locale, somme debit"
            ),
            unit="€",
            example="119,76",
            description="Le montant au débit.",
        ),
        Field(
            "credit",
            "Crédit",
            "money",
            names(
                "credit, montant credit, credit eur, mt credit, montant au credit, credit tenue de compte, "
                "montants credit, credits, mouvement credit, mvt credit, credit montant, credit amount, "
                "credit lc, credit local, credit base, credit local currency, total credit, cr, "
                "amount credit, credit devise locale, somme credit"
            ),
            unit="€",
            example="0,00",
            description="Le montant au crédit.",
        ),
        Field(
            "amount",
            "Montant",
            "money",
            names(
                "montant, mt, montant signe, montant eur, amount, montant ecriture, montant ligne, "
                "montant mouvement, montant mvt, montant lc, montant local, montant comptable, amount lcy, "
                "amount lc, amount local currency, local amount, base amount, ec montant, solde signe, "
                "somme, valeur, value, transaction amount"
            ),
            unit="€",
            example="119,76",
            description="Le montant, quand une seule colonne le porte avec son sens.",
        ),
        Field(
            "direction",
            "Sens",
            "code",
            names(
                "sens, sens debit credit, d c, dc, sens d c, sens ecriture, sens mouvement, sens mvt, "
                "sens montant, debit credit, ou c, dr cr, debit credit indicator, ec sens, "
                "indicateur debit credit, signe, code sens, side, posting type sign"
            ),
            example="D",
            description="D pour débit, C pour crédit.",
        ),
        Field(
            "due",
            "Échéance",
            "date",
            names(
                "echeance, date echeance, date d echeance, due date, date ech, ech, "
                "date echeance paiement, maturity date, payment due date, ec echeance, net due date, "
                "date due, date limite paiement"
            ),
            example="30/04/2026",
            description="Le jour où la somme est due.",
        ),
        Field(
            "lettering",
            "Lettrage",
            "text",  # « a » and « A » are two letterings
            names("ecriturelet, lettrage, lettre, code lettrage, ltr, let, lettrage code, matching number"),
            example="AB",
            description="Les lettres qui rapprochent facture et paiement.",
        ),
        Field(
            "lettering_date",
            "Date de lettrage",
            "date",
            names(
                "datelet, date lettrage, date de lettrage, date lettre, matching date, clearing date, "
                "reconciliation date, lettree, date rapprochement, date let"
            ),
            example="04/05/2026",
            description="Le jour du lettrage.",
        ),
        Field(
            "validated",
            "Date de validation",
            "date",
            names(
                "validdate, date validation, date de validation, valide le, date validation ecriture, "
                "validee, validation, validation date, posted on, posted at, posted date, date valid, "
                "date cloture ecriture, approved date, date validation comptable, validated on"
            ),
            example="05/04/2026",
            description="Le jour où l'écriture est validée.",
        ),
        Field(
            "foreign_amount",
            "Montant en devise",
            "money",
            names(
                "montantdevise, montant devise, montant en devise, mt devise, montant devises, "
                "montant dans devise, montant devise origine, montant origine, amount currency, amount fc, "
                "foreign currency amount, currency amount, amount transaction currency, document amount, "
                "amount document currency, original amount, ec devise montant, mtdevise, source amount, "
                "montant monnaie etrangere"
            ),
            example="130,20",
            description="Le montant dans l'autre monnaie.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names(
                "idevise, devise, identifiant devise, code devise, currency, code monnaie, monnaie, "
                "currency code, devise origine, devise ecriture, id devise, iso devise, foreign currency, "
                "transaction currency, document currency, ec devise, devise montant, code iso devise, "
                "devise id"
            ),
            holds="currency",
            example="USD",
            description="L'autre monnaie.",
        ),
        Field(
            "settled",
            "Date de règlement",
            "date",
            names(
                "daterglt, date reglement, date de reglement, date paiement, payment date, "
                "settlement date, paid on, paid date, date encaissement, reglee, reglement"
            ),
            example="04/05/2026",
            description="Le jour du règlement (comptabilité de trésorerie).",
        ),
        Field(
            "settlement_mode",
            "Mode de règlement",
            "code",
            names(
                "moderglt, mode reglement, mode de reglement, mode paiement, moyen paiement, "
                "type reglement, payment method, payment mode, payment type, mode rglt, settlement method, "
                "mode regl, n reglement"
            ),
            example="CB",
            description="Le moyen de paiement (comptabilité de trésorerie).",
        ),
        Field(
            "year_end",
            "Clôture de l'exercice",
            "date",
            names("date cloture, cloture exercice, fin exercice"),
            example="31/12/2026",
            description="Le dernier jour de l'exercice auquel la ligne appartient.",
        ),
        Field(
            "analytic",
            "Section analytique",
            "code",
            names(
                "analytique, section analytique, code analytique, axe analytique, centre de cout, "
                "analytic account, section, sections, section analytique 1, code section, "
                "code section analytique, ventilation analytique, compte analytique, "
                "cpte analytique, imputation analytique, affaire, code affaire, chantier, "
                "code chantier, projet, code projet, axe 1, axe analytique 1, plan analytique, "
                "centre analytique, centre profit, centre couts, cost center, cost centre, "
                "cost center code, cost object, profit center, profit centre, department code, "
                "analytic code, analytic distribution, analytic tag, analytical account, "
                "analytical code, analytical axis, tracking name 1, tracking option 1, dimension, "
                "dimension 1, dimension code, shortcut dimension 1 code, global dimension 1 code, "
                "ca num, activite analytique, poste analytique, project code, tracking category, "
                "code activite, activite"
            ),
            example="MAG-ANN",
            description="Le centre ou la section analytique.",
        ),
    ),
)
