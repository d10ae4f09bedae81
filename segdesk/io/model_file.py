"""Model files: one JSON document and plain arrays, with a manifest (`container`). Nothing in it is ever run.

`model.json` holds the recipe, the preparation (plain numbers) and the kind of assigner; each array of the assigner lies
beside it as `arrays/NAME.npy`. Where segments were shaped by hand it holds the steps, too.
"""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.shaped import ShapedAssigner
from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.drift.reference import Reference
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.personal_data import personal_data_of
from segdesk.engine.preparation.steps import CategoryStep, Donors, NumberStep, Preparation
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.computed import Computation
from segdesk.io.assigner_parts import (
    ASSIGNERS,
    SHAPED,
    ShapedDocument,
    SingleDocument,
    shaped_of,
    shaped_parts,
    shaped_shapes,
    single_of,
    single_parts,
)
from segdesk.io.container import (
    MODEL,
    MODEL_DOCUMENT,
    Container,
    PersonalData,
    array_bytes,
    check_version,
    open_container,
    write_container,
)
from segdesk.io.gate import check_memory
from segdesk.io.model_checks import check_model
from segdesk.io.model_limits import (
    MOST_FEATURES,
    MOST_SEGMENTS,
    Shape,
    assigner_shapes,
    check_array_numbers,
    check_arrays,
    check_members,
    check_numbers,
)
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml

VERSION = 3
# Before there was a manifest the document said so itself: the second version is that of segments shaped by hand.
_EARLIER_FORMAT, _EARLIER_VERSIONS = "segdesk model", (1, 2)


class _Document(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The layout of `model.json`."""

    recipe: str
    types: dict[str, ColumnType]
    formats: dict[str, ColumnFormat]
    numbers: list[NumberStep]
    categories: list[CategoryStep]
    order: list[str]
    donors: Donors | None
    assigner: str = msgspec.field(name="placer")
    settings: dict[str, float | None]
    names: list[str]
    computation: Computation = msgspec.field(default_factory=Computation)
    shaped: ShapedDocument | None = None
    reference: Reference | None = None
    # Of models without a manifest.
    format: str = ""
    version: int = 0


def write_model(path: Path, model: Model, recipe: Recipe) -> None:
    """Write a model file; the same model gives the same bytes. Its manifest says what it holds of customers."""
    shaped = None
    if isinstance(model.assigner, ShapedAssigner):
        shaped, arrays = shaped_parts(model.assigner)
        single = SingleDocument(SHAPED, len(model.names), {})
    else:
        single, arrays = single_parts(model.assigner)
    arrays |= {"centres_of_segments": model.centres, "limits": model.limits}
    steps = model.preparation.steps
    document = _Document(
        recipe_to_toml(recipe),
        dict(model.types),
        dict(model.formats),
        [s for s in steps if isinstance(s, NumberStep)],
        [s for s in steps if isinstance(s, CategoryStep)],
        [s.name for s in steps],
        model.preparation.donors,
        single.kind,
        single.settings,
        list(model.names),
        model.computation,
        shaped,
        model.reference,
    )
    members = {MODEL_DOCUMENT: msgspec.json.format(msgspec.json.encode(document), indent=1)}
    members |= {f"arrays/{name}.npy": array_bytes(array) for name, array in arrays.items()}
    personal = [PersonalData(held.kind, held.n) for held in personal_data_of(model, recipe)]
    write_container(path, MODEL, VERSION, members, personal)


def read_model(path: Path) -> tuple[Model, Recipe]:
    """Read a model file.

    Raises
    ------
    InputError
        If it is missing, damaged, no model of segdesk's, or newer than this program.
    """
    with open_container(path) as container:
        check_version(container, MODEL, VERSION)
        check_members(container)
        document = _document(container)
        recipe = recipe_from_toml(document.recipe)
        arrays = _arrays(container, document)
        model = _model(document, arrays, recipe)
        check_model(model)
        return model, recipe


def _document(container: Container) -> _Document:
    """Return the document of a model file, every number in it finite and bounded."""
    document = msgspec.json.decode(container.document(MODEL_DOCUMENT), type=_Document)
    with_manifest = document.format == "" and document.version == 0
    earlier = document.format == _EARLIER_FORMAT and document.version in _EARLIER_VERSIONS
    if not (with_manifest if container.version else earlier):
        raise ValueError(f"it has version {document.version}, this program reads {_EARLIER_VERSIONS[-1]}")
    for part in (
        document.numbers,
        document.categories,
        document.donors,
        document.settings,
        document.reference,
    ):
        check_numbers(part)
    if document.shaped is not None:
        for single in (document.shaped.base, *(step.child for step in document.shaped.steps)):
            check_numbers(None if single is None else single.settings)
    return document


def _arrays(container: Container, document: _Document) -> dict[str, np.ndarray]:
    """Return the arrays that the assigner of a model needs: no other, and of no other shapes."""
    preparation = _preparation(document)
    k, n_features = len(document.names), len(preparation.features)
    if k > MOST_SEGMENTS or n_features > MOST_FEATURES:
        raise ValueError("it has more segments or columns than any model")
    shapes = {
        "centres_of_segments": (k, n_features),
        "limits": (k,),
        **_assigner_shapes(document, k, n_features),
    }
    check_memory(2 * check_arrays(container, shapes), container.path)
    arrays = {name: container.array(f"arrays/{name}.npy") for name in shapes}
    rules = document.assigner if document.shaped is None else document.shaped.base.kind
    for name, array in arrays.items():
        check_array_numbers(array, name, rules)
    return arrays


def _assigner_shapes(document: _Document, k: int, n_features: int) -> dict[str, Shape]:
    if document.assigner == SHAPED and document.shaped is not None:
        return shaped_shapes(document.shaped, k, n_features)
    if document.assigner not in ASSIGNERS or document.shaped is not None:
        raise ValueError("it places in an unknown way")
    return assigner_shapes(document.assigner, k, n_features)


def _preparation(document: _Document) -> Preparation:
    every: list[NumberStep | CategoryStep] = [*document.numbers, *document.categories]
    steps = {step.name: step for step in every}
    if len(steps) != len(every) or sorted(steps) != sorted(document.order):
        raise ValueError("order does not fit the rest")
    return Preparation(tuple(steps[name] for name in document.order), document.donors)


def _model(document: _Document, arrays: dict[str, Any], recipe: Recipe) -> Model:
    assigner: Assigner
    if document.shaped is not None:
        assigner = shaped_of(document.shaped, arrays)
    else:
        single = SingleDocument(document.assigner, len(document.names), document.settings)
        assigner = single_of(single, arrays)
    return Model(
        document.types,
        document.formats,
        _preparation(document),
        assigner,
        tuple(document.names),
        arrays["centres_of_segments"],
        arrays["limits"],
        recipe.method.limits_sizes,
        document.computation,
        recipe.by_hand.moves_customers,
        document.reference,
    )
