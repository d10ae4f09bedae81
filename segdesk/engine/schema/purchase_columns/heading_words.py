"""What headings of purchase tables are called, in English, German and Spanish, and some in French."""

import re
from collections.abc import Mapping
from functools import cache

from segdesk.engine.schema.headings import words

_KEY = (
    r"(?:ids?|uuid|guid|nr|no|num|number|nummer|key|code|kennung|n[uú]m[eé]ro|nro|c[oó]digo|identifier|"
    r"identifiant|clave|nº|n º|n°|n|codice|numero)"
)
_BUYER = (
    r"(?:customer|cust|client|clients|kunden?|clientes?|members?|mitglieds?|user|buyer|shopper|k[aä]ufer|"
    r"kaeufer|"
    r"auftraggeber|acheteur|abonn[eé]e?|"
    r"comprador|socio|usuario|account|acct|konto|cuenta|debitor(?:en)?|subscriber|abonnent(?:en)?|"
    r"household|haushalts?|"
    r"loyalty card|card|kunden ?karten?|karten?|patient(?:en)?|guest|gast|donor|spender|visitor|person|"
    r"consumer|payer|zahler|payeur|pagador|kd|klant(?:en)?|koper|klienta?|kupuj[aą]c\w+)"
)
_ORDER = (
    r"(?:order|bestell(?:ung(?:s)?)?|auftrags?|pedido|invoice|rechnungs?|beleg|factura|receipt|kassenbon|"
    r"bon|basket|warenkorb|"
    r"ticket|transaction|trans|transaktions?|transacci[oó]n|trx|txn|purchase|check|bill|sale|sales order|"
    r"sales record|faktura|fakturierungs|billing document|sales document|verkaufsbeleg|commande|facture|"
    r"achat|"
    r"venta|compra|voucher|factuur|bestel|fattura|ordine|"
    r"reservation|reservierung|booking|reserva|r[eé]servation|prenotazione|donation|gift)"
)
_GOODS = (
    r"(?:products?|items?|articles?|artikel|produkt|producto|art[ií]culo|sku|stock|goods|ware|material|"
    r"mercanc[ií]a)"
)

_PHONE = r"phone|mobile(?: phone)?|telefon|handy|mobil|tel[eé]fono|m[oó]vil|celular|t[eé]l[eé]phone|whatsapp"

# For each role the headings that name it, best first. They are matched against the words of a heading with blanks
# between them.
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "customer": (
        rf"{_BUYER} ?{_KEY}|{_KEY} (?:(?:de|del|do|da) )?{_BUYER}|"
        r"(?:cpf|cnpj|nif|dni|rut|rfc|nit)(?: (?:do|del) cliente)?",
        rf"{_BUYER}|kunnr|kunag|kunrg|msisdn",
        rf"{_BUYER} ?(?:name|names|nombre|e ?mail|mail|full name|ref|reference|user ?name|nom|naam)|"
        r"(?:nutzer|benutzer)?name (?:des |der )?(?:k[aä]ufers|kunden)|contact(?: ?name)?|ragione sociale|"
        r"nombre (?:del? )?cliente|nom (?:du |de )?client|"
        r".*\be ?mail\b.*|courriel|correo(?: electr[oó]nico)?",
        rf"(?!{_ORDER}|{_GOODS}).*\b{_BUYER} ?{_KEY}(?: \d+)?|"
        rf"{_BUYER} (?:{_PHONE})(?: ?{_KEY})?|"
        rf"(?:calling|caller) ?{_KEY}|caller",
        r"id|uid|name|nombre|kunde \d+",
        rf"(?:{_PHONE})(?: ?{_KEY})?",
    ),
    "order": (
        rf"{_ORDER} ?{_KEY}|{_KEY} (?:(?:de|del|la|de la|do|da) )?{_ORDER}|numer zam[oó]wienia|"
        r"(?:re|rg|rech) ?(?:nr|no|nummer)",
        r"order|bestellung|auftrag|pedido|invoice|rechnung|beleg|factura|receipt|kassenbon|bon|basket|"
        r"ticket|transaction|"
        r"transaktion|transacci[oó]n|faktura|commande|facture|billing document|sales document|"
        r"verkaufsbeleg|txn|trx|factuur|fattura|reservation|belnr|vbeln",
        rf"(?:document|dokument|documento) ?(?:{_KEY})?|{_KEY} (?:de )?(?:document|documento)|belegfeld 1|"
        r"r[eé]f(?:[eé]rence)? (?:de )?(?:la )?commande|(?:order|invoice|bestell|auftrags) ?(?:ref|"
        r"reference|referenz)|"
        r"sales record",
        rf"(?!.*\b(?:line|row|item|zeile|position|l[ií]nea|detail)\b).*\b{_ORDER} ?{_KEY}(?: \d+)?",
    ),
    "date": (
        rf"{_ORDER} ?(?:date|datum|day|time|timestamp|date ?time|tag|zeit)|(?:fecha|hora) (?:de |del |"
        rf"de la )?{_ORDER}|"
        r"(?:purchased|ordered|bought|kauf|einkaufs|verkaufs)(?: ?(?:date|datum|at|on|am|tag))?|"
        r"date of (?:purchase|sale|order)|date (?:de |d )?(?:la )?(?:commande|facture|achat|vente)|"
        r"(?:re|rg|rech) ?datum|besteldatum|factuurdatum|"
        r"data (?:della |do |da )?(?:fattura|ordine|vendita|pedido|compra|venda|zam[oó]wienia)|fkdat|budat|bldat|"
        r"fakturadatum|bestelldatum|kaufdatum|rechnungsdatum|belegdatum|auftragsdatum|buchungsdatum",
        r"date|datum|day|fecha|tag|d[ií]a|timestamp|time ?stamp|date ?time|zeitpunkt|zeit|time",
        r"(?:transaction|posting|booking|created|document|sale|sales|payment|paid|zahlungs?|pago|order|"
        r"achat).*",
        r".*",
    ),
    "quantity": (
        r"quantity|quantities|qty|menge|anzahl|st[uü]ck|st[uü]ckzahl|cantidad|unidades|units|pieces|pcs|"
        r"no of units|units sold|quantit[eé]|qt[eé]|aantal|quantit[aà]|fkimg|kwmeng",
        r".*\b(?:quantity|qty|menge|st[uü]ckzahl|cantidad|unidades|units|pieces)\b.*|anzahl.*",
    ),
    "price": (
        r"(?:unit|item|piece|product|single|net unit|gross unit|sales|selling) price|price (?:per|each|"
        r"a) ?\w*|"
        r"price|preis|einzelpreis|st[uü]ckpreis|verkaufspreis|artikelpreis|nettopreis|bruttopreis|precio|"
        r"precio unitario|"
        r"precio (?:por|de) \w+|unit cost|prix|prix unitaire|unit amount|prijs|stukprijs|"
        r"prezzo(?: unitario)?|item cost|ep(?: netto| brutto)?",
        r"(?!.*\b(?:total|full|list|regular|original|list(?:en)?preis)\b).*\b(?:price|preis|precio)\b.*",
    ),
    "amount": (
        r"(?:line|row|net line|item) ?(?:total|amount|value|revenue)|"
        r"ext(?:ended)? (?:price|amount|total)|zeilen(?:betrag|summe)|"
        r"positions(?:betrag|summe)|"
        r"total (?:de )?l[ií]nea|importe (?:de )?l[ií]nea",
        r"amounts?|betrag|importe|monto|revenues?|sales|umsatz|ventas?|turnover|spend|spending|spent|"
        r"charges?|charged|ausgaben|gasto|erl[oö]s|ingresos?|montant|chiffre d affaires|bedrag|importo|netwr|dmbtr",
        rf"(?:order|purchase|sales?|transaction|invoice|net|gross|paid|{_ORDER}) ?(?:amount|value|total|"
        rf"revenue|price)|"
        r"(?:total|grand total|gesamt|gesamtbetrag|gesamtpreis|summe|total price|total amount|total sales|"
        r"total revenue|total paid|"
        r"precio total|importe total|total (?:spent|spend)|rechnungsbetrag|kaufbetrag|warenwert|"
        r"bestellwert|totaal|(?:netto|brutto) gesamt|gesamt(?:preis)? (?:netto|brutto)|"
        r"totaalbedrag|totale(?: fattura| ordine)?)",
        r".*\b(?:amount|betrag|umsatz|importe|monto|revenue|sales|total|payment|paid|umsatzerl[oö]s|value|"
        r"wert|valor|bezahlt|pagado|montant|(?:netto|brutto)(?:betrag|wert|umsatz|summe))\b.*|"
        r"gross|net|brutto|netto",
        r".*\b(?:subtotal|sub total|zwischensumme|sous total)\b.*",
    ),
    "refund": (
        r"(?:(?:order|line|item|total|partial) )?(?:refund|refunds|refunded)(?: (?:amount|total|value))?|"
        r"(?:converted )?amount refunded|total refunded|refunds? total|amount returned|returned amount|"
        r"(?:r[uü]ck)?erstattung(?:en|sbetrag)?|(?:zur[uü]ck)?erstattet(?:er)?(?: betrag)?|"
        r"r[uü]ckzahlung(?:sbetrag)?|"
        r"(?:(?:importe|monto|total|cantidad) (?:del? )?)?reembols(?:o|os|ado)|(?:importe|monto|"
        r"total) devuelto|"
        r"(?:montant (?:du )?)?rembours(?:ement|ements|[eé])",
    ),
    "product": (
        rf"{_GOODS} ?{_KEY}|{_KEY} (?:(?:de|del) )?{_GOODS}|sku|ean|gtin|isbn|asin|upc|stock ?code|"
        rf"artikelnummer|artikelnr",
        _GOODS,
        rf"{_GOODS} ?(?:name|title|description|bezeichnung|beschreibung)|(?:nombre|descripci[oó]n) (?:de |"
        rf"del )?{_GOODS}|"
        r"artikelbezeichnung|produktname",
        r"description|descripci[oó]n|beschreibung|bezeichnung",
    ),
    "category": (
        rf"(?:{_GOODS} )?(?:category|kategorie|categor[ií]a|department|family|familia|abteilung|"
        rf"warengruppe|produktgruppe|"
        r"artikelgruppe|sortiment|produktkategorie|productline|product line|departamento)(?: name)?|"
        rf"{_GOODS} (?:group|type|class|typ|gruppe)|(?:tipo|grupo) de {_GOODS}",
        r"sub ?category|unterkategorie|subcategor[ií]a",
    ),
    "currency": (r"currency|currency code|w[aä]hrung|waehrung|moneda|divisa|curr|ccy|iso currency",),
    "country": (
        r"country|land|pa[ií]s|country (?:code|name)|(?:customer|billing|bill to|kunden|shipping|"
        r"ship) ?(?:country|land|pa[ií]s)|kundenland",
        r"city|town|stadt|ort|ciudad|(?:customer|billing|shipping) city|wohnort",
    ),
}

# Words that say that a heading speaks of something else, though it holds a word of the role.
_OTHER: Mapping[str, str] = {
    "customer": r"type|typ|tipo|group|gruppe|segment|class|since|seit|age|alter|gender|city|country|land|state|region|"
    r"date|rating|satisfaction|status|value|count|service|rep|agent|lifetime|balance|saldo|score",
    "order": (
        r"line|row|item|items|zeile|position|l[ií]nea|detail|date|status|type|customer|quantity|count|"
        r"total|amount|priority"
    ),
    "date": r"birth\w*|geburt\w*|nacimiento|dob|signup|sign up|registration|registered|regist\w*|joined|since|"
    r"seit|desde|alta|customer|client|kunden?|cliente|expir\w*|valid|g[uü]ltig|member|mitglied|"
    r"created account|last login|first (?:order|purchase)|last (?:order|purchase)",
    "quantity": r"price|preis|precio|amount|order|orders|stock|kunden|customers|per|id",
    "price": r"total|gesamt|list|compare|original|category|range|type|discount|rabatt|descuento|shipping|versand",
    "amount": r"tax|vat|mwst|steuer|iva|discount|rabatt|descuento|shipping|versand\w*|freight|profit|gewinn|margin|"
    r"marge|cost|costs|kosten|commission|taxe|remise|frais|livraison|refund\w*|returned|erstatt\w*|"
    r"r[uü]ckerstatt\w*|"
    r"reembols\w*|rembours\w*|due|balance|outstanding|tendered|saldo|geb[uü]hr\w*|fees|tips|quantity|"
    r"qty|units|count|number|points|punkte|items|channel|rep|"
    r"method|type|status|rate|share|percent|id|code|tip|fee|date|currency|name",
    "refund": r"id|date|datum|fecha|reason|grund|motivo|status|method|count|quantity|qty|tax|fee|by|at",
    "product": r"category|kategorie|categor[ií]a|group|gruppe|type|price|preis|count|quantity|class",
    "category": r"customer|client|kunden|cliente|age|price|order",
    "currency": r"rate|kurs|amount|betrag",
    "country": r"rate|sales|manager",
}


@cache
def rank(role: str, heading: str) -> int | None:
    """Return how well a heading names a role, 0 best; None where it does not.

    Parameters
    ----------
    role : str
        A key of the table above, such as `customer`.
    heading : str
    """
    text = " ".join(words(heading))
    if re.search(rf"\b(?:{_OTHER[role]})\b", text):
        return None
    return next((i for i, p in enumerate(_PATTERNS[role]) if re.fullmatch(p, text)), None)
