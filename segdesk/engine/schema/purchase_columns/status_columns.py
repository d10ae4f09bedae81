"""Columns that say what became of an order: its status, whether it was cancelled, or what kind of entry a line is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.column_codes import Ints, codes_of
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.headings import words
from segdesk.engine.schema.purchase_columns.one_per_customer import CustomerLines
from segdesk.engine.schema.purchase_columns.status_words import OrderState, order_state
from segdesk.messages import Message

_STATUS = re.compile(
    r"(?:.* )?(?:\w*status|state|\w*zustand|bearbeitungsstand|estado|estatus|situaci[oó]n|statut|"
    r"[eé]tat|stage|phase)"
    r"(?: .*)?"
)
_OF_ORDER = re.compile(
    r"\b(?:order|orders|payment|financial|fulfil+ment|transaction|invoice|shipping|shipment|delivery|"
    r"bestell\w*|"
    r"auftrags\w*|zahlungs?\w*|rechnungs\w*|liefer\w*|versand\w*|pedido|pago|env[ií]o|factura|commande|"
    r"paiement|livraison)"
)
_OF_DELIVERY = re.compile(
    r"\b(?:fulfil+ment|shipping|shipment|delivery|liefer\w*|versand\w*|env[ií]o|entrega|livraison)"
)
# States of persons, goods and places, which are none of an order.
_OF_OTHERS = re.compile(
    r"\b(?:customer|client|kunden?\w*|cliente|member\w*|mitglieds?\w*|account|konto\w*|user|marital|"
    r"civil|familien\w*|"
    r"employ\w*|loyalty|vip|subscri\w*|abo\w*|contract|vertrags?\w*|residen\w*|smok\w*|health|credit|"
    r"login|e ?mail|consent|"
    r"lead|contact|lifecycle|product|stock|inventory|billing state|ship(?:ping)? state|bundes\w*|tax)\b"
)
_ENTRY = re.compile(
    r"(?:(?:event|transaction|record|document|entry|line|order|sale|payment|billing|invoice) )?type|"
    r"(?:beleg|dokument(?:en)?|vorgangs|buchungs|zahlungs|umsatz|faktura|auftrags|rechnungs|verkaufs)?(?:typ|art)|"
    r"tipo(?: de (?:documento|transacci[oó]n|movimiento|operaci[oó]n|factura))?|"
    r"type (?:de |d )?(?:document|transaction|op[eé]ration)|vorgang|movimiento"
)
# What is called so is a document of its own, not an order that went back.
_CREDIT_NOTE = re.compile(
    r"credit (?:note|memo)|gutschrift|avoir|nota de cr[eé]dito|abono|(?:return|refund)s?"
)
_DEBIT_OR_CREDIT = re.compile(r".*soll.*haben.*|s h|(?:s h )?kennzeichen")
_OPEN = re.compile(r"open|offen|abiert[oa]|ouvert|pendiente|open yn")
_OF_INVOICE = re.compile(
    r"(?:sales )?invoice|rechnung|ausgangsrechnung|factura|facture|fattura|factuur|inv|rv"
)
_OF_PAYMENT = re.compile(
    r"(?:customer |incoming )?payments?(?: received)?|receipt|zahlung(?:seingang)?|einzahlung|pago|cobro|"
    r"paiement|r[eè]glement|encaissement|pagamento|betaling|pmt"
)
_IS = re.compile(
    r"^(?:is|was|has been|ist|wurde|es|est) | ?(?:at|on|date|datum|am|time|amount|yes no|flag|ja nein)$"
)
_DAY_OF = re.compile(
    r"(?:date of |fecha (?:de |del )?|date (?:de |d )?)?(?P<what>cancel+ation|cancelaci[oó]n|annulation|"
    r"anulaci[oó]n|storno)"
    r"(?: ?(?:date|datum|tag|time))?|stornodatum|stornierungsdatum"
)
# A status has few words; so many are shown where they are not known.
_MOST_WORDS = 60
_NO_WORDS = (ColumnType.TEXT, ColumnType.IDENTIFIER)
_SHOWN = 8


@dataclass(frozen=True)
class StatusWord:
    """A word of a status column.

    Attributes
    ----------
    text : str
        Empty for any day filled in.
    state : OrderState or None
        What it means for its lines, as the user wants it; None where it is not known.
    lines : int
        On how many it stands.
    meant : OrderState or None
        What it means by itself.
    name : str
        What `count_status` and `drop_status` call it: the text, or the heading of a column of days or of yes and no.
    """

    text: str
    state: OrderState | None
    lines: int
    meant: OrderState | None
    name: str


@dataclass(frozen=True)
class StatusColumn:
    """A column that says what became of orders.

    Attributes
    ----------
    name : str
    is_entry : bool
        It says what kind of entry each line is: what it calls a refund takes money off, whatever its sign.
    words : tuple of StatusWord
        By falling number of lines.
    """

    name: str
    is_entry: bool
    words: tuple[StatusWord, ...]


def status_texts(column: TypedColumn) -> tuple[Ints, tuple[str, ...]]:
    """Return a code per line, -1 where empty, and the text of each: of days, one text for all of them."""
    if column.levels:
        return column.values.astype(np.int64), column.levels
    if column.type is ColumnType.YES_NO:
        codes = np.where(column.is_missing, -1, 1 - np.nan_to_num(column.values.astype(np.float64))).astype(
            np.int64
        )
        return codes, (column.format.yes or "1", column.format.no or "")
    if column.type is ColumnType.NUMBER:
        return codes_of(column)
    return np.where(column.is_missing, -1, 0).astype(np.int64), ("",)


def find_status_columns(
    columns: Sequence[TypedColumn], taken: frozenset[str], lines: CustomerLines | None, spec: TransactionsSpec
) -> tuple[tuple[StatusColumn, ...], tuple[Message, ...]]:
    """Return the columns that say what became of orders, and notes on words that are not known.

    Parameters
    ----------
    columns : sequence of TypedColumn
    taken : frozenset of str
        Columns that say something else.
    lines : CustomerLines or None
        Who bought on each line: what is the same on all lines of each customer is a state of customers.
    spec : TransactionsSpec
        Its `status` names the columns if the user does; `count_status` and `drop_status` decide about words.
    """
    found: list[StatusColumn] = []
    notes: list[Message] = []
    for column in columns:
        named = column.name in spec.status
        if column.name in taken or column.n_missing == len(column.values) or (spec.status and not named):
            continue
        status = _understood(column)
        if status is None or not (named or _speaks_of_orders(column, status)):
            continue
        if not named and lines is not None and not _is_of_order(column.name) and lines.has_one_each(column):
            if _tells(status):
                notes.append(finding("purchase_columns.status_of_customers", column=column.name))
            continue
        status = _as_wanted(status, spec)
        headed = named or _STATUS.fullmatch(_said(column.name)) is not None
        unknown = [word for word in status.words if headed and word.meant is None]
        if _tells(status) or unknown or named:
            found.append(status)
        counting = [word for word in unknown if word.state is None]
        if counting:
            notes.append(unknown_words_note(column.name, counting))
    return tuple(found), (*notes, *_words_of_no_line(found, spec))


def _words_of_no_line(found: Sequence[StatusColumn], spec: TransactionsSpec) -> tuple[Message, ...]:
    """Say which words the user wants to count or to leave out that stand nowhere: they may be misspelt."""
    there = {_plain(word.name) for column in found for word in column.words} | {*map(str, OrderState), "all"}
    missing = [name for name in (*spec.count_status, *spec.drop_status) if _plain(name) not in there]
    return (finding("purchase_columns.status_of_no_line", words=missing),) if missing else ()


def _said(heading: str) -> str:
    return " ".join(words(heading))


def _understood(column: TypedColumn) -> StatusColumn | None:
    """Return what a column would say as a status, None where it holds something else."""
    said = _said(column.name)
    if column.type in (ColumnType.DATE, ColumnType.YES_NO):
        return _by_heading(column, said)
    numbered = column.type is ColumnType.NUMBER and _STATUS.fullmatch(said) is not None
    if not (numbered or column.levels) or column.type in _NO_WORDS or column.n_distinct > _MOST_WORDS:
        return None
    codes, texts = status_texts(column)
    counts = np.bincount(codes[codes >= 0], minlength=len(texts)).tolist()
    ledger = _DEBIT_OR_CREDIT.fullmatch(said) is not None and {t.casefold() for t in texts} <= {"s", "h"}
    if ledger:
        # Of what a customer owes, the debit is a sale.
        states: list[OrderState | None] = [
            OrderState.COUNTS if text.casefold() == "s" else OrderState.REFUNDED for text in texts
        ]
    else:
        states = [order_state(text) for text in texts]
    if _ENTRY.fullmatch(said) and any(_OF_INVOICE.fullmatch(_said(text)) for text in texts):
        # What is paid has been counted with its invoice.
        states = [
            OrderState.SETTLED if _OF_PAYMENT.fullmatch(_said(text)) else state
            for text, state in zip(texts, states, strict=True)
        ]
    if _OF_DELIVERY.search(said):
        states = [OrderState.COUNTS if state is OrderState.PENDING else state for state in states]
    found = tuple(map(StatusWord, texts, states, counts, states, texts))
    notes = any(_CREDIT_NOTE.fullmatch(_said(text)) for text in texts) and not _STATUS.fullmatch(said)
    return StatusColumn(column.name, ledger or notes or _ENTRY.fullmatch(said) is not None, found)


def _by_heading(column: TypedColumn, said: str) -> StatusColumn | None:
    """Return what a column of days or of yes and no says by its heading: 'Cancelled at', 'storniert'."""
    codes, texts = status_texts(column)
    counts = np.bincount(codes[codes >= 0], minlength=len(texts)).tolist()
    state = OrderState.CANCELLED if _DAY_OF.fullmatch(said) else order_state(_IS.sub("", said))
    if column.type is ColumnType.DATE:
        # A day of refund may be that of a part.
        if state is not OrderState.CANCELLED:
            return None
        return StatusColumn(column.name, False, (StatusWord("", state, counts[0], state, column.name),))
    if state is None or (
        state is OrderState.COUNTS and not re.search(r"\b(?:paid|bezahlt|pagad[oa]|pay[eé]e?)$", said)
    ):
        return None
    if state is OrderState.PENDING and _OPEN.fullmatch(said):
        # A document of a ledger is open until it is paid, and is a sale all the same.
        return None
    yes, no = (state, OrderState.COUNTS) if state is not OrderState.COUNTS else (state, OrderState.PENDING)
    meant = (yes, no)
    return StatusColumn(
        column.name, False, tuple(map(StatusWord, texts, meant, counts, meant, (column.name, column.name)))
    )


def _tells(status: StatusColumn) -> bool:
    """Whether some words say that nothing was bought."""
    return any(word.meant not in (None, OrderState.COUNTS) for word in status.words)


def _is_of_order(heading: str) -> bool:
    """Whether a heading names an order, a payment or a delivery."""
    return _OF_ORDER.search(_said(heading)) is not None


def _speaks_of_orders(column: TypedColumn, status: StatusColumn) -> bool:
    """Whether a column says by heading or words what became of orders rather than of persons, places or goods."""
    said = _said(column.name)
    if _OF_OTHERS.search(said):
        return False
    if column.type in (ColumnType.DATE, ColumnType.YES_NO):
        return True
    known = sum(word.lines for word in status.words if word.state is not None)
    total = sum(word.lines for word in status.words)
    if _STATUS.fullmatch(said):
        # Most states of the United States are none of an order.
        return said.split()[-1] not in ("state", "estado") or _is_of_order(said) or known >= 0.5 * total
    states = {word.state for word in status.words}
    return OrderState.COUNTS in states and len(states) > 1 and known == total


def _as_wanted(status: StatusColumn, spec: TransactionsSpec) -> StatusColumn:
    """Return the column with the words that the user wants to count, or to leave out, meaning that."""
    count, drop = (frozenset(map(_plain, named)) for named in (spec.count_status, spec.drop_status))

    def wanted(word: StatusWord) -> StatusWord:
        if word.name == word.text and _plain(word.name) in drop:
            return replace(word, state=OrderState.DROPPED)
        state = "" if word.state is None else str(word.state)
        if {_plain(word.name), state, "all"} & count:
            return replace(word, state=OrderState.COUNTS)
        return word

    return replace(status, words=tuple(map(wanted, status.words)))


def _plain(text: str) -> str:
    return " ".join(words(text))


def unknown_words_note(name: str, unknown: Sequence[StatusWord]) -> Message:
    """Say on how many lines words stand whose meaning is not known."""
    most = sorted(unknown, key=lambda word: (-word.lines, word.text))
    return finding(
        "purchase_columns.unknown_status",
        column=name,
        words=[word.text for word in most[:_SHOWN]],
        n=sum(word.lines for word in unknown),
    )


def status_notes(status: Sequence[StatusColumn]) -> tuple[Message, ...]:
    """Say which words of each column keep lines from counting, and on how many lines each stands."""
    notes = []
    for column in status:
        silent = [word for word in column.words if word.lines and word.state not in (None, OrderState.COUNTS)]
        if not silent:
            continue
        words_said: list[Message | str] = [
            finding("purchase_columns.status_word", word=word.text, n=word.lines)
            if word.text
            else finding("purchase_columns.status_day", n=word.lines)
            for word in sorted(silent, key=lambda word: -word.lines)[:_SHOWN]
        ]
        code = (
            "purchase_columns.entries_subtracted" if column.is_entry else "purchase_columns.status_left_out"
        )
        notes.append(finding(code, column=column.name, words=words_said))
    return tuple(notes)
