"""Desks as released versions wrote them; every later version reads, verifies and continues them.

All three are by version 0.1.0 (commit 8326a40, or one before it whose formats are the same), pruned of what no
verdict needs:

- ``0.1.0.tar.xz``: the sample year, 03号 drawn, an entity replaced with evidence, three batches published, one of
  them a correction, a row withdrawn, and a pack.
- ``0.1.0-kinds.tar.xz``: an invented bureau with a draw of each kind. 01号 plain, an entity and an inspector replaced;
  02号 joint; 03号 graded, an entity replaced; 04号 directed, an inspector replaced at one entity; 05号 by groups, an
  inspector replaced; 06号 with experts and leaders, drawn twice; 07号 abandoned, frozen again and drawn; 08号 by the
  computer's own numbers; 09号 by drand; 10号 abandoned; 11号, 12号 (joint, drand) and 13号 (graded) frozen and not
  drawn; 14号 (directed) interrupted after its numbers were known. A batch is published, two packs are sent. What is of
  01号 to 04号 was written with xlsxwriter 3.2.0, segno 1.6.0 and another compression, the rest with xlsxwriter 3.3.1
  and segno 1.6.6.
- ``0.1.0-practice.tar.xz``: the same bureau practising: 01号 and 03号 drawn, an entity replaced, 05号 frozen.

They are read with the lowest and with the newest allowed versions of all dependencies (``.ci/run``).
"""
