"""Model files: whole, damaged and forged."""

import io
import json
import zipfile

import numpy as np
import pytest

from segdesk.errors import InputError
from segdesk.io.model_file import read_model, write_model
from tests.engine.frames import METHODS, USE, segmented, shop
from tests.sample_results import orders


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
    return found


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
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


def test_the_same_model_is_the_same_file(tmp_path, models):
    (tmp_path / "a").write_bytes(models["kmeans"])
    model, recipe = read_model(tmp_path / "a")
    write_model(tmp_path / "b", model, recipe)
    assert (tmp_path / "b").read_bytes() == models["kmeans"]


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


@pytest.mark.parametrize("method", [*METHODS, "rfm"])
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
