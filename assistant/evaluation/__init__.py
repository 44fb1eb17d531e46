"""Measures how good the answers are, without a judge model: cases, runs, comparisons, floors and reports."""
