"""A worker that dies while it verifies the packs of one region, as if a library had crashed over one of them."""

import os

from xlcheck.steps.collect import examining


def work(request):
    if request["do"] == "facts" and "140602" in request["path"]:
        os._exit(1)
    return examining.work(request)
