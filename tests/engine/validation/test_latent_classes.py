"""How many classes of people gave the answers."""

import numpy as np
import pytest

from segdesk.engine.preparation.feature_groups import FeatureGroup, numbers_only
from segdesk.engine.validation.latent_classes import latent_classes
from tests.benchmarks.populations import battery


@pytest.mark.parametrize("classes", [3, 4])
def test_planted_classes_of_people_are_counted(classes):
    answers = battery(classes, 12, seed=5)
    found = latent_classes(answers, numbers_only(12))
    assert found is not None
    assert found.k == classes
    assert found.bic[classes] == min(found.bic.values())


def test_independent_answers_are_one_class():
    random = np.random.default_rng(2)
    answers = (random.random((500, 8)) < random.uniform(0.2, 0.8, 8)).astype(float)
    found = latent_classes(answers, numbers_only(8))
    assert found is not None
    assert found.k == 1


def test_answers_on_a_scale_and_categories_count_as_answers():
    random = np.random.default_rng(3)
    member = np.repeat([0, 1, 2], 150)
    scale = np.clip(
        np.round(np.array([1.5, 3.0, 4.5])[member][:, None] + random.normal(0, 0.8, (450, 5))), 1, 5
    )
    # A category of three levels takes three columns of the matrix.
    level = np.where(random.random(450) < 0.8, member, random.integers(0, 3, 450))
    rows = np.column_stack([scale, np.eye(3)[level]])
    asked = (*numbers_only(5), FeatureGroup("level", 5, 8, 1.0, (1.0, 1.0, 1.0)))
    found = latent_classes(rows, asked)
    assert found is not None
    assert found.k == 3


def test_numbers_few_questions_and_few_people_are_no_answers():
    random = np.random.default_rng(4)
    answers = random.integers(0, 2, (300, 6)).astype(float)
    assert latent_classes(answers, numbers_only(6)) is not None
    assert latent_classes(answers[:99], numbers_only(6)) is None
    assert latent_classes(answers[:, :3], numbers_only(3)) is None
    with_number = np.column_stack([answers, random.normal(size=300)])
    assert latent_classes(with_number, numbers_only(7)) is None
    # A column without weight takes no part, nor does one that everybody answers alike.
    unweighted = (*numbers_only(6), FeatureGroup("age", 6, 7, 0.0))
    assert latent_classes(with_number, unweighted) == latent_classes(answers, numbers_only(6))
    alike = np.column_stack([answers[:, :3], np.ones(300)])
    assert latent_classes(alike, numbers_only(4)) is None
