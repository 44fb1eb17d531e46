"""Hits to answers: by quoting, without a chat model and without a network."""
