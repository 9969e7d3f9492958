"""The tables of a mission: one class a table, one field a column, one value a row."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from contingent.domain.cells import (
    Count,
    Days,
    Degrees,
    Id,
    Ids,
    NationCode,
    PositiveInt,
    Ratio,
    Refusal,
    Share,
    Text,
    Weeks,
    What,
    Where,
    Who,
)
from contingent.domain.vocabulary import (
    ConditionKind,
    Confidence,
    ConsentStatus,
    Measure,
    PledgeState,
    Sense,
)


class Row(BaseModel):
    """What every row of every table has."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        use_attribute_docstrings=True,
        allow_inf_nan=False,
        validate_default=True,
    )

    key: ClassVar[tuple[str, ...]] = ()
    """The fields that together name a row; no two rows of a table may agree in them."""


class Sourced(Row):
    """The columns that every table may have beside its own."""

    source: Ids = Field(default=())
    """Rows of the table `sources` that say so."""
    confidence: Confidence | None = None
    """How sure the row is: `fact`, `derived` (reckoned from facts) or `illustrative` (made up to be realistic)."""
    note: Text = ""
    """Anything a reader should know."""
    release_to: Ids = Field(default=())
    """Groups or nations that may see the row; blank: all."""


class Nation(Sourced):
    """A contributor or a host."""

    key = ("code",)

    code: NationCode
    """ISO 3166-1 alpha-3 code."""
    name: Text
    """Name as printed."""
    groups: Ids = Field(default=())
    """Groups that the nation belongs to, such as `nato`."""
    fair_share: Ratio | None = None
    """Weight in burden sharing; blank: the nation is not compared. [weight]"""


class Command(Sourced):
    """An authority that people serve under."""

    key = ("id",)

    id: Id
    """Short name used by other tables."""
    name: Text
    """Name as printed."""


class Skill(Sourced):
    """What a billet asks and a person has."""

    key = ("id",)

    id: Id
    """Short name used by other tables."""
    name: Text
    """Name as printed."""
    enabler: bool = False
    """Needed by others and trains nobody: force protection, medical, lift."""


class Site(Sourced):
    """A place where people serve."""

    key = ("id",)

    id: Id
    """Short name used by other tables."""
    name: Text
    """Name as printed."""
    host: NationCode | None = None
    """Nation in which the site lies; blank: the mission's host."""
    lat: Degrees | None = None
    """Latitude. [degree]"""
    lon: Degrees | None = None
    """Longitude. [degree]"""
    beds: Count | None = None
    """Most people at once, support element included; blank: no limit. [person]"""
    opens: date | None = None
    """First day of use; blank: open from the start."""
    closes: date | None = None
    """First day on which it is closed; blank: stays open."""
    overlap_weeks: Weeks = 0
    """Right-seat and left-seat ride: weeks present before a newcomer covers. [week]"""


class Activity(Sourced):
    """A line of the statement of requirements."""

    key = ("id",)

    id: Id
    """Short name used by other tables."""
    name: Text
    """Name as printed."""
    line_of_effort: Text = ""
    """The line of effort that it belongs to."""
    kind: Id
    """Kind of activity, as caveats and consents name it."""
    site: Id
    """Where it runs."""
    command: Id
    """The command that holds it at the start."""
    from_: date | None = Field(default=None, alias="from")
    """First day on which it is required."""
    until: date | None = None
    """First day on which it is no longer required."""
    priority: PositiveInt = 1
    """Weight of an uncovered post-week and of a week not handed over; larger matters more. [weight]"""
    hand_to: Id | None = None
    """The command that is to take it over; blank: it stays."""
    earliest: date | None = None
    """First day on which the handover may be."""
    latest: date | None = None
    """Last day on which the handover may be."""
    with_: Ids = Field(default=(), alias="with")
    """Activities handed over in the same week."""
    trainees_per_week: Count | None = None
    """People trained in a week when all billets are filled. [person/week]"""


class Billet(Sourced):
    """So many posts of one skill in an activity."""

    activity: Id
    """The activity that asks."""
    skill: Id
    """The skill asked."""
    count: PositiveInt
    """Posts to fill. [person]"""
    essential: Count = 0
    """Of these, the posts without which the activity stops. [person]"""
    from_: date | None = Field(default=None, alias="from")
    """First day of the posts."""
    until: date | None = None
    """First day without them."""


class Enabler(Sourced):
    """What a site must have for those who work there."""

    key = ("site", "skill")

    site: Id
    """The site that needs it."""
    skill: Id
    """The enabling skill."""
    per: PositiveInt | None = None
    """One enabler for so many people in billets at the site; blank: only the minimum. [person]"""
    minimum: Count = 0
    """Least number while anyone is in a billet at the site. [person]"""


class Contingent(Sourced):
    """A pledge, or a force in place."""

    key = ("id",)

    id: Id
    """Short name used by other tables and by plans."""
    nation: NationCode
    """Nation that gives it."""
    name: Text
    """Name as printed."""
    state: PledgeState = PledgeState.OFFERED
    """How far the pledge has come."""
    commands: Ids
    """Commands that its people may serve under; those in place serve under the first at the start."""
    site: Id | None = None
    """Where it is now, if it is in place."""
    since: date | None = None
    """Day on which those in place came; before the mission's start."""
    from_: date | None = Field(default=None, alias="from")
    """First day in theatre."""
    until: date | None = None
    """First day on which nobody of it may be in theatre any more."""
    notice_days: Days = 0
    """Days from the mission's start until its first people can arrive. [day]"""
    sites: Ids = Field(default=())
    """Sites where it may serve; blank: any."""
    tour_min: Weeks = 0
    """Shortest tour. [week]"""
    tour_max: Weeks | None = None
    """Longest tour; blank: no limit. [week]"""
    dwell: Weeks = 0
    """Weeks at home before a set of people returns. [week]"""
    rotations: PositiveInt = 1
    """Sets of people that the nation can rotate through the contingent. [set]"""
    moves: Weeks = 1
    """Most moves between sites within one tour. [move]"""
    indivisible: bool = False
    """A set moves whole or not at all."""
    support: Ratio = Decimal(0)
    """People of the national support element per person, rounded up by site. [person/person]"""
    rehat_from: date | None = None
    """First day on which its people may change command; blank: at once."""
    chance: Share | None = None
    """Probability that the pledge comes true; for the risk view."""
    review_by: date | None = None
    """Day by which the pledge must be renewed."""


class People(Sourced):
    """So many of a contingent with the same skills: a group of people."""

    key = ("contingent", "skills")

    contingent: Id
    """The contingent they belong to."""
    count: PositiveInt
    """Size of one set. [person]"""
    skills: Ids = Field(default=())
    """All skills that each of them has."""


class Caveat(Sourced):
    """What a nation will not do."""

    who: Id
    """Contingent or nation."""
    not_: Refusal = Field(alias="not")
    """What it refuses: `site:x`, `kind:x`, `activity:x` or `command:x`."""
    from_: date | None = Field(default=None, alias="from")
    """First day of the caveat."""
    until: date | None = None
    """First day without it."""
    text: Text = ""
    """The nation's words."""


class Condition(Sourced):
    """What must be true before a contingent comes."""

    contingent: Id
    """The contingent that it binds."""
    kind: ConditionKind
    """`present-with` another contingent, `consent` of a host, `vote` of a parliament."""
    value: Text = ""
    """The other contingent, the host's code, or the parliament."""
    expected: date | None = None
    """Day on which it is expected to be met; blank: not within this mission. Unused for `present-with`."""
    chance: Share | None = None
    """Probability that it is met; for the risk view."""


class Consent(Sourced):
    """The host's leave."""

    host: NationCode
    """The host that speaks."""
    who: Who
    """Nation, group, command or `*`."""
    where: Where = "*"
    """Site or `*`."""
    what: What = "*"
    """Kind of activity or `*`."""
    status: ConsentStatus
    """What it said."""
    from_: date | None = Field(default=None, alias="from")
    """First day on which the word holds."""
    until: date | None = None
    """First day on which it no longer holds."""
    chance: Share | None = None
    """Probability that a pending consent is given; for the risk view."""


class Mandate(Sourced):
    """A nation's own authority."""

    nation: NationCode
    """The nation that gives it to itself."""
    max: Count | None = None
    """Most people at once, support element included; blank: no limit in number. [person]"""
    from_: date | None = Field(default=None, alias="from")
    """First day of the mandate."""
    until: date | None = None
    """First day after it."""
    sites: Ids = Field(default=())
    """Sites that it allows; blank: any."""


class Ceiling(Sourced):
    """Most people at once."""

    key = ("id",)

    id: Id
    """Short name, used in verdicts."""
    who: Who
    """Nation, group, command, contingent or `*`."""
    where: Where = "*"
    """Site, host or `*`."""
    max: Count
    """Most people at once, both sides of an overlap and the support element included. [person]"""
    from_: date | None = Field(default=None, alias="from")
    """First day of the ceiling."""
    until: date | None = None
    """First day without it."""


class Lift(Sourced):
    """Seats into and out of theatre."""

    where: Where = "*"
    """Site, host or `*`."""
    seats: Count
    """Seats a week, arrivals and departures together. [person/week]"""
    from_: date | None = Field(default=None, alias="from")
    """First day of the limit."""
    until: date | None = None
    """First day without it."""


class Elsewhere(Sourced):
    """Another need for people who leave."""

    key = ("id",)

    id: Id
    """Short name, used by plans."""
    name: Text
    """Name as printed."""
    who: Who
    """Nation, group or contingent that can meet it, or `*`."""
    skill: Id | None = None
    """Skill needed; blank: any."""
    count: PositiveInt
    """People needed. [person]"""
    value: PositiveInt = 1
    """Weight of an unmet person-week; larger matters more. [weight]"""
    from_: date | None = Field(default=None, alias="from")
    """First day of the need."""
    until: date | None = None
    """First day without it."""
    reset_weeks: Weeks = 0
    """Home readiness: weeks after leaving before a person counts. [week]"""


class Target(Sourced):
    """A wish with a date."""

    key = ("id",)

    id: Id
    """Short name, used in verdicts."""
    measure: Measure
    """`strength`, `coverage` or `handed-over`."""
    who: Who = "*"
    """Nation, group, contingent, command or `*`: whose strength, covered by whom, handed over to which command."""
    where: Where = "*"
    """Site, host or `*`."""
    what: What = "*"
    """Activity, kind or `*`; not used by `strength`."""
    sense: Sense
    """`>=` or `<=`."""
    value: Count
    """Strength [person], coverage [percent of required posts], handed over [activity]."""
    from_: date | None = Field(default=None, alias="from")
    """First day of the wish."""
    until: date | None = None
    """First day without it."""
    must: bool = False
    """The wish is a rule: no plan may miss it."""


class Source(Row):
    """Where a fact comes from."""

    key = ("id",)

    id: Id
    """Short name used in the columns `source`."""
    title: Text
    """Title of the page or paper."""
    publisher: Text = ""
    """Who published it."""
    date: Text = ""
    """Day of publication, as far as known."""
    url: Text = ""
    """Address."""
