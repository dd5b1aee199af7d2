// The whole draw again, from what was frozen and the numbers that were revealed, and what was replaced since.

function recompute(data) {
  const codes = data.entities.map(([code]) => code);
  if (new Set(codes).size < codes.length) {
    throw new Error("抽样框中有重复的代码");
  }
  const frame = frameDigest(codes);
  const seed = seedLine(data, frame);
  const quotas = quotasOf(data, seed);
  const order = quotas.flatMap((quota) => ranked(data.entities, quota, seed));
  const sample = order.filter(({ drawn }) => drawn);
  const forming = formingOf(data, seed);
  const teams = teamsOf(data.groups, sample.map(({ code }) => code), forming);
  return {
    frame: frame,
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
