// What makes a 检查组 legal: whom the bureau must send, who must be apart, and whether any team is left at all.

const OWN = ""; // the party of the bureau's own inspectors

// Why a team may not be; empty where it may.
function objection(certs, forming) {
  const own = forming.people.filter((one) => one.party === OWN && certs.includes(one.cert));
  const unmet = forming.demands.find((demand) => !own.some(demand.met));
  if (unmet) {
    return unmet.reason;
  }
  const together = forming.apart.filter((pair) => pair.every((cert) => certs.includes(cert)));
  const named = together.map((pair) => pair.join("、")).sort(byText);
  return named.length ? `${named[0]} 不得同组` : "";
}

// Whether any team at all can be formed beside the `kept`: members who meet the demands, then the open seats.
function teamExists(serving, forming, kept = []) {
  const seats = openSeats(kept, forming);
  const own = kept.filter((one) => one.party === OWN);
  const unmet = forming.demands.filter((demand) => !own.some(demand.met));
  return startsOf(serving, unmet).some((start) => {
    const team = [...kept, ...start];
    const clash = team.some((one, n) => team.slice(n + 1).some((other) => keptApart(one, other, forming.apart)));
    const rest = serving.filter((one) => !start.includes(one));
    const open = new Map(seats).set(OWN, seats.get(OWN) - start.length);
    return !clash && open.get(OWN) >= 0 && completes(team, rest, open, forming.apart);
  });
}

// How many members of each party are wanted beside the `kept`, the bureau's own first.
function openSeats(kept, forming) {
  const taken = (party) => kept.filter((one) => one.party === party).length;
  return new Map(forming.seats.map(([party, size]) => [party, size - taken(party)]));
}

// Members of the bureau who meet all demands between them; one may meet several.
function startsOf(serving, demands) {
  const own = serving.filter((one) => one.party === OWN);
  const extended = (starts, demand) => {
    return starts.flatMap((start) => own.filter(demand.met).map((one) => [...new Set([...start, one])]));
  };
  return demands.reduce(extended, [[]]);
}

// Whether members of `rest` take the open seats without two who must be apart.
function completes(team, rest, open, apart) {
  const short = [...open].some(([party, size]) => rest.filter((one) => one.party === party).length < size);
  if (short || !apart.length || [...open.values()].every((size) => !size)) {
    return !short;
  }
  return rest.some((one, n) => {
    const fits = open.get(one.party) && !team.some((member) => keptApart(one, member, apart));
    const left = new Map(open).set(one.party, open.get(one.party) - 1);
    return fits && completes([...team, one], rest.slice(n + 1), left, apart);
  });
}

function keptApart(one, other, apart) {
  return apart.some((pair) => pair.includes(one.cert) && pair.includes(other.cert));
}
