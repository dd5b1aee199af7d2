"""What the randomness of a draw is worth, in one word for the paper and in plain sentences for its readers."""

from __future__ import annotations

from enum import StrEnum

from xlcheck.draws.formats.two.seed import SourceKind, kind_of
from xlcheck.draws.randomness.calendar import Basis
from xlcheck.draws.randomness.hours import closing
from xlcheck.model import DrawRequest, Proof, ProofKind
from xlcheck.reading.folding import split_list
from xlcheck.reading.who import names_somebody, same_person


class Strength(StrEnum):
    """From the strongest to the weakest."""

    LODGED = "甲"
    WITNESSED = "甲·监督人留存"
    UNLODGED = "公开号码，未收存"
    DICE = "乙"
    ALONE = "掷骰，无人监督"
    MACHINE = "丙"


IN_WORDS = {
    Strength.LODGED: (
        "号码来自公开彩票；据所列回执，开奖以前名单和规则已经冻结，由上级收存。"
        "这以回执的签名密钥属于上级为前提，本记录不能证明：请用平时联系上级的电话核对，"
        "密钥的指纹（回执编号的末段）、回执编号和三个指纹都与上级的登记相同的，"
        "本次冻结以后，谁都不能按号码挑选名单和人员；上级没有登记或者不同的，按“公开号码，未收存”看待。"
        "开奖以后放弃、另行冻结的，另抽的记录上用红字写明。"
    ),
    Strength.WITNESSED: (
        "号码来自公开彩票；据本单位登记，开奖以前名单和规则已经冻结，收存联由监督人签名留存。"
        "这以监督人不是操作人、手中确有收存联为前提，本记录不能证明：请问监督人本人，收存联所印指纹与本记录相同的，"
        "本次冻结以后，谁都不能按号码挑选名单和人员；没有收存联或者不同的，按“公开号码，未收存”看待。"
        "开奖以后放弃、另行冻结的，另抽的记录上用红字写明。"
    ),
    Strength.UNLODGED: (
        "号码来自公开彩票，但开奖以前没有人收存冻结的内容，不能排除多次冻结后择一："
        "号码公布以后，可以在几份不同的冻结中只拿出合意的一份。"
    ),
    Strength.DICE: (
        "据本单位登记，号码由在场的人在冻结以后当众掷出，当场用墨水写在印有指纹的记录单上，由两人签名，监督人不是操作人，留有存根。"
        "这些本记录不能证明：请看签了名的记录单，问监督人本人，存根上的数字和指纹与本记录相同的，"
        "谁都不能按号码挑选名单和人员；没有存根或者不同的，按“掷骰，无人监督”看待。"
    ),
    Strength.ALONE: (
        "号码是操作人录入的掷骰数字，没有写明操作人以外的监督人，没有人可以作证，不能排除数字是编的，或者反复掷过；"
        "本记录只能证明结果由所列号码按规则得出。"
    ),
    Strength.MACHINE: (
        "号码由抽取用的电脑产生，没有外部的随机来源，不能排除反复试抽以后只留下其中一次；"
        "本记录只能证明结果由所列号码按规则得出。"
    ),
}
"""What each shows, and what it does not."""

WEAK = frozenset({Strength.UNLODGED, Strength.ALONE, Strength.MACHINE})
"""Those printed in red."""


def in_time(proof: Proof, request: DrawRequest) -> bool:
    """Say whether a freeze was held before 18:00 of the computed day of its numbers."""
    # a later day is what the bureau alone says: with it, what is chosen once the numbers are out could still be held
    return request.draw_day is not None and proof.at < closing(request.draw_day)


def shows(proof: Proof, request: DrawRequest, operator: str) -> bool:
    """Say whether a lodging shows anything: it was in time, and somebody who is not the operator keeps the slip."""
    return in_time(proof, request) and _is_another(proof.holder, operator)


def is_watched(operator: str, witnesses: str) -> bool:
    """Say whether somebody else than the operator is named among the witnesses, who stand as they were typed."""
    return any(_is_another(name, operator) for name in split_list(witnesses))


def _is_another(name: str, operator: str) -> bool:
    return names_somebody(name) and not same_person(name, operator)


def strength_of(request: DrawRequest, proofs: tuple[Proof, ...], operator: str, witnesses: str) -> Strength:
    """Return the strength of a draw by its source, who watched, and what :func:`shows` that its freeze was lodged.

    A proof that the desk itself states shows nothing; neither does a day of the numbers that rests on unknown closures,
    or an invented one where nobody practises.
    """
    match kind_of(request.sources[0]):
        case SourceKind.DICE:
            return Strength.DICE if is_watched(operator, witnesses) else Strength.ALONE
        case SourceKind.SYSTEM:
            return Strength.MACHINE
        case SourceKind.GAME:
            kinds = {proof.kind for proof in proofs if shows(proof, request, operator)}
            known = (Basis.PUBLISHED, Basis.ADDED, *([Basis.INVENTED] if request.practice else []))
            if request.day_basis not in known:
                return Strength.UNLODGED
            if ProofKind.RECEIPT in kinds:
                return Strength.LODGED
            return Strength.WITNESSED if ProofKind.WITNESS in kinds else Strength.UNLODGED
