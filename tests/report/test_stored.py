"""`report.json`: what a report is made again from."""

import json

import pytest

from segdesk.engine.result.codec import CodecError
from segdesk.report.build import build_report
from segdesk.report.document import texts_in
from segdesk.report.stored import decode_report, encode_report
from tests.sample_results import customers

SMALL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def plain():
    return json.loads(json.dumps(encode_report(build_report(customers(), "", "0.1.0")), allow_nan=False))


def test_a_report_comes_back_with_all_its_texts(plain):
    before = build_report(customers(), "", "0.1.0")
    after = decode_report(plain, lambda name: SMALL)
    assert [str(text) for text in texts_in(after)] == [str(text) for text in texts_in(before)]
    assert [each.name for each in after.pictures()] == [each.name for each in before.pictures()]
    sizes = [each.image.size for each in before.pictures()]
    assert [each.image.size for each in after.pictures()] == [pytest.approx(size) for size in sizes]


def test_it_holds_no_customer(plain):
    identifiers = set(customers().identifier.levels)
    listed = {str(text) for text in _strings(plain["report"])}
    # Those that the report itself names as typical, or at the head of a list, stand in it by right.
    shown = {str(text) for text in texts_in(build_report(customers(), "", "0.1.0"))}
    assert (listed & identifiers) <= shown


@pytest.mark.parametrize(
    "damage",
    [
        lambda plain: plain.update(version=2),
        lambda plain: plain["report"].update(is_="x"),
        lambda plain: plain["report"].update({"is": "Section"}),
        lambda plain: plain["report"].pop("title"),
        lambda plain: plain["report"].update(sections="none"),
        lambda plain: plain["report"]["sections"][0].update(segment="one"),
        lambda plain: plain["report"]["sections"][0].update(blocks=[{"is": "ReportDocument"}]),
        lambda plain: plain["report"].update(title=12),
    ],
)
def test_a_damaged_one_is_refused(plain, damage):
    copy = json.loads(json.dumps(plain))
    damage(copy)
    with pytest.raises(CodecError):
        decode_report(copy, lambda name: SMALL)


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
