"""What there is to say of a campaign: how it is split, what it would take to show, and what it brought."""

from segdesk.engine.campaign.plan import Campaign
from segdesk.engine.campaign.results import CampaignResult
from segdesk.engine.campaign.uplift import Effect, Measured
from segdesk.engine.data.finding import finding
from segdesk.messages import Message


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
    kind = _kind(measured)
    if kind.endswith(("more", "less")):
        return finding(f"campaign.title_{kind}", difference=abs(measured.in_all.difference))
    return finding(f"campaign.title_{kind}")


def segment_findings(result: CampaignResult, measured: Measured) -> tuple[Message, ...]:
    """Return a sentence on each segment, and one on those too small to tell."""
    found = [
        finding(
            "campaign.money_in_segment" if measured.is_money else "campaign.points_in_segment",
            name=result.groups.names.get(effect.segment or "", effect.segment),
            test=effect.test,
            control=effect.control,
            difference=effect.difference,
            low=effect.low,
            high=effect.high,
            judged=judged(result, effect),
        )
        for effect in measured.by_segment
    ]
    return (*found, *too_few_findings(result, measured))


def too_few_findings(result: CampaignResult, measured: Measured) -> tuple[Message, ...]:
    """Return which segments nothing can be said of."""
    if not measured.too_few:
        return ()
    return (
        finding("campaign.too_few", names=[result.groups.names.get(key, key) for key in measured.too_few]),
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
    kind = _kind(measured)
    figures = {"test": effect.test, "control": effect.control, "low": effect.low, "high": effect.high}
    if kind.endswith("perhaps"):
        return finding(
            f"campaign.{kind}", **figures, difference=effect.difference, judged=judged(result, effect)
        )
    if kind.endswith("none"):
        return finding(f"campaign.{kind}", **figures)
    if kind.endswith("less"):
        # A loss is told as one: its figures without their sign, and its interval the other way round.
        figures |= {"low": -effect.high, "high": -effect.low}
    return finding(
        f"campaign.{kind}", **figures, difference=abs(effect.difference), gained=abs(effect.gained[0])
    )


def _kind(measured: Measured) -> str:
    """Return what became of a measure in all, as the codes of its words begin."""
    effect = measured.in_all
    subject = "money" if measured.is_money else "responded"
    if effect.is_beyond_chance:
        return f"{subject}_more" if effect.difference > 0 else f"{subject}_less"
    return f"{subject}_perhaps" if effect.leaves_out_nothing else f"{subject}_none"
