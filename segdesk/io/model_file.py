"""Model files: a zip of one JSON document and plain arrays. Nothing in it is ever run.

`model.json` holds the version, the recipe, the preparation (plain numbers) and the kind of assigner; each array of the
assigner lies beside it as `arrays/NAME.npy`. Where segments were shaped by hand it holds the steps, too.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.shaped import ShapedAssigner
from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.steps import CategoryStep, Donors, NumberStep, Preparation
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.computed import Computation
from segdesk.errors import InputError, Where
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
from segdesk.io.gate import check_memory, check_regular
from segdesk.io.model_checks import check_model
from segdesk.io.model_limits import (
    DOCUMENT,
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
from segdesk.messages import Message, say

FORMAT = "segdesk model"
# Models of segments as a method made them have the first version, those shaped by hand the second.
VERSIONS = (1, 2)
# JSON becomes objects.
_TIMES_ITS_DOCUMENT = 20


class _Document(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The layout of `model.json`."""

    format: str
    version: int
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


def write_model(path: Path, model: Model, recipe: Recipe) -> None:
    """Write a model file; the same model gives the same bytes."""
    shaped = None
    if isinstance(model.assigner, ShapedAssigner):
        shaped, arrays = shaped_parts(model.assigner)
        single = SingleDocument(SHAPED, len(model.names), {})
    else:
        single, arrays = single_parts(model.assigner)
    arrays |= {"centres_of_segments": model.centres, "limits": model.limits}
    steps = model.preparation.steps
    document = _Document(
        FORMAT,
        VERSIONS[0] if shaped is None else VERSIONS[1],
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
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, DOCUMENT, msgspec.json.format(msgspec.json.encode(document), indent=1))
        for name, array in sorted(arrays.items()):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            _add(archive, f"arrays/{name}.npy", buffer.getvalue())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # A fixed date: the same model is the same file.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def read_model(path: Path) -> tuple[Model, Recipe]:
    """Read a model file.

    Raises
    ------
    InputError
        If it is missing, damaged, no model of segdesk's, or newer than this program.
    """
    check_regular(path)
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            document = _document(archive, path)
            recipe = recipe_from_toml(document.recipe)
            arrays = _arrays(archive, document, path)
        model = _model(document, arrays, recipe)
        check_model(model)
        return model, recipe
    except InputError:
        raise
    except MemoryError:
        raise InputError(
            say("There is too little memory to read the file."),
            Where(file=path.name),
            say("Close other programs first."),
        ) from None
    except Exception as error:
        # Whatever a damaged or forged file makes the parsers of zip, JSON, TOML and arrays stumble over.
        raise _broken(path, say("{error}", error=str(error) or type(error).__name__)) from error


def _document(archive: zipfile.ZipFile, path: Path) -> _Document:
    """Return the document of a model file, every number in it finite and bounded."""
    member = archive.getinfo(DOCUMENT)
    check_memory(_TIMES_ITS_DOCUMENT * member.file_size, path)
    document = msgspec.json.decode(archive.read(member), type=_Document)
    if document.format != FORMAT or document.version not in VERSIONS:
        raise _broken(
            path,
            say(
                "it has version {version}, this program reads {known}",
                version=document.version,
                known=VERSIONS[-1],
            ),
        )
    for part in (document.numbers, document.categories, document.donors, document.settings):
        check_numbers(part)
    if document.shaped is not None:
        for single in (document.shaped.base, *(step.child for step in document.shaped.steps)):
            check_numbers(None if single is None else single.settings)
    return document


def _arrays(archive: zipfile.ZipFile, document: _Document, path: Path) -> dict[str, np.ndarray]:
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
    check_memory(2 * check_arrays(archive, shapes), path)
    arrays = {name: _array(archive.read(f"arrays/{name}.npy")) for name in shapes}
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
    )


def _array(data: bytes) -> np.ndarray:
    return np.asarray(np.lib.format.read_array(io.BytesIO(data), allow_pickle=False))


def _broken(path: Path, why: Message) -> InputError:
    return InputError(
        say("This is no model that segdesk can use: {why}.", why=why),
        where=Where(file=path.name),
        mend=say("Use a model.segdesk as `segdesk run` writes it."),
    )
