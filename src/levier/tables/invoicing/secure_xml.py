"""XML from strangers: no DTD, no entity, no network, bounded in size and depth."""

from typing import Any

from lxml import etree

from levier.core.errors import BadInput

LARGEST = 40 * 1024 * 1024
"""Bytes of an invoice in XML: attachments in base64 included."""
_REFUSED = "Demandez à l'émetteur un fichier XML ordinaire, sans DOCTYPE ni entités."
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_HEAD = 64 * 1024


def parse(data: bytes, where: str) -> Any:
    """The root element. Raises BadInput when the XML is broken, hostile or too big."""
    if len(data) > LARGEST:
        raise BadInput(
            f"Ce XML est trop gros ({len(data) // 1024**2} Mo, {LARGEST // 1024**2} Mo au plus)",
            where=where,
            mend="Une facture tient en quelques kilo-octets : vérifiez que c'est le bon fichier.",
        )
    if any(mark in data[:_HEAD] for mark in _DOCTYPES):
        raise BadInput("Ce XML contient un DOCTYPE, ce qu'une facture n'a jamais", where=where, mend=_REFUSED)
    try:
        root = etree.fromstring(data, _parser(huge=False))
    except etree.XMLSyntaxError as fault:
        if "huge" not in str(fault).lower() and "too long" not in str(fault).lower():
            raise _broken(fault, where) from fault
        root = _with_long_texts(data, where)
    if root is None:
        raise BadInput("Ce XML est vide", where=where, mend="Vérifiez que c'est le bon fichier.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadInput("Ce XML contient un DOCTYPE, ce qu'une facture n'a jamais", where=where, mend=_REFUSED)
    return root


def _with_long_texts(data: bytes, where: str) -> Any:
    """An attachment above 10 MB needs libxml2's wide limits; without DOCTYPE nothing can be amplified."""
    if any(mark in data for mark in _DOCTYPES):
        raise BadInput("Ce XML contient un DOCTYPE, ce qu'une facture n'a jamais", where=where, mend=_REFUSED)
    try:
        return etree.fromstring(data, _parser(huge=True))
    except etree.XMLSyntaxError as fault:
        raise _broken(fault, where) from fault


def _parser(*, huge: bool) -> Any:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
    )


def _broken(fault: etree.XMLSyntaxError, where: str) -> BadInput:
    return BadInput(
        f"Ce XML est mal formé (ligne {fault.lineno or 1} : {str(fault.msg)[:120]})",
        where=where,
        mend="Demandez à l'émetteur de renvoyer le fichier ; ne l'ouvrez pas dans un traitement de texte.",
    )
