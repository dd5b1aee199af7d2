"""A worker that dies of one mail, as if a library had crashed over it."""

import os

from xlcheck.steps.collect import taking


def work(request):
    if request["path"].endswith("a.eml"):
        os._exit(1)
    return taking.work(request)
