"""What words of a status column mean for an order, in English, German, Spanish and French.

A line counts unless its word says that nothing was bought: it was cancelled, its payment failed, is still awaited or
went back. What has been paid in part or sent in part has been bought; what waits to be sent has been, too.
"""

import re
from enum import StrEnum
from functools import cache

from segdesk.engine.schema.headings import words


class OrderState(StrEnum):
    """What a status means for whether a line counts."""

    COUNTS = "counts"
    CANCELLED = "cancelled"
    FAILED = "failed"
    PENDING = "pending"
    REFUNDED = "refunded"
    SETTLED = "settled"
    DROPPED = "dropped"


_PARTLY = (
    r"partial(?:ly)?|partly|part|teil|teilweise|teil\w+|parcial(?:mente)?|partiel(?:le(?:ment)?)?|en partie"
)
_NOT = r"not|non|nicht|noch nicht|no|sin|sans|pas"
_PAID = r"paid|bezahlt|beglichen|pagad[oa]|cobrad[oa]|pay[eé]e?|r[eé]gl[eé]e?"
_DELIVERY = (
    r"shipment|shipping|ship|shipped|fulfil+ment|fulfil+|delivery|deliver|dispatch|pick ?up|pickup|"
    r"collection|versand|"
    r"lieferung|zustellung|abholung|env[ií]o|entrega|preparaci[oó]n|livraison|exp[eé]dition|"
    r"pr[eé]paration|processing|stock"
)
_CANCELLED = (
    r"cancel|cancel+ed|cancel+ation|cancels|no ?show|void|voided|expired|deleted|trash|abandoned|annull?ed|"
    r"storno|storniert|stornierung|abgebrochen|abbruch|annulliert|gel[oö]scht|verworfen|widerrufen|"
    r"abgelaufen|"
    r"cancelad[oa]|anulad[oa]|cancelaci[oó]n|caducad[oa]|eliminad[oa]|"
    r"annul[eé]e?s?|annulation|abandonn[eé]e?|expir[eé]e?|supprim[eé]e?|"
    r"annullat[oa]|scadut[oa]|geannuleerd|verlopen"
)
_FAILED = (
    r"fail|failed|failure|error|declined|denied|rejected|refused|blocked|uncollectible|unsuccessful|"
    r"fehlgeschlagen|fehler|gescheitert|abgelehnt|verweigert|zur[uü]ckgewiesen|uneinbringlich|"
    r"fallid[oa]|fall[oó]|rechazad[oa]|denegad[oa]|"
    r"[eé]chou[eé]e?|[eé]chec|erreur|refus[eé]e?|rejet[eé]e?|"
    r"fallit[oa]|rifiutat[oa]|mislukt|geweigerd|falhou|recusad[oa]"
)
_PENDING = (
    r"pending|on hold|hold|held|draft|unpaid|awaiting|open|incomplete|quote|quotation|quotation sent|estimate|requires|"
    r"offen|ausstehend|unbezahlt|entwurf|wartend|wartet|in wartestellung|zur[uü]ckgestellt|angebot|"
    r"pendiente|en espera|borrador|impagad[oa]|no pagad[oa]|sin pagar|abiert[oa]|presupuesto|"
    r"en attente|attente|brouillon|impay[eé]e?|non pay[eé]e?|ouverte?|devis|"
    r"in attesa|bozza|preventivo|openstaand|concept|offerte|pendente|aguardando(?: pagamento)?|rascunho"
)
_REFUNDED = (
    r"refund|refunded|refunds|return|returned|returns|chargeback|charged back|charge ?back|reversed|"
    r"reversal|"
    r"credit note|credit memo|"
    r"erstattet|erstattung|r[uü]ckerstattet|r[uü]ckerstattung|zur[uü]ckerstattet|retourniert|retoure|"
    r"r[uü]ckgabe|"
    r"r[uü]cksendung|zur[uü]ckgegeben|gutgeschrieben|gutschrift|r[uü]ckbuchung|r[uü]cklastschrift|"
    r"reembolsad[oa]|reembolso|devuelt[oa]|devoluci[oó]n|nota de cr[eé]dito|abono|contracargo|"
    r"rembours[eé]e?|remboursement|retourn[eé]e?|retour|avoir|"
    r"rimborsat[oa]|rimborso|nota di credito|restituit[oa]|terugbetaald|terugbetaling|geretourneerd|creditnota"
)
_COUNTS = (
    r"complete|completed|paid|shipped|delivered|fulfil+ed|fulfil+|processing|processed|closed|succeeded|"
    r"success|"
    r"sales order|sale order|checked (?:in|out)|in house|abgereist|angereist|stayed|completed stay|"
    r"successful|captured|settled|sent|dispatched|invoiced|billed|done|finished|approved|confirmed|"
    r"accepted|authori[sz]ed|"
    r"active|cleared|received|unfulfil+ed|unshipped|restocked|in transit|backordered|back ordered|"
    r"backorder|preorder|"
    r"overdue|archived|ready|new|placed|payment|sale|order|invoice|charge|purchase|"
    r"abgeschlossen|bezahlt|versandt|versendet|verschickt|geliefert|ausgeliefert|zugestellt|"
    r"in bearbeitung|bearbeitet|"
    r"best[aä]tigt|erledigt|gebucht|verbucht|berechnet|fakturiert|komplett|bereit|versandbereit|"
    r"versandfertig|in zustellung|neu|beglichen|eingegangen|[uü]berf[aä]llig|"
    r"zahlung|verkauf|rechnung|"
    r"completad[oa]|completo|pagad[oa]|enviad[oa]|entregad[oa]|procesando|procesad[oa]|en proceso|"
    r"confirmad[oa]|"
    r"facturad[oa]|aprobad[oa]|aceptad[oa]|preparaci[oó]n en curso|autorizad[oa]|cobrad[oa]|vencid[oa]|"
    r"finalizad[oa]|terminad[oa]|cerrad[oa]|nuev[oa]|venta|"
    r"pago|factura|"
    r"termin[eé]e?|pay[eé]e?|exp[eé]di[eé]e?|livr[eé]e?|en cours|accept[eé]e?|confirm[eé]e?|"
    r"factur[eé]e?|valid[eé]e?|en pr[eé]paration|"
    r"r[eé]gl[eé]e?|sold[eé]e?|vente|facture|"
    r"completat[oa]|pagat[oa]|spedit[oa]|consegnat[oa]|in lavorazione|evas[oa]|fattura|"
    r"betaald|verzonden|afgeleverd|geleverd|voltooid|afgerond|in behandeling|factuur|entregue|conclu[ií]d[oa]|pago"
)
_IN_ORDER = (
    (OrderState.REFUNDED, _REFUNDED),
    (OrderState.CANCELLED, _CANCELLED),
    (OrderState.FAILED, _FAILED),
    (OrderState.PENDING, _PENDING),
    (OrderState.COUNTS, _COUNTS),
)
# Words that may stand beside those above without another meaning.
_BESIDE = (
    r"wc|order|orders|payment|pay|transaction|invoice|sale|item|status|state|charge|by|the|to|of|in|at|"
    r"for|with|and|"
    r"customer|buyer|seller|merchant|admin|system|user|client|automatically|fully|full|complete(?:ly)?|"
    r"was|is|been|has|"
    r"awaiting|pending|requires|method|action|confirmation|review|approval|capture|remote|bank|transfer|"
    r"wire|"
    r"checkout|in|im|zur|zum|à|bestellung|zahlung|bestell|zahlungs|auftrag|rechnung|vom|von|durch|"
    r"kunden?|vollst[aä]ndig|komplett|ganz|ist|wurde|"
    r"pedido|pago|de|del|la|el|por|cliente|totalmente|total|transferencia|"
    r"commande|paiement|du|le|par|client|enti[eè]rement|ch[eè]que|card|carte|karte|tarjeta|virement|"
    r"bancaire|distance|pr[eé]paration|en|cours"
)
# A detail behind a state, as in 'Cancelled by customer: changed her mind'.
_DETAIL = re.compile(r"\s*[:;(/|,].*$", re.S)
# Longer texts are remarks.
_LONGEST = 60
_COMPOUND = re.compile(r"teil(?:r[uü]ck)?(?:erstatt|liefer|zahl|stornier|retour|gutschrift)\w*")
# What is not refunded or not sent has been bought.
_PARTLY_SAID = re.compile(rf"\b(?:{_PARTLY}|{_NOT})\b")
_DELIVERY_SAID = re.compile(rf"\b(?:{_DELIVERY})\b")
_WAITING = re.compile(
    r"\b(?:pending|awaiting|ready|on hold|wartet|ausstehend|pendiente|en espera|en attente|zum|bereit)\b"
)


@cache
def order_state(text: str) -> OrderState | None:
    """Return what a word of a status column means, None where it is not known.

    Parameters
    ----------
    text : str
        As written: `wc-cancelled`, `Pending payment`, `teilweise erstattet`.
    """
    if len(text) > _LONGEST:
        return None
    said = " ".join(words(_DETAIL.sub("", text)))
    if not said:
        return None
    if _COMPOUND.fullmatch(said):
        return OrderState.COUNTS
    if re.fullmatch(rf"(?:{_NOT}) (?:{_PAID})", said):
        return OrderState.PENDING
    alone = next((state for state, meant in _IN_ORDER if re.fullmatch(rf"(?:wc )?(?:{meant})", said)), None)
    if alone is not None:
        return alone
    if _WAITING.search(said) and _DELIVERY_SAID.search(said):
        return OrderState.COUNTS
    for state, meant in _IN_ORDER:
        if re.search(rf"\b(?:{meant})\b", said):
            return _state_of_phrase(said, state, meant)
    return None


def _state_of_phrase(said: str, state: OrderState, meant: str) -> OrderState | None:
    """Return what several words mean, where all of them are known: 'partially refunded', 'cancelled by customer'."""
    rest = re.sub(rf"\b(?:{meant})\b", " ", said)
    partly = _PARTLY_SAID.search(rest) is not None
    rest = re.sub(rf"\b(?:{_PARTLY}|{_NOT}|{_BESIDE}|{_DELIVERY}|{_COUNTS}|{_PENDING})\b|\d+", " ", rest)
    if rest.strip():
        return None
    return OrderState.COUNTS if partly else state
