// 补抽: the order read further for whoever fell away after the draw: the next unused ticket, the next try for a seat.

// {visits: [{code, …, ever, entered, decided, left}], replacements: [{number, made, teams, rejected, came}]}.
function replacedOf(made, order, assigned, forming) {
  const state = { order: order, forming: forming, gone: new Set(), visits: new Map() };
  for (const one of order.filter(({ drawn }) => drawn)) {
    const team = assigned.find(({ code }) => code === one.code);
    state.visits.set(one.code, { ...team, ever: team.certs, entered: 0, decided: 0, left: 0 });
  }
  const replacements = made.map((one, n) => following(one, n + 1, state));
  return { visits: [...state.visits.values()], replacements: replacements };
}

// One more replacement; loads and visits are those that the next one finds.
function following(made, number, state) {
  const fallen = made.codes.map((code) => state.visits.get(code));
  if (!fallen.length || fallen.some((visit) => !visit || visit.left) || (fallen.length > 1 && !made.cert)) {
    throw new Error(`第 ${number} 次补抽退出的不是当时的检查对象`);
  }
  if (made.wholly) {
    state.gone.add(made.cert);
  }
  const barred = new Set([...made.away, ...state.gone, made.cert]);
  const trying = { ...state, barred: barred, number: number, forming: { ...state.forming, rejected: [] } };
  const byOrder = fallen.slice().sort((one, other) => one.order - other.order);
  const seats = () => byOrder.map((visit) => seatChanged(visit, made.cert, trying));
  const changes = made.cert ? seats() : [broughtIn(fallen[0], trying)];
  return { number: number, made: made, changes: changes, rejected: trying.forming.rejected };
}

// The next ticket of the stratum that nobody has used, with a team formed after all others.
function broughtIn(visit, trying) {
  const stratum = trying.order.find(({ code }) => code === visit.code).stratum;
  const next = trying.order.find((one) => one.stratum === stratum && !trying.visits.has(one.code));
  if (!next) {
    throw new Error(`第 ${trying.number} 次补抽没有候补可以补入`);
  }
  visit.left = trying.number;
  const begun = { code: next.code, order: trying.visits.size + 1, ever: [], entered: trying.number, left: 0 };
  const team = { ...begun, group: "", ...completed(begun, [], 0, trying) };
  return noted(team, team.certs, next.name, next.ticket, trying);
}

// Another inspector in the seat of the one who falls away; the other members keep theirs.
function seatChanged(visit, cert, trying) {
  if (!visit.certs.includes(cert)) {
    throw new Error(`第 ${trying.number} 次补抽退出的人员 ${cert} 不在检查组内`);
  }
  const kept = visit.certs.filter((one) => one !== cert);
  const { attempt, window, certs } = completed(visit, kept, visit.attempt + 1, trying);
  const came = certs[certs.length - 1];
  const team = { ...visit, attempt: attempt, window: window };
  team.certs = visit.certs.map((one) => (one === cert ? came : one));
  const [{ ticket }] = drawOrder([came], `${trying.forming.seed}|team|${visit.code}|${attempt}`);
  return noted(team, [came], came, ticket, trying);
}

function completed(visit, kept, first, trying) {
  const { forming, barred } = trying;
  const out = (cert) => barred.has(cert) || visit.ever.includes(cert) || forming.recused.has(`${cert}|${visit.code}`);
  const serving = forming.people.filter(({ cert }) => !out(cert));
  const members = kept.map((cert) => forming.people.find((one) => one.cert === cert));
  return lotted(`team|${visit.code}`, visit.code, serving, forming, members, first);
}

// Whoever was ever drawn for a visit keeps it as load.
function noted(team, newcomers, came, ticket, trying) {
  team.ever = [...team.ever, ...newcomers];
  team.decided = trying.number;
  newcomers.forEach((cert) => trying.forming.loads.set(cert, trying.forming.loads.get(cert) + 1));
  trying.visits.set(team.code, team);
  return { team: team, came: came, ticket: ticket };
}
