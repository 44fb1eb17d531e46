"""A programme assistant: answers from an institution's own documents, every statement with the words it rests on."""

import os

# Before numpy is read. One question gains nothing from a second thread of its matrix products, and several questions
# at once wait for each other's: half as much processor time, and two at a time are answered in two thirds of the time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251  # not a setting of ours
