// The whole draw again, from what was frozen and the numbers that were revealed, and what was replaced since.

function recompute(data) {
  const codes = data.entities.map(([code]) => code);
  if (new Set(codes).size < codes.length) {
    throw new Error("抽样框中有重复的代码");
  }
  const frame = frameDigest(codes);
  const rules = hashOf(data.rules);
  const seed = seedLine(data, frame, rules);
  const quotas = quotasOf(data, seed);
  const order = quotas.flatMap((quota) => ranked(data.entities, quota, seed));
  const sample = order.filter(({ drawn }) => drawn);
  const forming = formingOf(data, seed);
  const teams = teamsOf(data.groups, sample.map(({ code }) => code), forming);
  return {
    frame: frame,
    rules: rules,
    ruled: ruledBy(data),
    seed: seed,
    quotas: quotas,
    order: order,
    sample: sample,
    teams: teams,
    ...replacedOf(data.replacements, order, teams.assigned, forming),
  };
}

// One stratum in its order: as many as its quota are drawn, the others are the reserve.
function ranked(entities, { stratum, quota }, seed) {
  const names = new Map(entities.filter(([, , of]) => of === stratum).map(([code, name]) => [code, name]));
  return drawOrder([...names.keys()], `${seed}|entity`).map(({ id, ticket }, n) => ({
    rank: n + 1,
    stratum: stratum,
    code: id,
    name: names.get(id),
    ticket: ticket,
    drawn: n < quota,
    outcome: n < quota ? "抽中" : "候补",
  }));
}

// The lines of the rules file that the page's own data must be the same as: none of them may be said in two ways.
function ruledBy(data) {
  const { kind, share, count, strata } = data.ratio;
  const dash = (value) => (value === null || value === "" ? "-" : value);
  const sorted = (rows) => rows.slice().sort(([one], [other]) => byText(one, other));
  const lines = [
    ["抽查比例", kind, dash(share), dash(count)],
    ...strata.map(([grade, part]) => ["分级比例", grade, part]),
    ["最少户数", data.min_count],
    ["每户检查人数", data.team_size],
    ...data.seats.map(([party, size]) => ["另有席位", party, size]),
    ["组内须有组长", data.leader ? "是" : "否"],
    ["要求的专业资质", dash(data.speciality)],
    ["检查组数", data.groups],
    ...data.apart.map((pair) => ["不得同组", ...pair.slice().sort(byText)]).sort((one, other) => byText(one.join("|"), other.join("|"))),
    ...sorted(data.entities.filter(([, , stratum]) => stratum).map(([code, , stratum]) => [code, stratum])).map((row) => ["分级", ...row]),
    ...sorted(data.counted).map(([code, stratum]) => ["计入应抽基数", code, dash(stratum)]),
  ];
  return lines.map((line) => line.map(escapedRule).join("|"));
}

function escapedRule(value) {
  return String(value).replace(/[%|\n\r]/g, (sign) => "%" + sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"));
}
