// 应抽数 in whole numbers of any size: no step of it is rounded by the machine.

// [{stratum, base, available, quota, rule}, …] in the order of the plan; without strata the only one is "".
function quotasOf(data, seed) {
  const names = data.ratio.strata.length ? data.ratio.strata.map(([name]) => name) : [""];
  const strata = names.map((name) => {
    const available = data.entities.filter(([, , stratum]) => stratum === name).length;
    const earlier = data.counted.filter(([, stratum]) => stratum === name).length;
    return { stratum: name, available: available, base: available + earlier };
  });
  const counted = strata.reduce((sum, { base }) => sum + base, 0);
  if (counted !== data.entities.length + data.counted.length) {
    throw new Error("有的检查对象不属于任何一级");
  }
  const dealt = data.ratio.strata.length > 0 && data.ratio.kind !== "分级";
  const asked = dealt ? dealtOf(data, strata, seed) : askedOf(data.ratio, strata);
  const least = dealt ? 0 : data.min_count; // an overall number has had it already
  return strata.map((one, n) => ({ ...one, ...asked[n], quota: limited(one, asked[n].number, least) }));
}

// What the ratio alone asks for: [{number, rule}, …].
function askedOf(ratio, strata) {
  if (!ratio.strata.length) {
    return [byRatio(ratio, strata[0].base)];
  }
  return strata.map(({ base }, n) => byShare(ratio.strata[n][1], base, false));
}

// What the strata share where the ratio gives an overall number beside theirs.
function dealtOf(data, strata, seed) {
  const base = strata.reduce((sum, one) => sum + one.base, 0);
  const total = limited({ base: base, available: base }, byRatio(data.ratio, base).number, data.min_count);
  return apportioned(BigInt(total), strata, data.ratio.strata.map(([, share]) => share), seed);
}

function byRatio(ratio, base) {
  if (ratio.kind === "按户数") {
    return { number: ratio.count, rule: `按户数 ${ratio.count} 户` };
  }
  const all = ratio.kind === "全覆盖" || ratio.share === null;
  const asked = all ? { number: base, rule: `全部 ${base} 户` } : byShare(ratio.share, base, ratio.kind === "不超过");
  if (ratio.count !== null && ratio.count !== asked.number) {
    throw new Error(`抽查比例得 ${asked.number} 户，与写明的 ${ratio.count} 户不一致`);
  }
  return asked;
}

// A share such as "1/20" of the base; the rest is dropped where the ratio is a ceiling, else it counts as one.
function byShare(share, base, down) {
  const [above, below] = fraction(share);
  const exact = above * BigInt(base);
  const number = Number(down ? exact / below : (exact + below - 1n) / below);
  return { number: number, rule: `${base} × ${share}，${down ? "舍去小数" : "有小数进一"}，得 ${number} 户` };
}

function fraction(text) {
  const [above, below] = text.split("/");
  return [BigInt(above), BigInt(below || 1)];
}

// An overall number dealt by the weights base × share: whole parts first, then one each by the largest rest;
// equal rests by the ticket of the stratum's name.
function apportioned(total, strata, shares, seed) {
  const fractions = shares.map(fraction);
  const common = fractions.reduce((product, [, below]) => product * below, 1n);
  const weights = fractions.map(([above, below], n) => (BigInt(strata[n].base) * above * common) / below);
  const whole = weights.reduce((sum, weight) => sum + weight, 0n) || 1n;
  const numbers = weights.map((weight) => (total * weight) / whole);
  const rests = weights.map((weight) => (total * weight) % whole);
  const byTicket = drawOrder(strata.map(({ stratum }) => stratum), `${seed}|stratum`);
  const places = new Map(byTicket.map(({ id }, n) => [id, n]));
  const byRest = strata.map((_, n) => n).sort((one, other) => {
    const larger = rests[other] - rests[one];
    return larger ? Number(larger > 0n) * 2 - 1 : places.get(strata[one].stratum) - places.get(strata[other].stratum);
  });
  const over = weights.some(Boolean) ? Number(total - numbers.reduce((sum, number) => sum + number, 0n)) : 0;
  byRest.slice(0, over).forEach((n) => (numbers[n] += 1n));
  return numbers.map((number) => ({ number: Number(number), rule: `从合计 ${total} 户中分得 ${number} 户` }));
}

// After 最少户数 and after what there is.
function limited({ base, available }, number, least) {
  return Math.min(base ? Math.max(number, least) : number, available);
}
