"""The index: immutable generations of passages and statements, searched by meaning and by words."""
