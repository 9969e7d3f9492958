"""The colours can be told apart: from the background, from each other, and by those who see fewer colours."""

from itertools import combinations

import numpy as np
import pytest

from contingent.report.charts.palette import PALETTE, SERIES, Theme, recolour

THEMES = pytest.mark.parametrize("theme", list(Theme), ids=str)

# Machado, Oliveira, Fernandes 2009, severity 1, doi:10.1109/TVCG.2009.113
SIGHTS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "full": np.eye(3).tolist(),
}


def linear(colour):
    share = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour, sight):
    seen = np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.cbrt(np.array(to_xyz) @ seen / [0.95047, 1, 1.08883])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_known_contrast_of_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_role_has_a_light_colour_of_its_own():
    assert len({shade.light for shade in PALETTE.values()}) == len(PALETTE)


@THEMES
def test_series_and_limits_stand_out_from_the_paper(theme):
    paper = PALETTE["paper"].of(theme)
    for role in (*SERIES, "others", "limit", "short-3", "border"):
        assert contrast(PALETTE[role].of(theme), paper) >= 3, role


@THEMES
def test_words_are_readable_on_paper_and_on_every_map(theme):
    for ground in ("paper", "sea", "land", "host"):
        assert contrast(PALETTE["ink"].of(theme), PALETTE[ground].of(theme)) >= 7, ground
        assert contrast(PALETTE["muted"].of(theme), PALETTE[ground].of(theme)) >= 4.5, ground


@THEMES
def test_numbers_are_readable_on_every_step_of_coverage(theme):
    for step, words in (("short-0", "ink"), ("short-1", "ink"), ("short-2", "ink"), ("short-3", "paper")):
        assert contrast(PALETTE[words].of(theme), PALETTE[step].of(theme)) >= 4.5, step


@THEMES
@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_series_look_alike(theme, sight):
    for one, other in combinations((*SERIES, "others"), 2):
        difference = np.linalg.norm(lab(PALETTE[one].of(theme), sight) - lab(PALETTE[other].of(theme), sight))
        assert difference >= (20 if sight == "full" else 4), (one, other)


@THEMES
def test_steps_of_coverage_rise_from_the_paper(theme):
    steps = [contrast(PALETTE[f"short-{n}"].of(theme), PALETTE["paper"].of(theme)) for n in range(4)]
    assert steps == sorted(steps)


def test_a_page_dyes_every_role_by_fill_and_stroke():
    rules = recolour(Theme.DARK, "figure").splitlines()
    assert len(rules) == 2 * len(PALETTE)
    assert 'figure [fill="#0072b2"]{fill:#56b4e9}' in rules
    assert 'figure [stroke="#b00021"]{stroke:#ff8b94}' in rules
