"""What there is to say of a campaign: how it is split, what it would take to show, and what it brought."""

from enum import Enum, auto

from segdesk.engine.campaign.plan import Campaign
from segdesk.engine.campaign.results import CampaignResult
from segdesk.engine.campaign.uplift import Effect, Measured
from segdesk.engine.data.finding import finding
from segdesk.messages import Message


class _Became(Enum):
    """What being written to made of a measure."""

    MORE = auto()
    LESS = auto()
    UNTOLD = auto()
    """Its own interval leaves out 0, but with everything that is judged together it may be chance."""
    NOTHING = auto()
    """Nothing that shows."""


# Codes of the sentence and of the title, by whether it is about money.
_WORDS = {
    (False, _Became.MORE): ("campaign.responded_more", "campaign.title_responded_more"),
    (False, _Became.LESS): ("campaign.responded_less", "campaign.title_responded_less"),
    (False, _Became.UNTOLD): ("campaign.responded_perhaps", "campaign.title_responded_perhaps"),
    (False, _Became.NOTHING): ("campaign.responded_none", "campaign.title_responded_none"),
    (True, _Became.MORE): ("campaign.money_more", "campaign.title_money_more"),
    (True, _Became.LESS): ("campaign.money_less", "campaign.title_money_less"),
    (True, _Became.UNTOLD): ("campaign.money_perhaps", "campaign.title_money_perhaps"),
    (True, _Became.NOTHING): ("campaign.money_none", "campaign.title_money_none"),
}


def campaign_findings(campaign: Campaign, with_segments: bool = True) -> tuple[Message, ...]:
    """Return how customers are split, from which effect on it shows (in each segment, too), and what is left out."""
    n_test = sum(segment.n_test for segment in campaign.segments)
    n_control = sum(segment.n_control for segment in campaign.segments)
    found = [
        finding("campaign.split", test=n_test, control=n_control, share=n_control / (n_test + n_control))
        if n_control
        else finding("campaign.nobody_held_back", test=n_test)
    ]
    base = campaign.spec.base_rate
    if base is not None and n_control:
        if campaign.smallest_lift is not None:
            found.append(finding("campaign.shows_in_all", base=base, lift=campaign.smallest_lift))
        for segment in campaign.segments if with_segments else ():
            lift = segment.smallest_lift
            found.append(
                finding("campaign.shows_never", name=segment.name)
                if lift is None
                else finding("campaign.shows_from", name=segment.name, lift=lift)
            )
    return (*found, *campaign.notes)


def result_headlines(result: CampaignResult) -> tuple[Message, ...]:
    """Return in a sentence for each measure what the campaign did to all customers together."""
    return tuple(_headline(result, each) for each in result.measures)


def result_title(measured: Measured) -> Message:
    """Return the same of a measure in a few words."""
    became = _became(measured.in_all)
    _, code = _WORDS[measured.is_money, became]
    if became in (_Became.MORE, _Became.LESS):
        return finding(code, difference=abs(measured.in_all.difference))
    return finding(code)


def segment_findings(result: CampaignResult, measured: Measured) -> tuple[Message, ...]:
    """Return a sentence on each segment."""
    return tuple(
        finding(
            "campaign.money_in_segment" if measured.is_money else "campaign.points_in_segment",
            name=None if effect.segment is None else result.groups.name_of(effect.segment),
            test=effect.test,
            control=effect.control,
            difference=effect.difference,
            low=effect.low,
            high=effect.high,
            judged=judged(result, effect),
        )
        for effect in measured.by_segment
    )


def judged(result: CampaignResult, effect: Effect) -> Message:
    """Say whether chance explains an effect; the words follow from its interval and its adjusted p-value."""
    if effect.is_beyond_chance:
        return finding("campaign.beyond_chance")
    if effect.leaves_out_nothing:
        return finding("campaign.chance_of_many", n=sum(len(each.effects) for each in result.measures))
    return finding("campaign.may_be_chance")


def _headline(result: CampaignResult, measured: Measured) -> Message:
    effect = measured.in_all
    became = _became(effect)
    code, _ = _WORDS[measured.is_money, became]
    figures = {"test": effect.test, "control": effect.control, "low": effect.low, "high": effect.high}
    if became is _Became.UNTOLD:
        return finding(code, **figures, difference=effect.difference, judged=judged(result, effect))
    if became is _Became.NOTHING:
        return finding(code, **figures)
    if became is _Became.LESS:
        # A loss is told as one: its figures without their sign, and its interval the other way round.
        figures |= {"low": -effect.high, "high": -effect.low}
    return finding(code, **figures, difference=abs(effect.difference), gained=abs(effect.gained[0]))


def _became(effect: Effect) -> _Became:
    if effect.is_beyond_chance:
        return _Became.MORE if effect.difference > 0 else _Became.LESS
    return _Became.UNTOLD if effect.leaves_out_nothing else _Became.NOTHING
