"""The figures of R for Fisher's iris, which comes with scikit-learn, so that a clone alone tests every method.

R 4.2.2, cluster 2.1.4, dbscan 1.1-11, mclust 6.0.0; z-scores with the population standard deviation. The edition in
scikit-learn is R's: UCI's differs in rows 35 and 38.
"""

import numpy as np
import pytest
from sklearn.datasets import load_iris

from segdesk.engine.clustering.methods.hierarchical import linkage_tree
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.profiles.customer_map import customer_map
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.internal_indices import calinski_harabasz, inertia
from segdesk.engine.validation.silhouette import silhouettes
from tests.reference.fitting import fit, z_scores

RAW = load_iris().data
Z = z_scores(RAW)

WSS_RAW = {1: 681.3706, 2: 152.347951760358, 3: 78.851441426146, 4: 57.228473214286, 5: 46.446182051282}
WSS_RAW |= {
    6: 39.039987246087,
    7: 34.298229665072,
    8: 29.988943950786,
    9: 27.786092417308,
    10: 25.849464483838,
}
WSS_Z = {1: 600, 2: 222.361704965023, 3: 139.82049635975, 4: 114.092238435683, 5: 90.807283150785}
WSS_Z |= {6: 79.998558045968, 7: 70.658639858303, 8: 62.325987508849, 9: 54.054255390412, 10: 47.131074802262}

# Linkage: the three highest merges, and sizes, average silhouette and Caliński-Harabasz of three segments.
TREES = {
    "ward": (
        (8.004747262581, 12.636843515278, 27.249911456943),
        (71, 49, 30),
        0.4466890410286,
        222.719163822154,
    ),
    "average": (
        (2.749182117424, 3.025428267076, 3.660133334099),
        (97, 50, 3),
        0.4802669329729,
        149.025799039332,
    ),
    "complete": (
        (4.08589032746, 5.758292183153, 6.529323312545),
        (77, 49, 24),
        0.4496184835988,
        213.081709995193,
    ),
    "single": (
        (0.9463847901516, 1.393879127084, 1.558563056413),
        (100, 49, 1),
        0.5046456108325,
        131.535895577473,
    ),
}


def test_the_edition_is_that_of_r():
    np.testing.assert_allclose(
        RAW.std(axis=0), [0.8253012917851, 0.4344109677355, 1.759404065775, 0.7596926279022], rtol=1e-12
    )


@pytest.mark.parametrize(("rows", "best"), [(RAW, WSS_RAW), (Z, WSS_Z)], ids=["raw", "z"])
def test_kmeans_reaches_the_lowest_known_inertia(rows, best):
    for k, labels in zip(best, fit(rows, "kmeans", best), strict=True):
        assert inertia(rows, labels) <= best[k] * (1 + 1e-6)


def test_bisecting_and_minibatch_end_near_the_lowest_inertia():
    for method in ("bisecting", "minibatch"):
        for k, labels in zip((2, 3), fit(Z, method, (2, 3)), strict=True):
            assert WSS_Z[k] * (1 - 1e-12) <= inertia(Z, labels) <= WSS_Z[k] * 1.05


@pytest.mark.parametrize("linkage", TREES)
def test_hierarchical_agrees_with_hclust(linkage):
    heights, sizes, width, index = TREES[linkage]
    np.testing.assert_allclose(np.sort(linkage_tree(Z, linkage)[:, 2])[-3:], heights, rtol=1e-11)
    labels = fit(Z, "hierarchical", (3,), linkage=linkage)[0]
    assert tuple(sorted(np.bincount(labels)[1:].tolist(), reverse=True)) == sizes
    assert silhouettes(Z, [labels], 0).mean(0) == pytest.approx(width, abs=1e-12)
    assert calinski_harabasz(Z, labels) == pytest.approx(index, rel=1e-11)


@pytest.mark.parametrize(("eps", "cores", "noise"), [(0.5, 93, 34), (0.8, 138, 4)])
def test_dbscan_agrees_with_the_package_dbscan(eps, cores, noise):
    assigner = (
        find_method("dbscan")
        .fit(FitTask(Z, (), MethodSpec(method="dbscan", eps=eps, min_samples=5)))[0]
        .assigner
    )
    assert (len(assigner.rows), assigner.n_segments) == (cores, 2)
    assert (assigner.assign(Z).labels == 0).sum() == noise


def test_the_mixture_has_the_bic_of_mclust():
    fits = find_method("gmm").fit(FitTask(Z, (1, 2), MethodSpec(method="gmm")))
    assert [-one.bic for one in fits] == pytest.approx([-1050.66932383682, -794.709001744747], abs=0.01)


def test_hdbscan_parts_setosa_from_the_others():
    labels = fit(Z, "hdbscan")[0]
    assert labels.max() == 2
    setosa, others = np.bincount(labels[:50], minlength=3), np.bincount(labels[50:], minlength=3)
    assert {setosa[1:].argmax(), others[1:].argmax()} == {0, 1}
    assert setosa[1:].min() == others[1:].min() == 0


def test_the_map_shows_the_first_two_components():
    shares = customer_map(Z, np.ones(150, dtype=np.int32)).explained
    assert shares == pytest.approx((0.729624454133, 0.228507617867), rel=1e-11)
