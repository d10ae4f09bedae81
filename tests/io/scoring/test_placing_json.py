"""The JSON document: whoever reckons by it and by docs/placing.md says what `predict` says."""

import json

import jsonschema
import pandas as pd
import pytest

from segdesk.io.scoring.placing_json import placing_json
from segdesk.resources import resource
from tests.io.scoring.placed_by_hand import place
from tests.io.scoring.scored_models import (
    KINDS,
    assert_the_same,
    customers_for,
    model_of,
    placed_by_predict,
)

N_ROWS = 2_000
SCHEMA = json.loads(resource("schemas", "placing.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_reckoning_by_the_document_places_as_predict_does(kind):
    document = json.loads(placing_json(model_of(kind)))
    jsonschema.validate(document, SCHEMA)
    rows = customers_for(kind)[:N_ROWS].astype(object).to_dict("records")
    rows = [{name: None if pd.isna(cell) else cell for name, cell in row.items()} for row in rows]
    found = pd.DataFrame([{"row": row["row"], **place(document, row)} for row in rows])
    assert_the_same(found, placed_by_predict(kind)[:N_ROWS])
