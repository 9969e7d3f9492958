"""The worth of limits as a document of plain values."""

from contingent.analysis.worth import OwnersLimits, Row, Worth, Worths


def worth_form(worths: Worths) -> dict[str, object]:
    """Return worths without their plans; what each key means: docs/guide/worth.md."""
    return {
        "goals": [
            {"goal": s.goal, "value": s.value, "bound": s.bound, "exact": s.is_exact, "unit": s.goal.unit}
            for s in worths.standings
        ],
        "limits": [_row(row) for row in worths.rows],
        "owners": [_owner(owner) for owner in worths.owners],
        "partial": worths.is_partial,
        "seconds": worths.seconds,
    }


def _row(row: Row) -> dict[str, object]:
    limit = row.priced.limit
    return {
        "kind": limit.kind,
        "table": limit.table or "mission",
        "row": limit.index + 1 if limit.index >= 0 else None,
        "name": limit.row,
        "site": row.priced.site or None,
        "column": limit.column,
        "owner": limit.owner,
        "sentence": limit.sentence,
        "illustrative": limit.illustrative,
        "step": row.step,
        "of_step": _worth(row.of_step),
        "of_lifting": _worth(row.of_lifting),
    }


def _owner(owner: OwnersLimits) -> dict[str, object]:
    limits = [{"kind": r.priced.limit.kind, "name": r.priced.name} for r in owner.rows]
    return {"owner": owner.owner, "together": _worth(owner.together), "limits": limits}


def _worth(worth: Worth) -> dict[str, object]:
    return {
        "how": worth.how,
        "exact": worth.is_exact,
        "goals": [
            {
                "goal": a.goal,
                "proof": a.word,
                "least": a.least,
                "most": a.most,
                "found": a.found,
                "screen_not_proved": a.screen,
            }
            for a in worth.amounts
        ],
        "seconds": worth.seconds,
    }
