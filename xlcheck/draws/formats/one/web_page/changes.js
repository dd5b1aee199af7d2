// What was replaced since the draw, as the page says it, held against what was recomputed.

const NOT_SAID = "人员变动"; // what is said of an inspector who left

// No check where nobody was replaced and the page says so too.
function checksOfReplaced(data, again) {
  const tables = ["replaced", "standing", "replaced_teams", "replaced_rejected"];
  const told = document.querySelector('[data-claim="replacements"]') || tables.some((id) => rowsOf(id).length);
  return data.replacements.length || told ? [checkReplaced(data, again)] : [];
}

function checkReplaced(data, again) {
  const check = newCheck("补抽", `${data.replacements.length} 次补抽接着原抽取的次序重算`);
  compareClaim(check, "replacements", "补抽次数", data.replacements.length);
  compareRows(check, "replaced", "历次补抽", again.replacements.flatMap((one) => madeRows(one, data)));
  compareRows(check, "standing", "现在的检查对象", standingRows(data, again.visits));
  compareRows(check, "replaced_teams", "补抽后的检查组", again.replacements.flatMap(teamRows));
  const rejected = again.replacements.flatMap((one) => {
    return one.rejected.map((team) => ({ ...team, made: one.number, certs: team.certs.join(AND) }));
  });
  compareRows(check, "replaced_rejected", "补抽时未采用的检查组", rejected);
  return check;
}

function madeRows({ number, made, changes }, data) {
  const entities = new Map(data.entities);
  const gone = made.cert ? peopleOf([made.cert], data) : `${entities.get(made.codes[0])}（${made.codes[0]}）`;
  return changes.map(({ team, came, ticket }) => ({
    number: number,
    gone: gone,
    reason: made.cert ? NOT_SAID : made.reason,
    came: made.cert ? peopleOf([came], data) : came,
    entity: team.code,
    ticket: ticket,
    at: made.at,
  }));
}

function teamRows({ number, made, changes }) {
  return changes.map(({ team }) => ({
    number: number,
    code: team.code,
    attempt: team.attempt,
    window: team.window,
    certs: team.certs.join(AND),
    away: made.away.join(AND),
  }));
}

function standingRows(data, visits) {
  const entities = new Map(data.entities);
  return visits.filter((visit) => !visit.left).map((visit) => {
    const came = visit.entered ? `第 ${visit.entered} 次补抽补入` : "原抽取";
    const changed = visit.decided > visit.entered ? `，第 ${visit.decided} 次补抽换人` : "";
    const team = peopleOf(visit.certs, data);
    return { name: entities.get(visit.code), code: visit.code, team: team, how: came + changed };
  });
}

function peopleOf(certs, data) {
  const names = new Map(data.inspectors);
  return certs.map((cert) => `${names.get(cert)}（${cert}）`).join(AND);
}
