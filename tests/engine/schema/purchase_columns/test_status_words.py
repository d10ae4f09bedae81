"""Words of a status in four languages, and what they mean for an order."""

import pytest

from segdesk.engine.schema.purchase_columns.status_words import OrderState, order_state

WORDS = {
    OrderState.COUNTS: (
        "Completed", "paid", "wc-completed", "PARTIALLY_REFUNDED", "partially_paid", "Partial refund", "unfulfilled",
        "Pending shipment", "Awaiting Fulfillment", "Shipped - Delivered to Buyer", "not cancelled", "succeeded",
        "abgeschlossen", "Teilweise erstattet", "Teilrückerstattung", "Versand ausstehend", "In Zustellung",
        "Completado", "Reembolsado parcialmente", "Pendiente de envío", "Paiement à distance accepté",
        "En cours de préparation", "Remboursement partiel",
    ),
    OrderState.CANCELLED: (
        "cancelled", "Canceled", "wc-cancelled", "voided", "Cancelled by customer", "storniert", "Abgebrochen",
        "vom Kunden storniert", "Cancelado", "anulada", "Cancelado por el cliente", "Annulé",
    ),
    OrderState.FAILED: (
        "failed", "Payment failed", "Declined", "uncollectible", "fehlgeschlagen", "Zahlung abgelehnt", "Pago fallido",
        "rechazada", "Erreur de paiement", "Échec",
    ),
    OrderState.PENDING: (
        "pending", "Pending payment", "on-hold", "checkout-draft", "unpaid", "not paid", "requires_payment_method",
        "offen", "Zahlung ausstehend", "nicht bezahlt", "Entwurf", "Pendiente de pago", "no pagado", "Borrador",
        "En attente de paiement par chèque", "non payé",
    ),
    OrderState.REFUNDED: (
        "refunded", "Fully refunded", "CHARGE_REFUNDED", "Returned", "Shipped - Returned to Seller", "chargeback",
        "erstattet", "Retoure", "Gutschrift", "Reembolsado", "Devuelto", "Remboursé",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "state"), [(text, state) for state, texts in WORDS.items() for text in texts]
)
def test_a_word_means_what_a_person_reads_in_it(text, state):
    assert order_state(text) is state


@pytest.mark.parametrize(
    "text",
    ["Gold", "A", "disputed", "Klärfall", "Return requested", "Canceled reversal", "", "12", "late " * 20],
)
def test_a_word_that_is_not_known_is_not_guessed(text):
    assert order_state(text) is None
