"""Random missions that are tiny enough for the oracle, yet have every feature now and then."""

from datetime import date, timedelta
from random import Random
from typing import Any

from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from oracle.brute import Oracle
from oracle.options import TooBigError

START = date(2024, 1, 1)
DULL = 0.1
"""Share of missions that are taken as they are drawn."""
FEW = 20
"""Fewer plans than these are no puzzle."""
OLD, NEW = "coalition", "alliance"


def day(week: int) -> str:
    """Return the Monday of a week, as a cell has it."""
    return (START + timedelta(weeks=week)).isoformat()


def tiny_mission(seed: int) -> Mission:
    """Return a random mission that the oracle can look through; the same for the same seed."""
    return tiny_oracle(seed).mission


def any_mission(seed: int) -> Mission:
    """Return a random small mission at once, dull or not, which the oracle may find too big."""
    return Draw(_random(seed, "any")).mission(seed)


def tiny_oracle(seed: int) -> Oracle:
    """Return a random mission together with its oracle; most are drawn again until their best plan does something."""
    attempt = 0
    dull_is_fine = _random(seed, "dull").random() < DULL
    while True:
        try:
            oracle = Oracle(Draw(_random(seed, attempt)).mission(seed))
            if dull_is_fine or is_interesting(oracle):
                return oracle
        except TooBigError:
            pass
        attempt += 1


def _random(*seed: object) -> Random:
    return Random("/".join(map(str, seed)))  # noqa: S311 - test data, no secret


def is_interesting(oracle: Oracle) -> bool:
    """Tell whether the best plan brings, moves, re-hats or hands over, or there is no lawful plan at all."""
    if len(oracle.choices) * len(oracle.handovers) < FEW:
        return False
    best = oracle.best
    if best is None:
        return True
    ways = [way for option in best.witness.choice for tours in option.tours for way, _ in tours]
    acts = any(way.arrive >= 0 or way.changes(0) or way.changes(1) for way in ways)
    return acts or any(week is not None for week in best.witness.handovers)


class Draw:
    """One draw of a mission: each method draws one table."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.theme = random.choice(["any", "any", "rehat", "move"])
        self.weeks = random.choice([3, 4] if self.theme == "move" else [3, 4, 4, 4, 5])
        self.sites = ["taji", "arbil"][: 2 if self.theme == "move" else random.choice([1, 1, 2])]
        self.commands = [OLD, NEW][: 2 if self.theme == "rehat" else random.choice([1, 2, 2, 2])]
        self.activities: list[str] = ["train", "guard"][: random.choice([1, 1, 2])]
        self.skills = ["trainer", "medic"]
        self.contingents: list[dict[str, Any]] = []

    def has(self, chance: float) -> bool:
        """Decide whether a feature is there."""
        return self.random.random() < chance

    def span(self, chance: float) -> dict[str, str]:
        """Draw `from` and `until`, each with a chance."""
        ends = sorted(self.random.sample(range(self.weeks + 1), 2))
        return {
            **({"from": day(ends[0])} if self.has(chance) else {}),
            **({"until": day(ends[1])} if self.has(chance) else {}),
        }

    def who(self) -> str:
        """Draw a name that `who` matches."""
        contingents = [str(k["id"]) for k in self.contingents]
        names = ["*", "*", "AAA", "BBB", "friends", *self.commands, *contingents]
        return self.random.choice(names)

    def where(self) -> str:
        """Draw a name that `where` matches."""
        return self.random.choice(["*", "*", "HST", *self.sites])

    def what(self) -> str:
        """Draw a name that `what` matches."""
        return self.random.choice(["*", "*", "course", *self.activities])

    def mission(self, seed: int) -> Mission:
        """Draw everything; contingents first, since other tables name them."""
        self.contingents = self.draw_contingents()
        tables = {
            "nations": self.draw_nations(),
            "commands": [{"id": c, "name": c} for c in self.commands],
            "skills": [{"id": s, "name": s} for s in self.skills],
            "sites": self.draw_sites(),
            "activities": self.draw_activities(),
            "billets": self.draw_billets(),
            "enablers": self.draw_enablers(),
            "contingents": self.contingents,
            "people": self.draw_people(),
            "caveats": self.draw_caveats(),
            "conditions": self.draw_conditions(),
            "consents": self.draw_consents(),
            "mandates": self.draw_mandates(),
            "ceilings": self.draw_ceilings(),
            "lift": self.draw_lift(),
            "elsewhere": self.draw_elsewhere(),
            "targets": self.draw_targets(),
        }
        head = {"id": f"tiny-{seed}", "title": "Tiny", "start": START, "weeks": self.weeks, "host": "HST"}
        return Mission.model_validate({**head, **tables, "planning": self.draw_planning()})

    def draw_planning(self) -> dict[str, Any]:
        """Draw goals, slack and what counts."""
        goals = list(Goal)
        if self.has(0.4):
            self.random.shuffle(goals)
        if self.has(0.3):
            goals = goals[: self.random.randint(1, 5)]
        slack = {goal: self.random.choice(["0.25", "0.5"]) for goal in goals if self.has(0.3)}
        return {
            "goals": goals,
            "slack": slack if self.has(0.2) else {},
            "release": ["AAA"] if self.has(0.8) else ["AAA", "BBB"],
            "counts_from": self.random.choice(["offered", "offered", "offered", "accepted", "indicated"]),
            "count_pending_consent": self.has(0.7),
            "consent_default": "granted" if self.has(0.8) else "refused",
        }

    def draw_nations(self) -> list[dict[str, Any]]:
        """Draw two contributors, with weights now and then, and the host."""
        shares: list[dict[str, Any]] = [{}, {}]
        if self.has(0.4):
            shares = [{"fair_share": self.random.choice(["1", "2", "0.5"])} for _ in range(2)]
        return [
            {"code": "AAA", "name": "A", "groups": ["friends"], **shares[0]},
            {"code": "BBB", "name": "B", "groups": ["friends"] if self.has(0.5) else [], **shares[1]},
            {"code": "HST", "name": "Host"},
        ]

    def draw_sites(self) -> list[dict[str, Any]]:
        """Draw sites that open, close, are short of beds, and take time to learn."""
        rows: list[dict[str, Any]] = []
        for number, site in enumerate(self.sites):
            row: dict[str, Any] = {"id": site, "name": site}
            row["overlap_weeks"] = self.random.choice([0, 0, 1, 1, 2])
            if number and self.has(0.1):
                row["host"] = "BBB"
            if self.has(0.2):
                row["beds"] = self.random.randint(1, 5)
            if self.has(0.15):
                row["opens"] = day(self.random.randint(1, 2))
            if self.theme == "move" and not number:
                row["closes"] = day(self.random.randint(1, 2))
            elif self.has(0.2):
                row["closes"] = day(self.random.randint(2, self.weeks))
            rows.append(row)
        return rows

    def draw_contingents(self) -> list[dict[str, Any]]:
        """Draw a force in place, most of the time, and pledges."""
        rows = [self.draw_force()] if self.theme != "any" or self.has(0.7) else []
        pledges = self.random.choice([1, 1, 2] if self.theme == "any" else [0, 0, 1])
        nations = [self.random.choice(["AAA", "BBB", "BBB"]) for _ in range(pledges)]
        return [*rows, *(self.draw_pledge(f"pledge{number}", nation) for number, nation in enumerate(nations))]

    def draw_force(self) -> dict[str, Any]:
        """Draw a force in place."""
        since = -self.random.randint(1, 3)
        row = {
            **self.draw_terms(),
            "id": "force",
            "name": "Force",
            "nation": "AAA",
            "state": "in-place",
            "commands": self.commands if self.theme == "rehat" or self.has(0.3) else self.commands[:1],
            "site": self.sites[0],
            "since": day(since),
        }
        if self.has(0.25):
            row["tour_max"] = self.random.randint(-since + 1, -since + self.weeks)
        if self.has(0.15):
            row["tour_min"] = -since + self.random.randint(0, 1)
        if self.has(0.2):
            row["until"] = day(self.random.randint(2, self.weeks))
        return row

    def draw_pledge(self, name: str, nation: str) -> dict[str, Any]:
        """Draw a pledge."""
        row = {
            **self.draw_terms(),
            **self.span(0.15),
            "id": name,
            "name": name,
            "nation": nation,
            "state": self.random.choice(["offered", "offered", "accepted", "authorised", "indicated"]),
            "commands": self.random.choice([self.commands[-1:], self.commands[-1:], self.commands]),
        }
        if self.has(0.4):
            row["tour_min"] = self.random.randint(1, 3)
        if self.has(0.3):
            row["tour_max"] = self.random.randint(max(1, row.get("tour_min", 0)), self.weeks)
        if self.has(0.2):
            row["sites"] = [self.random.choice(self.sites)]
        return row

    def draw_terms(self) -> dict[str, Any]:
        """Draw what any contingent may ask."""
        row: dict[str, Any] = {"moves": self.random.choice([0, 1, 1, 1, 2])}
        if self.has(0.25):
            row["notice_days"] = self.random.choice([3, 7, 14])
        if self.has(0.25):
            row["rotations"] = 2
        if self.has(0.3):
            row["dwell"] = self.random.randint(1, 3)
        if self.has(0.2):
            row["indivisible"] = True
        if self.has(0.25):
            row["support"] = self.random.choice(["0.5", "0.25", "0.3334", "1"])
        if self.has(0.2):
            row["rehat_from"] = day(self.random.randint(1, 2))
        return row

    def draw_people(self) -> list[dict[str, Any]]:
        """Draw one group a contingent, or two."""
        rows = []
        for contingent in self.contingents:
            kinds = [["trainer"], ["trainer"], ["trainer"], ["medic"], ["trainer", "medic"]]
            first = self.random.choice(kinds)
            groups = [first]
            if self.has(0.2):
                groups.append(self.random.choice([kind for kind in kinds if kind != first]))
            sizes = [1, 1, 2] if len(groups) == 1 else [1]
            rows += [
                {"contingent": contingent["id"], "count": self.random.choice(sizes), "skills": skills}
                for skills in groups
            ]
        return rows

    def draw_activities(self) -> list[dict[str, Any]]:
        """Draw activities, most of them to be handed over."""
        rows = []
        for number, name in enumerate(self.activities):
            row: dict[str, Any] = {
                **self.span(0.1),
                "id": name,
                "name": name,
                "kind": "course" if self.has(0.7) else "watch",
                "site": self.sites[-1] if self.theme == "move" else self.random.choice([self.sites[0], *self.sites]),
                "command": OLD if self.has(0.9) else self.commands[-1],
                "priority": self.random.choice([1, 1, 2, 3]),
            }
            if self.has(0.8):
                row["hand_to"] = self.commands[-1]
                if self.has(0.3):
                    row["earliest"] = day(self.random.randint(1, 2))
                if self.has(0.3):
                    row["latest"] = day(self.random.randint(1, self.weeks))
            if number and self.has(0.5):
                row["with"] = [self.activities[0]]
            rows.append(row)
        return rows

    def draw_billets(self) -> list[dict[str, Any]]:
        """Draw one billet an activity, or two."""
        rows = []
        for activity in self.activities:
            rows.append(self.draw_billet(activity, "trainer"))
            if self.has(0.3):
                rows.append(self.draw_billet(activity, self.random.choice(self.skills)))
        return rows

    def draw_billet(self, activity: str, skill: str) -> dict[str, Any]:
        """Draw a billet."""
        count = self.random.choice([1, 1, 2])
        essential = self.random.randint(0, count)
        return {**self.span(0.1), "activity": activity, "skill": skill, "count": count, "essential": essential}

    def draw_enablers(self) -> list[dict[str, Any]]:
        """Draw what a site needs for those who work there."""
        if not self.has(0.25):
            return []
        row = {"site": self.sites[0], "skill": self.random.choice(["medic", "medic", "trainer"])}
        return [{**row, **self.random.choice([{"minimum": 1}, {"per": 2}, {"per": 1}, {"per": 2, "minimum": 1}])}]

    def draw_caveats(self) -> list[dict[str, Any]]:
        """Draw a refusal."""
        if not self.has(0.25):
            return []
        refused = [
            "kind:course",
            f"activity:{self.activities[-1]}",
            f"command:{self.commands[-1]}",
            f"site:{self.sites[-1]}",
        ]
        who = self.random.choice(["AAA", "BBB", self.contingents[-1]["id"]])
        return [{**self.span(0.5), "who": who, "not": self.random.choice(refused)}]

    def draw_conditions(self) -> list[dict[str, Any]]:
        """Draw a vote to wait for, or a companion."""
        rows = []
        last = self.contingents[-1]["id"]
        if self.has(0.15):
            expected = day(self.random.randint(0, self.weeks)) if self.has(0.8) else None
            rows.append({"contingent": last, "kind": self.random.choice(["vote", "consent"]), "expected": expected})
        if len(self.contingents) > 1 and self.has(0.2):
            pair = [self.contingents[0]["id"], last]
            self.random.shuffle(pair)
            rows.append({"contingent": pair[0], "kind": "present-with", "value": pair[1]})
        return rows

    def draw_consents(self) -> list[dict[str, Any]]:
        """Draw what the host says."""
        rows = []
        if self.has(0.3):
            rows.append({"host": "HST", "who": "*", "status": "granted"})
        for _ in range(self.random.choice([0, 0, 1, 2])):
            row = {**self.span(0.5), "host": self.random.choice(["HST", "HST", "HST", "BBB"]), "who": self.who()}
            row["where"], row["what"] = self.where(), self.what()
            row["status"] = self.random.choice(["granted", "pending", "pending", "refused"])
            rows.append(row)
        return rows

    def draw_mandates(self) -> list[dict[str, Any]]:
        """Draw a nation's own limit."""
        rows = []
        for nation in ("AAA", "BBB"):
            if self.has(0.15):
                row: dict[str, Any] = {**self.span(0.3), "nation": nation}
                if self.has(0.7):
                    row["max"] = self.random.randint(1, 4)
                if self.has(0.3):
                    row["sites"] = [self.random.choice(self.sites)]
                rows.append(row)
        return rows

    def draw_ceilings(self) -> list[dict[str, Any]]:
        """Draw ceilings."""
        return [
            {
                **self.span(0.3),
                "id": f"ceiling{number}",
                "who": self.who(),
                "where": self.where(),
                "max": self.random.choice([1, 2, 2, 3, 3, 4]),
            }
            for number in range(self.random.choice([0, 1, 1, 2]))
        ]

    def draw_lift(self) -> list[dict[str, Any]]:
        """Draw seats."""
        if not self.has(0.2):
            return []
        return [{**self.span(0.3), "where": self.where(), "seats": self.random.choice([0, 1, 1, 2, 3])}]

    def draw_elsewhere(self) -> list[dict[str, Any]]:
        """Draw needs for those who leave."""
        rows = []
        for number in range(self.random.choice([0, 0, 1, 2])):
            row = {
                **self.span(0.3),
                "id": f"need{number}",
                "name": "Need",
                "who": self.random.choice(["*", "AAA", "BBB", "friends", self.contingents[0]["id"]]),
                "count": self.random.choice([1, 1, 2]),
                "value": self.random.choice([1, 1, 2]),
                "reset_weeks": self.random.choice([0, 1, 1, 2]),
            }
            if self.has(0.3):
                row["skill"] = self.random.choice(self.skills)
            rows.append(row)
        return rows

    def draw_targets(self) -> list[dict[str, Any]]:
        """Draw wishes, and now and then a must."""
        rows = []
        for number in range(self.random.choice([0, 0, 1, 2])):
            measure = self.random.choice(["strength", "coverage", "handed-over"])
            least = self.has(0.7)
            values = {"strength": [1, 2, 3], "coverage": [50, 75, 100], "handed-over": [1, 1, 2]}[measure]
            who = self.random.choice(["*", *self.commands]) if measure == "handed-over" else self.who()
            rows.append(
                {
                    **self.span(0.6),
                    "id": f"target{number}",
                    "measure": measure,
                    "who": who,
                    "where": self.where(),
                    "what": "*" if measure == "strength" else self.what(),
                    "sense": ">=" if least else "<=",
                    "value": self.random.choice(values) if least else self.random.choice([0, *values]),
                    "must": self.has(0.2),
                }
            )
        return rows
