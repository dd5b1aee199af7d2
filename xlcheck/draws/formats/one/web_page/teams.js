// 检查组: for each drawn entity, by lot among the inspectors whose load is level; or groups formed beforehand.

// By so many groups, or none: {assigned: [{code, order, group, attempt, window, certs}], rejected: [{code, …}]}.
function teamsOf(number, sample, forming) {
  const groups = number ? groupsOf(number, forming) : [];
  const assigned = drawOrder(sample, `${forming.seed}|order`).map(({ id }, n) => {
    const serving = groups.filter((group) => !group.certs.some((cert) => forming.recused.has(`${cert}|${id}`)));
    const team = serving.length ? dealtTo(id, serving, forming) : teamFor(id, forming);
    team.certs.forEach((cert) => forming.loads.set(cert, forming.loads.get(cert) + 1));
    return { code: id, order: n + 1, ...team };
  });
  return { assigned: assigned, rejected: forming.rejected };
}

function formingOf(data, seed) {
  if (!(data.team_size >= 2)) {
    throw new Error("检查组不足两人");
  }
  const people = data.inspectors.map(([cert, name, skilled, leader, party, load]) => {
    return { cert: cert, skilled: skilled, leader: leader, party: party, load: load };
  });
  const skill = { reason: `组内无人具有“${data.speciality}”专业资质`, met: (one) => one.skilled };
  const leader = { reason: "组内没有组长", met: (one) => one.leader };
  return {
    seed: seed,
    people: people,
    loads: new Map(people.map((one) => [one.cert, one.load])),
    recused: new Set(data.recusals.map(([cert, code]) => `${cert}|${code}`)),
    seats: [[OWN, data.team_size], ...data.seats],
    demands: [...(data.speciality ? [skill] : []), ...(data.leader ? [leader] : [])],
    apart: data.apart.map((pair) => pair.slice().sort(byText)),
    rejected: [],
  };
}

// One team for one entity, of those who need not stand back.
function teamFor(code, forming) {
  const serving = forming.people.filter((one) => !forming.recused.has(`${one.cert}|${code}`));
  return { group: "", ...lotted(`team|${code}`, code, serving, forming) };
}

// Groups one after the other, each of those whom no other took, as many as asked for or as can be formed.
function groupsOf(number, forming) {
  const groups = [];
  let left = forming.people;
  while (groups.length < number && teamExists(left, forming)) {
    const at = groups.length + 1;
    const { certs } = lotted(`group|${at}`, `第${at}组`, left, forming);
    groups.push({ name: `第${at}组`, certs: certs });
    left = left.filter((one) => !certs.includes(one.cert));
  }
  return groups;
}

// One of the groups whose load is at most one above the least, by ticket.
function dealtTo(code, groups, forming) {
  const load = (group) => Math.max(...group.certs.map((cert) => forming.loads.get(cert)));
  const least = Math.min(...groups.map(load));
  const level = groups.filter((group) => load(group) <= least + 1).map((group) => group.name);
  const [{ id }] = drawOrder(level, `${forming.seed}|team|${code}|0`);
  return { group: id, attempt: 0, window: 1, certs: groups.find((group) => group.name === id).certs };
}

// The first attempt whose team, with the `kept`, breaks no rule; the others are noted as rejected.
function lotted(lot, name, serving, forming, kept = [], first = 0) {
  const { window, eligible } = eligibleFor(name, serving, forming, kept);
  for (let attempt = first; ; attempt += 1) {
    const certs = picked(eligible, `${forming.seed}|${lot}|${attempt}`, forming, kept);
    const reason = objection(certs, forming);
    if (!reason) {
      return { attempt: attempt, window: window, certs: certs };
    }
    forming.rejected.push({ code: name, number: attempt, certs: certs, reason: reason });
  }
}

// Those with a load of at most `window` above the least of their party; the window is 1 unless no team can be formed.
function eligibleFor(name, serving, forming, kept) {
  const least = new Map();
  for (const { cert, party } of serving) {
    least.set(party, Math.min(least.has(party) ? least.get(party) : Infinity, forming.loads.get(cert)));
  }
  const above = (one) => forming.loads.get(one.cert) - least.get(one.party);
  const windows = new Set(serving.map((one) => Math.max(above(one), 1)));
  for (const window of [...windows].sort((one, other) => one - other)) {
    const eligible = serving.filter((one) => above(one) <= window);
    if (teamExists(eligible, forming, kept)) {
      return { window: window, eligible: eligible };
    }
  }
  throw new Error(`没有人能组成 ${name} 的检查组`);
}

// The `kept`, then the first of each party in the order of tickets, as many as it has seats open.
function picked(eligible, seed, forming, kept) {
  const came = [...openSeats(kept, forming)].flatMap(([party, size]) => {
    const certs = eligible.filter((one) => one.party === party).map((one) => one.cert);
    return drawOrder(certs, seed).slice(0, size).map(({ id }) => id);
  });
  return [...kept.map((one) => one.cert), ...came];
}
