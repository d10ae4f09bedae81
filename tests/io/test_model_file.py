"""Model files: whole, damaged and forged."""

import hashlib
import io
import json
import tracemalloc
import zipfile

import numpy as np
import pytest

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.by_hand import Lock, Merge, Move, Order, Split
from segdesk.errors import InputError
from segdesk.io.model_file import read_model, write_model
from tests.engine.frames import METHODS, USE, recipe, segmented, shop
from tests.sample_results import orders

EDITS = (Merge((1, 2)), Split(1, 2), Move("1-9"), Lock((1,), 2), Order((2, 1, 3)))
# Shaped by hand, by the method that made the segments before.
BY_HAND = {"shaped tree": "hierarchical", "shaped rules": "rfm"}


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """Return the bytes of a model file per method."""
    folder = tmp_path_factory.mktemp("models")
    found = {}
    for method in METHODS:
        result = segmented(shop(90), method=method, k="3", use=USE, missing="knn", criteria=("inertia",))
        write_model(folder / method, result.fit.model, result.provenance.recipe)
        found[method] = (folder / method).read_bytes()
    result = orders("rfm")
    write_model(folder / "rfm", result.fit.model, result.provenance.recipe)
    found["rfm"] = (folder / "rfm").read_bytes()
    for name, method in BY_HAND.items():
        if method == "rfm":
            settings = recipe(kind="transactions", method=method, edits=EDITS)
            result = segment(orders("rfm").source_table, settings)
        else:
            result = segmented(shop(90), method=method, k="3", use=USE, edits=EDITS, criteria=("inertia",))
        write_model(folder / name, result.fit.model, result.provenance.recipe)
        found[name] = (folder / name).read_bytes()
    return found


def parts_of(data):
    """Return the members of a model file but its manifest."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


def packed(parts, **manifest):
    """Return a model file of these members, whose manifest is right but for what is said otherwise."""
    members = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in parts.items()
    ]
    listed = {"format": "segdesk", "kind": "model", "version": 3, "program": "1", "personal": []}
    return zipped({"manifest.json": json.dumps({**listed, "members": members, **manifest}).encode(), **parts})


def zipped(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def npy(array, allow_pickle=False):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, allow_pickle=allow_pickle)
    return buffer.getvalue()


def refused(tmp_path, data):
    path = tmp_path / "model.segdesk"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_model(path)
    assert "model.segdesk" in str(caught.value)


@pytest.mark.parametrize("name", ["kmeans", *BY_HAND])
def test_the_same_model_is_the_same_file(tmp_path, models, name):
    (tmp_path / "a").write_bytes(models[name])
    model, recipe = read_model(tmp_path / "a")
    write_model(tmp_path / "b", model, recipe)
    assert (tmp_path / "b").read_bytes() == models[name]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("base", "kind"), "shaped"),
        (("base", "k"), 4),
        (("base", "k"), -1),
        (("steps", 0, "k"), 99_999),
        (("steps", 0, "k"), 3),
        (("steps", 1, "child"), None),
        (("steps", 1, "child", "kind"), "pickle"),
        (("steps", 1, "is_annex"), True),
        (("steps",), []),
        (("n_values",), 3),
    ],
)
def test_steps_by_hand_that_do_not_fit_are_refused(tmp_path, models, path, value):
    parts = parts_of(models["shaped tree"])
    document = json.loads(parts["model.json"])
    inner = document["shaped"]
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    refused(tmp_path, packed({**parts, "model.json": json.dumps(document).encode()}))
    del document["shaped"]
    refused(tmp_path, packed({**parts, "model.json": json.dumps(document).encode()}))


@pytest.mark.parametrize("targets", [[0, 1, 1, 3], [0, 1, 1, 5], [0, 1, -1, 2], [0, 1, 1, -2]])
def test_steps_that_lead_nowhere_are_refused(tmp_path, models, targets):
    parts = parts_of(models["shaped tree"])
    data = npy(np.array(targets, dtype=np.int32))
    assert "arrays/steps.0.targets.npy" in parts
    refused(tmp_path, packed({**parts, "arrays/steps.0.targets.npy": data}))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError):
        read_model(tmp_path / "nowhere.segdesk")


@pytest.mark.parametrize("method", METHODS)
def test_cut_off_files_are_refused(tmp_path, models, method):
    data = models[method]
    for share in (0.0, 0.1, 0.5, 0.9, 0.99):
        refused(tmp_path, data[: int(len(data) * share)])


def test_random_bytes_are_refused(tmp_path):
    random = np.random.default_rng(0)
    for size in (1, 100, 10_000):
        refused(tmp_path, random.bytes(size))


def test_a_flipped_byte_anywhere_gives_a_model_or_a_refusal(tmp_path, models):
    random = np.random.default_rng(0)
    path = tmp_path / "model.segdesk"
    for method in (*METHODS, "rfm"):
        for at in random.integers(0, len(models[method]), 60):
            data = bytearray(models[method])
            data[at] ^= 1 << random.integers(8)
            path.write_bytes(bytes(data))
            try:
                read_model(path)
            except InputError:
                continue


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b"{" * 100_000, b"\xff\xfe", b'{"format": 3}']
)
def test_wrong_documents_are_refused(tmp_path, models, content):
    refused(tmp_path, packed({**parts_of(models["kmeans"]), "model.json": content}))


CHANGES = {
    "version": 99,
    "format": "other",
    "recipe": "version = 1\n[method]\nk = '0'",
    "placer": "pickle",
    "order": ["age"],
    "names": ["only one"],
    "settings": {"reach": 0.5, "nonsense": 1.0},
    "types": {},
    "numbers": [],
    "categories": [],
    "donors": None,
}


@pytest.mark.parametrize("key", CHANGES)
def test_documents_whose_parts_do_not_fit_are_refused(tmp_path, models, key):
    parts = parts_of(models["kmeans"])
    document = {**json.loads(parts["model.json"]), key: CHANGES[key]}
    refused(tmp_path, packed({**parts, "model.json": json.dumps(document).encode()}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("spread", 0),
        ("transform", "square"),
        ("missing", "guess"),
        ("fill", None),
        ("type", "date"),
        ("name", "b"),
    ],
)
def test_steps_that_make_no_sense_are_refused(tmp_path, models, key, value):
    parts = parts_of(models["kmeans"])
    document = json.loads(parts["model.json"])
    document["numbers"][0][key] = value
    refused(tmp_path, packed({**parts, "model.json": json.dumps(document).encode()}))


@pytest.mark.parametrize(
    ("key", "value"), [("fill", "nowhere"), ("shares", [1.0]), ("levels", ["a", "a", "b"])]
)
def test_categories_that_make_no_sense_are_refused(tmp_path, models, key, value):
    parts = parts_of(models["kmeans"])
    document = json.loads(parts["model.json"])
    document["categories"][0][key] = value
    refused(tmp_path, packed({**parts, "model.json": json.dumps(document).encode()}))


@pytest.mark.parametrize("method", [*METHODS, "rfm", *BY_HAND])
def test_every_array_is_looked_at(tmp_path, models, method):
    parts = parts_of(models[method])
    arrays = [name for name in parts if name.endswith(".npy")]
    assert len(arrays) >= 3
    for name in arrays:
        array = np.load(io.BytesIO(parts[name]))
        wrong = [
            array[:-1],
            array.reshape(-1)[:, None, None, None],
            array.astype(str),
            array + 1j,
            np.full_like(array, 999) if array.dtype.kind == "i" else np.full_like(array, np.nan),
        ]
        for other in wrong:
            refused(tmp_path, packed({**parts, name: npy(other)}))
        refused(tmp_path, packed({other: data for other, data in parts.items() if other != name}))


def test_a_pickle_is_never_opened(tmp_path, models):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("a pickle was run",))

    data = npy(np.array([Bomb()], dtype=object), allow_pickle=True)
    refused(tmp_path, packed({**parts_of(models["kmeans"]), "arrays/centres.npy": data}))


def test_absurd_sizes_are_refused_before_memory_is_asked_for(tmp_path, models):
    data = b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little")
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999, 99999), }"
    data += header.ljust(117) + b"\n"
    refused(tmp_path, packed({**parts_of(models["kmeans"]), "arrays/centres.npy": data}))


def test_a_tree_that_leads_in_a_circle_is_refused(tmp_path, models):
    parts = parts_of(models["bisecting"])
    refused(
        tmp_path, packed({**parts, "arrays/branches.npy": npy(np.array([[1, 1], [0, 1]], dtype=np.int32))})
    )


@pytest.mark.parametrize(
    ("array", "values"),
    [
        ("numbers", np.array([1, 1, 2], dtype=np.int32)),
        ("numbers", np.array([0, 1, 2], dtype=np.int32)),
        ("numbers", np.array([1.0, 2.0, 3.0])),
        ("prototypes", np.full((3, 2), np.inf)),
    ],
)
@pytest.mark.parametrize("method", ["kprototypes", "pam"])
def test_prototypes_that_make_no_sense_are_refused(tmp_path, models, method, array, values):
    refused(tmp_path, packed({**parts_of(models[method]), f"arrays/{array}.npy": npy(values)}))


@pytest.mark.parametrize("method", ["kprototypes", "pam"])
def test_a_distance_that_is_none_is_refused(tmp_path, models, method):
    parts = parts_of(models[method])
    factors = np.load(io.BytesIO(parts["arrays/factors.npy"]))
    refused(tmp_path, packed({**parts, "arrays/factors.npy": npy(-factors)}))
    document = json.loads(parts["model.json"])
    for power in (0, 1.5, 3, None):
        changed = {**document, "settings": {"power": power}}
        refused(tmp_path, packed({**parts, "model.json": json.dumps(changed).encode()}))
    refused(tmp_path, packed({**parts, "model.json": json.dumps({**document, "settings": {}}).encode()}))


def test_an_encrypted_archive_is_refused(tmp_path, models):
    data = bytearray(packed(parts_of(models["kmeans"])))
    for mark, flag_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flag_at] |= 1
            at = data.find(mark, at + 1)
    refused(tmp_path, bytes(data))


def changed(tmp_path, data, change, arrays=()):
    """Refuse a model whose document was changed in place, or one of whose arrays was."""
    parts = parts_of(data)
    document = json.loads(parts["model.json"])
    change(document)
    changed = {f"arrays/{name}.npy": npy(values) for name, values in dict(arrays).items()}
    refused(tmp_path, packed({**parts, **changed, "model.json": json.dumps(document).encode()}))


@pytest.mark.parametrize(
    "change",
    [
        lambda step: step.update(shares=[0.0, *step["shares"][1:]]),
        lambda step: step.update(shares=[1.001, *step["shares"][1:]]),
        lambda step: step.update(missing="guess"),
        lambda step: (
            step.update(levels=step["levels"][:-1], shares=step["shares"][:-1])
            if len(step["levels"]) == 2
            else step.update(levels=step["levels"][:1], shares=step["shares"][:1], fill=step["levels"][0])
        ),
    ],
)
def test_shares_are_above_0_and_up_to_1_and_two_at_least(tmp_path, models, change):
    changed(tmp_path, models["kmeans"], lambda document: change(document["categories"][0]))


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["numbers"][0].update(transform="yeo-johnson", exponent=None),
        lambda document: document["numbers"][0].update(lower=2.0, upper=1.0),
        lambda document: document["numbers"][0].update(indicator={"centre": 0.1, "spread": 0.0}),
        lambda document: document["numbers"][0].update(order=["a"]),
        lambda document: document.update(donors=None),
        lambda document: document["donors"].update(spreads=[0.0, *document["donors"]["spreads"][1:]]),
        lambda document: document["donors"].update(centres=document["donors"]["centres"][1:]),
        lambda document: document["donors"].update(
            centres=document["donors"]["centres"][1:], spreads=document["donors"]["spreads"][1:]
        ),
        lambda document: document["donors"].update(neighbours=0),
        lambda document: document["donors"].update(rows=[[1.0]]),
        lambda document: document["donors"].update(names=["x", *document["donors"]["names"][1:]]),
        lambda document: document.update(names=[]),
        lambda document: document.update(order=document["order"][:1] * len(document["order"])),
    ],
)
def test_parts_of_a_preparation_fit_each_other(tmp_path, models, change):
    changed(tmp_path, models["kmeans"], change)


def test_steps_at_the_border_of_what_makes_sense_are_taken(tmp_path, models):
    parts = parts_of(models["kmeans"])
    document = json.loads(parts["model.json"])
    number, donors = document["numbers"][0], document["donors"]
    number.update(transform="yeo-johnson", exponent=0.5, lower=1.0, upper=1.0)
    donors.update(spreads=[0.25] * len(donors["spreads"]))
    path = tmp_path / "model.segdesk"
    path.write_bytes(packed({**parts, "model.json": json.dumps(document).encode()}))
    model, _ = read_model(path)
    assert model.preparation.donors.spreads == tuple(donors["spreads"])


@pytest.mark.parametrize(
    ("method", "name", "values"),
    [
        ("hierarchical", "row_labels", lambda array: np.minimum(array, 2)),
        ("hierarchical", "row_labels", lambda array: array + 1),
        ("bisecting", "branches", lambda array: -np.abs(array)),
        ("gmm", "weights", np.zeros_like),
        ("gmm", "precision_factors", lambda array: -array),
        ("rfm", "recency_cuts", lambda array: array[::-1].copy()),
        ("rfm", "frequency_cuts", lambda array: array[:, ::-1].copy()),
        ("rfm", "frequency_groups", lambda array: array.astype(float)),
        ("rfm", "frequency_groups", lambda array: array[:, None]),
        ("rfm", "frequency_groups", lambda array: array + 1),
        ("rfm", "cells", np.ones_like),
        ("kmeans", "limits", lambda array: array.astype(np.float32)),
    ],
)
def test_arrays_that_make_no_sense_are_refused(tmp_path, models, method, name, values):
    array = np.load(io.BytesIO(parts_of(models[method])[f"arrays/{name}.npy"]))
    changed(tmp_path, models[method], lambda document: None, {name: values(array)})


@pytest.mark.parametrize(("reach", "taken"), [(0.5, True), (None, True), (0.0, False), (-1.0, False)])
def test_a_reach_is_above_nought(tmp_path, models, reach, taken):
    parts = parts_of(models["dbscan"])
    document = {**json.loads(parts["model.json"]), "settings": {"reach": reach}}
    data = packed({**parts, "model.json": json.dumps(document).encode()})
    if taken:
        (tmp_path / "model.segdesk").write_bytes(data)
        assert read_model(tmp_path / "model.segdesk")[0].assigner.reach == (
            np.inf if reach is None else reach
        )
    else:
        refused(tmp_path, data)


def refusal_of(tmp_path, data):
    path = tmp_path / "modell.segdesk"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_model(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["arrays/extra.npy", "notes.txt", "arrays/../model.json", "../model.json"])
def test_a_member_that_no_model_has_is_refused(tmp_path, models, name):
    parts = parts_of(models["kmeans"])
    assert name in refusal_of(tmp_path, packed({**parts, name: parts["arrays/limits.npy"]}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_refused(tmp_path, models):
    buffer = io.BytesIO(models["kmeans"])
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("model.json", archive.read("model.json"))
    assert "twice" in refusal_of(tmp_path, buffer.getvalue())


@pytest.mark.parametrize("number", [-1e308, 1e301, -0.5])
def test_a_weight_is_no_less_than_nought_and_bounded(tmp_path, models, number):
    parts = parts_of(models["kmeans"])
    document = json.loads(parts["model.json"])
    document["numbers"][0]["weight"] = number
    text = refusal_of(tmp_path, packed({**parts, "model.json": json.dumps(document).encode()}))
    assert document["numbers"][0]["name"] in text
    assert ("±1e+300" in text) == (abs(number) > 1e300)


def test_the_bound_of_prepared_numbers_is_named(tmp_path, models):
    parts = parts_of(models["kmeans"])
    centres = np.lib.format.read_array(io.BytesIO(parts["arrays/centres.npy"]))
    centres[0, 0] = 1e101
    assert "centres holds a number beyond ±1e+100" in refusal_of(
        tmp_path, packed({**parts, "arrays/centres.npy": npy(centres)})
    )


@pytest.mark.parametrize("dtype", ["<f4", ">f8", "<i8"])
def test_an_array_of_another_type_is_refused(tmp_path, models, dtype):
    parts = parts_of(models["kmeans"])
    centres = np.lib.format.read_array(io.BytesIO(parts["arrays/centres.npy"])).astype(dtype)
    assert "centres" in refusal_of(tmp_path, packed({**parts, "arrays/centres.npy": npy(centres)}))


def test_rows_that_only_repeat_themselves_are_refused_before_they_are_unpacked(tmp_path, models):
    method = next(name for name, data in models.items() if b"row_labels" in data)
    parts = parts_of(models[method])
    width = np.lib.format.read_array(io.BytesIO(parts["arrays/rows.npy"])).shape[1]
    n_rows = (300 << 20) // (8 * width)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, npy(np.zeros((n_rows, width))) if name == "arrays/rows.npy" else data)
    tracemalloc.start()
    try:
        assert "200 times its size" in refusal_of(tmp_path, buffer.getvalue())
        assert tracemalloc.get_traced_memory()[1] < 30 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "manifest",
    [
        {"members": []},
        {"format": "other"},
        {"kind": "project"},
        {"kind": "picture"},
        {"version": -1},
        {"version": "3"},
        {"more": 1},
        {"personal": [{"holds": "names"}]},
    ],
)
def test_a_manifest_that_says_something_else_is_refused(tmp_path, models, manifest):
    refused(tmp_path, packed(parts_of(models["kmeans"]), **manifest))


def test_a_member_is_what_the_manifest_says(tmp_path, models):
    parts = parts_of(models["kmeans"])
    listed = json.loads(zipfile.ZipFile(io.BytesIO(packed(parts))).read("manifest.json"))["members"]
    other = parts["model.json"].replace(b"Income", b"Outgo_", 1)
    changed = {**parts, "model.json": other if other != parts["model.json"] else other[:-1] + b" "}
    assert "model.json was changed" in refusal_of(tmp_path, packed(changed, members=listed))
    less = {name: data for name, data in parts.items() if "limits" not in name}
    assert "limits" in refusal_of(tmp_path, packed(less, members=listed))
    assert "limits" in refusal_of(
        tmp_path, packed(parts, members=[each for each in listed if "limits" not in each["name"]])
    )
    shorter = [{**each, "size": each["size"] - 1} for each in listed]
    assert "size" in refusal_of(tmp_path, packed(parts, members=shorter))


def test_a_model_of_a_newer_program_is_refused_with_its_version(tmp_path, models):
    text = refusal_of(tmp_path, packed(parts_of(models["kmeans"]), version=99))
    assert "newer segdesk" in text
    assert "99" in text


@pytest.mark.parametrize(("name", "version"), [("kmeans", 1), ("shaped tree", 2)])
def test_a_model_from_before_there_were_manifests_opens(tmp_path, models, name, version):
    parts = parts_of(models[name])
    document = {"format": "segdesk model", "version": version, **json.loads(parts["model.json"])}
    earlier, now = tmp_path / "earlier.segdesk", tmp_path / "now.segdesk"
    earlier.write_bytes(zipped({**parts, "model.json": json.dumps(document).encode()}))
    model, recipe = read_model(earlier)
    write_model(now, model, recipe)
    assert now.read_bytes() == models[name]
    refused(tmp_path, zipped({**parts, "model.json": json.dumps({**document, "version": 7}).encode()}))
    refused(tmp_path, zipped(parts))


@pytest.mark.parametrize(("method", "held"), [("kmeans", False), ("hierarchical", True), ("dbscan", True)])
def test_the_manifest_says_what_the_model_holds_of_customers(models, method, held):
    manifest = json.loads(zipfile.ZipFile(io.BytesIO(models[method])).read("manifest.json"))
    counts = {each["holds"]: each["count"] for each in manifest["personal"]}
    assert counts["identifiers"] == 0
    assert ("prepared_values" in counts) == held
    if held:
        assert counts["prepared_values"] > 10
