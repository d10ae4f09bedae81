"""Words that speak of what became of customers: in headings of outcomes, and in their values."""

import re
import unicodedata
from functools import cache

from segdesk.engine.schema.headings import spaced, words


def folded(text: str) -> str:
    """Return a text in small letters without accents: Résilié is resilie."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def folded_words(heading: str) -> list[str]:
    """Return the words of a heading without accents, those of DaysSinceLastOrder as well."""
    return [folded(word) for word in words(spaced(heading).replace("'", " "))]


def _set(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in text.split())


# Nothing but the end of a customer's stay, a complaint or unpaid debts is called so.
_SURE = re.compile(
    r"churn(?:s|ed|er|ers)?|attrition|attrited|attriter|unsubscribed?|complain(?:s|ed|t|ts)?|"
    r"\w*ku?e?ndigung|geku?e?ndigt|ku?e?ndiger|abgewandert\w{0,2}|\w*abwanderung|abwanderer|abgesprungen|"
    r"reklamation(?:en)?|reklamiert|beschwerden?|\w*zahlungsausfall|\w*kreditausfall|abgemeldet|ausgetreten|"
    r"abandono|fuga|quejas?|quejado|reclamacion(?:es)?|reclamos?|reclamado|moros[oa]|morosidad|impagos?|impagados?|"
    r"resilie(?:e|s|es)?|resiliation|desabonnee?s?|desabonnement|reclamations?|plaintes?|impayes?|"
    r"disdett[ae]|reclami|insolvente|insolvenza|abbandonato|inadimplente|inadimplencia|desistencia|desistiu|"
    r"reclamou|reclamacao|reclamacoes|opgezegd|opzegging|klachten|klacht|wanbetaling|wanbetaler|"
    r"rezygnacja|zrezygnowal|reklamacja|skarga|uppsagd|uppsagning|opsagt|oppsagt|klagomal|klage|"
    r"отток|ушел|жалоба|отписался|sikayet|解約|退会|離脱|苦情|流失|投诉|退订"
)
# Outcomes where they stand alone; with other words beside them they speak of other things: response time.
_ALONE = _set(
    "exited left lost lapsed lapse cancelled canceled cancellation cancelation terminated termination withdrawn "
    "closed response responded responder respond converted conversion default defaulted delinquent fraud fraudulent "
    "clicked claim claimed renewed renewal retained accepted purchased bought outcome target "
    "storniert storno stornierung austritt widerruf widerrufen reaktion reagiert geantwortet konvertiert konversion "
    "ausfall betrug verloren angenommen verlängert "
    "baja cancelado cancelada cancelación cancelo canceló respuesta respondió respondio respondido convertido "
    "conversión incumplimiento fraude perdido aceptó acepto renovado renovó "
    "annulé annulée annulation réponse répondu converti défaut parti perdu accepté renouvelé "
    "annullato cancellato risposta risposto convertito frode recesso cessato perso rinnovato "
    "cancelou cancelamento resposta respondeu converteu evasão renovou "
    "geannuleerd vertrokken reactie respons gereageerd geconverteerd verlengd "
    "odszedł odpowiedź anulowany konwersja отказ отклик iptal terk"
)
# What a heading may say besides without speaking of something else.
_FILLERS = _set(
    "is has had did was were been have the a an of in on to for by if whether ever last latest past recent this next "
    "campaign campaigns offer customer customers client clients member members user users account contract "
    "subscription service loan credit payment booking reservation lead ad "
    "flag status state label value indicator ind yn bool binary variable "
    "month months year years week weeks "
    "ist hat war wurde der die das den dem des ein eine kunde kunden kundin vertrag abo abonnement konto letzte "
    "letzten letzter letztem kampagne aktion angebot kennzeichen merkmal kundenstatus vertragsstatus ja nein jn monat "
    "monate monaten jahr jahre jahren im am auf zur "
    "es ha de del la el los las un una cliente clientes contrato campaña oferta última último cuenta estado "
    "indicador si no se dado dada hubo tiene con por en al mes meses año años "
    "est a été le les du des d une contrat campagne offre dernière dernier compte statut indicateur oui non abonné "
    "mois ans année paiement il lo della clienti contratto campagna offerta stato conto "
    "campanha conta foi heeft het klant klanten laatste aanbod"
)
# Beside any of these a heading speaks of when, why, how many, how likely or by what.
_OTHER_MATTERS = _set(
    "time times date day days hour hours minutes datum zeit dauer tag tage stunden fecha tiempo hora horas dias jours "
    "temps delai reason reasons grund gründe motivo motif raison score risk risiko riesgo risque probability prob "
    "probabilidad propensity likelihood wahrscheinlichkeit predicted prediction forecast expected prognose rate ratio "
    "quote tasa taux number count anzahl num nr cantidad nombre total orders items bestellungen pedidos commandes "
    "tickets type typ tipo channel kanal canal method methode language sprache idioma langue currency währung "
    "moneda id score level amount betrag importe fee"
)
_NOT = _set(
    "no not non nicht kein keine keiner nie never sin sans ne pas não niet geen without ohne un never нет не"
)
# Of two values these speak of the event as well, and these of the customers whom it spared.
_EVENT_VALUES = _set(
    "leave leaves leaver leaving gone quit bad buyer success positive gegangen weg schlecht erfolg käufer malo "
    "éxito comprador mauvais succès"
)
_SPARED_VALUES = _set(
    "stay stays stayed staying active existing current good kept remained loyal none geblieben bleibt aktiv bestehend "
    "bestandskunde gut activo activa vigente bueno actif active bon attivo ativo actief aktywny активен "
    "paid repaid bezahlt pagado payé"
)
_STATE_WORDS = _set("status kundenstatus vertragsstatus estado statut stato")
_SPANS = _set(
    "month months year years week weeks monat monate monaten jahr jahre jahren mes meses año años mois ans année"
)
_LONGEST = 8


def names_outcome(heading: str, has_plain_values: bool) -> bool:
    """Whether a heading of two values is one of an outcome, such as Churn, Gekündigt, Complaint in last 2 years.

    Parameters
    ----------
    heading : str
    has_plain_values : bool
        The values are yes and no, or one of them speaks of an event: any others may be kinds, as of a complaint type.
    """
    found = folded_words(heading)
    if found == ["y"]:
        return True
    if not found or len(found) > _LONGEST or _OTHER_MATTERS & set(found):
        return False
    sure = [word for word in found if _SURE.fullmatch(word)]
    alone = [word for word in found if word in _ALONE]
    rest = [word for word in found if word not in sure and word not in alone]
    is_plain = all(word in _FILLERS for word in rest) or _counts_time(rest)
    if "default" in alone and not has_plain_values:
        return False
    return bool(sure and (has_plain_values or is_plain)) or bool(alone and is_plain)


def names_state(heading: str) -> bool:
    """Whether a heading leaves it to the values to speak of an event: Status, Customer Status."""
    found = folded_words(heading)
    return bool(_STATE_WORDS & set(found)) and all(word in _FILLERS for word in found)


def _counts_time(rest: list[str]) -> bool:
    """Whether the other words are fillers and a span of time, as in complaint in last 2 years."""
    return bool(_SPANS & set(rest)) and all(word.isdecimal() or word in _FILLERS for word in rest)


@cache
def event_rank(value: str) -> int:
    """Return how surely a value speaks of the event: 2 surely, 1 perhaps, 0 not known, -1 of its absence."""
    found = folded_words(value)
    if set(found) & _NOT or set(found) & _SPARED_VALUES:
        return -1
    if any(_SURE.fullmatch(word) for word in found):
        return 2
    return int(any(word in _ALONE or word in _EVENT_VALUES for word in found))
