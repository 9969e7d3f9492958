"""A mission from a seed: the order in which its parts are made."""

from contingent.domain.mission import Mission, Planning
from contingent.domain.tables import Skill
from contingent.domain.vocabulary import ConsentDefault
from contingent.generator.dice import Dice
from contingent.generator.escorts import Escorts, busiest, enablers, escort_count
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.leave import Leave
from contingent.generator.limits import Limits
from contingent.generator.nations import nations
from contingent.generator.pledges import workers
from contingent.generator.posts import billets
from contingent.generator.theatre import commands, host, places, tasks
from contingent.generator.wishes import Wishes
from contingent.generator.words import ENABLERS, INVENTED, SKILLS, START


def generate_mission(knobs: Knobs) -> Mission:
    """Make a realistic mission; the same knobs make the same mission, on every machine.

    Posts follow from the pledges, limits from both: what is there at the start is lawful, room for relief is scarce.
    """
    dice, shape = Dice(knobs.size, knobs.mix, knobs.seed), knobs.shape
    sites, people = places(knobs, dice), nations(knobs, dice)
    work = tasks(knobs, sites, dice)
    whole = _whole(knobs, dice)
    n_workers = shape.contingents - escort_count(knobs)
    forces = workers(knobs, work, people, whole[:n_workers], dice)
    asked = billets(knobs, work, forces, dice)
    posts = busiest(shape.weeks, sites, work, asked)
    needs = enablers(sites, dice)
    escorts = Escorts(knobs, sites, posts, needs, people, dice.of("escorts"))
    forces += escorts.forces(n_workers, whole[n_workers:])
    limits = Limits(knobs, sites, posts, forces, people, dice.of("limits"))
    sites = limits.beds()
    leave = Leave(knobs, sites, work, forces, people, dice.of("leave"))
    wishes = Wishes(knobs, work, forces, people, dice.of("wishes"))
    return Mission(
        id=knobs.name,
        title=f"Generated mission {knobs.size}, {knobs.mix}, seed {knobs.seed}",
        start=START,
        weeks=shape.weeks,
        host=host(0),
        marking="GENERATED: every row is invented",
        planning=Planning(consent_default=ConsentDefault.REFUSED, release=people.leads),
        nations=people.rows,
        commands=commands(shape),
        skills=tuple(Skill(id=s, name=n, enabler=s in ENABLERS, confidence=INVENTED) for s, n in SKILLS.items()),
        sites=tuple(place.site for place in sites),
        activities=tuple(task.activity for task in work),
        billets=asked,
        enablers=needs,
        contingents=tuple(force.contingent for force in _in_order(forces)),
        people=tuple(group for force in _in_order(forces) for group in force.people),
        caveats=tuple(leave.caveats()),
        conditions=tuple(leave.conditions()),
        consents=tuple(leave.consents()),
        mandates=tuple(limits.mandates()),
        ceilings=tuple(limits.ceilings()),
        lift=tuple(limits.lift()),
        elsewhere=tuple(wishes.elsewhere()),
        targets=tuple(wishes.targets()),
    )


def _whole(knobs: Knobs, dice: Dice) -> list[bool]:
    """Return of each contingent whether it is indivisible: exactly the share that is asked."""
    count = knobs.shape.contingents
    return dice.of("whole").shuffled([i < round(knobs.share * count) for i in range(count)])


def _in_order(forces: tuple[Force, ...]) -> list[Force]:
    return sorted(forces, key=lambda f: int(f.contingent.id.removeprefix("con-")))
