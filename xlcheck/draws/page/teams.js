// 检查组: for each drawn entity, by lot among the inspectors whose load is level.

// {assigned: [{code, order, attempt, window, certs}], rejected: [{code, number, certs, reason}]}.
function teamsOf(data, sample, seed) {
  const rules = rulesOf(data);
  const loads = new Map(data.inspectors.map(([cert]) => [cert, 0]));
  const recused = new Set(data.recusals.map(([cert, code]) => `${cert}|${code}`));
  const teams = { assigned: [], rejected: [] };
  drawOrder(sample, `${seed}|order`).forEach(({ id }, n) => {
    const serving = [...loads.keys()].filter((cert) => !recused.has(`${cert}|${id}`));
    const { window, eligible } = eligibleFor(id, serving, loads, rules);
    const { attempt, certs } = accepted(id, eligible, rules, seed, teams.rejected);
    teams.assigned.push({ code: id, order: n + 1, attempt: attempt, window: window, certs: certs });
    certs.forEach((cert) => loads.set(cert, loads.get(cert) + 1));
  });
  return teams;
}

function rulesOf(data) {
  if (!(data.team_size >= 2)) {
    throw new Error("检查组不足两人");
  }
  const specialists = data.inspectors.filter(([, , specialist]) => specialist).map(([cert]) => cert);
  return {
    size: data.team_size,
    speciality: data.speciality,
    specialists: new Set(specialists),
    apart: data.apart.map((pair) => pair.slice().sort(byText)),
  };
}

// Those with a load of at most `window` above the least; the window is 1 unless no team can be formed within it.
function eligibleFor(code, serving, loads, rules) {
  const least = Math.min(...serving.map((cert) => loads.get(cert)));
  const windows = new Set(serving.map((cert) => Math.max(loads.get(cert) - least, 1)));
  for (const window of [...windows].sort((one, other) => one - other)) {
    const eligible = serving.filter((cert) => loads.get(cert) <= least + window);
    if (teamExists(eligible, rules)) {
      return { window: window, eligible: eligible };
    }
  }
  throw new Error(`没有人能组成 ${code} 的检查组`);
}

// The first attempt, from 0, whose team breaks no rule; the others are noted as rejected.
function accepted(code, eligible, rules, seed, rejected) {
  for (let attempt = 0; ; attempt += 1) {
    const drawn = drawOrder(eligible, `${seed}|team|${code}|${attempt}`).slice(0, rules.size);
    const certs = drawn.map(({ id }) => id);
    const reason = objection(certs, rules);
    if (!reason) {
      return { attempt: attempt, certs: certs };
    }
    rejected.push({ code: code, number: attempt, certs: certs, reason: reason });
  }
}

// Why a team may not be; empty where it may.
function objection(certs, rules) {
  if (rules.speciality && !certs.some((cert) => rules.specialists.has(cert))) {
    return `组内无人具有“${rules.speciality}”专业资质`;
  }
  const together = rules.apart.filter((pair) => pair.every((cert) => certs.includes(cert)));
  const named = together.map((pair) => pair.join("、")).sort(byText);
  return named.length ? `${named[0]} 不得同组` : "";
}

// Whether any team at all can be formed.
function teamExists(certs, rules) {
  if (!rules.speciality) {
    return completes([], certs, rules);
  }
  const first = certs.filter((cert) => rules.specialists.has(cert));
  return first.some((cert) => completes([cert], certs.filter((other) => other !== cert), rules));
}

// Whether members of `rest` fill a team up without two who must be apart.
function completes(team, rest, rules) {
  if (team.length === rules.size || team.length + rest.length < rules.size) {
    return team.length === rules.size;
  }
  if (!rules.apart.length) {
    return true;
  }
  return rest.some((cert, n) => {
    const fits = !team.some((member) => rules.apart.some((pair) => pair.includes(cert) && pair.includes(member)));
    return fits && completes([...team, cert], rest.slice(n + 1), rules);
  });
}
