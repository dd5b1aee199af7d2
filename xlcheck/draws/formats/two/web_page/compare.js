// What stands on the page, held against what was recomputed: the page's own texts are read, not the data behind them.

const AND = "、";

// All comparisons: [{name, note, differences: [{where, shown, wanted}], rows: [{row, right}]}, …].
function examine(data, again) {
  return [
    checkFrame(data, again),
    checkRules(data, again),
    checkSeed(data, again),
    checkQuotas(data, again),
    checkTickets(again),
    checkSample(data, again),
    checkReserve(data, again),
    checkTeams(data, again),
    ...checksOfReplaced(data, again),
  ];
}

function checkFrame(data, again) {
  const check = newCheck("抽样框指纹", `${data.entities.length} 个代码排序后的 SHA-256`);
  compareClaim(check, "frame_size", "抽样框户数", data.entities.length);
  compareClaim(check, "frame_digest", "抽样框指纹", again.frame);
  return check;
}

function checkSeed(data, again) {
  const check = newCheck("种子行", "由任务、三个指纹和号码连成");
  data.sources.forEach((source) => {
    const numbers = source.groups.map((group) => group.numbers.map(Number).join(AND)).join(" + ");
    compareText(check, "号码", source.shown.replace(/\b0+(?=\d)/g, ""), numbers);
    compareClaim(check, "numbers", "号码", source.shown);
  });
  compareClaim(check, "inspectors_digest", "人员名单指纹", data.inspectors_digest);
  compareClaim(check, "seed", "种子行", again.seed);
  return check;
}

// The rules file must say what the page recomputes by, and its fingerprint be the one that was frozen.
function checkRules(data, again) {
  const check = newCheck("抽取规则", "比例、检查组的要求、分级与规则文件逐行比较");
  compareClaim(check, "rules_digest", "抽取规则指纹", again.rules);
  const beside = ["抽查日期", "抽查类型", "定向条件"]; // they decide nothing that is recomputed here
  const lines = data.rules.split("\n").filter((line) => line && !beside.includes(line.split("|")[0]));
  compareText(check, "规则文件的行数", lines.length, again.ruled.length);
  lines.slice(0, again.ruled.length).forEach((line, n) => compareText(check, `规则文件第 ${n + 1} 项`, line, again.ruled[n]));
  return check;
}

function checkQuotas(data, again) {
  const check = newCheck("应抽数", again.quotas.map((quota) => quotaNote(quota)).join("；"));
  compareRows(check, "quotas", "应抽数", again.quotas);
  const counted = rowsOf("excluded").filter(({ cells }) => cells.counted.startsWith("是"));
  const shown = counted.map(({ cells }) => cells.code).sort(byText);
  const known = data.counted.map(([code]) => code).sort(byText);
  compareText(check, "计入基数的未列入对象", shown.join(AND), known.join(AND));
  return check;
}

function quotaNote({ stratum, rule, quota, number }) {
  const grade = stratum ? `${stratum} 级 ` : "";
  return `${grade}${rule}${quota === number ? "" : `，按最少户数和可抽户数取 ${quota} 户`}`;
}

function checkTickets(again) {
  const check = newCheck("签号与次序", `${again.order.length} 个签号逐个重算、重新排序`);
  compareRows(check, "tickets", "签号表", again.order);
  return check;
}

function checkSample(data, again) {
  const check = newCheck("抽中名单", `排在最前的 ${again.sample.length} 户`);
  const certs = new Map(again.teams.assigned.map((team) => [team.code, team.certs]));
  compareClaim(check, "drawn", "抽中户数", again.sample.length);
  const listed = again.sample.map((one) => ({ ...one, team: peopleOf(certs.get(one.code), data) }));
  compareRows(check, "drawn", "抽中名单", listed);
  return check;
}

function checkReserve(data, again) {
  const quota = new Map(again.quotas.map(({ stratum, quota: size }) => [stratum, size]));
  const reserve = again.order.filter(({ drawn }) => !drawn);
  const shown = reserve.filter(({ rank, stratum }) => rank <= quota.get(stratum) + data.reserves_shown);
  const check = newCheck("候补顺序", `未抽中的 ${reserve.length} 户`);
  compareClaim(check, "reserve", "候补户数", reserve.length);
  compareRows(check, "reserve", "候补顺序", shown);
  return check;
}

function checkTeams(data, again) {
  const { assigned, rejected } = again.teams;
  const check = newCheck("检查人员分组", `${assigned.length} 个检查组，${rejected.length} 个未采用的组合`);
  const names = new Map(data.inspectors);
  const entities = new Map(data.entities);
  const recused = data.recusals.map(([cert, code]) => {
    return { cert: cert, name: names.get(cert), entity: entities.get(code) };
  });
  const asText = (team) => ({ ...team, certs: team.certs.join(AND) });
  compareRows(check, "inspectors", "参加抽取的人员", data.inspectors.map(([cert, name]) => ({ cert: cert, name: name })));
  compareRows(check, "recusals", "回避", recused);
  compareRows(check, "teams", "分组过程", assigned.map(asText));
  compareRows(check, "rejected", "未采用的组合", rejected.map(asText));
  return check;
}

function newCheck(name, note) {
  return { name: name, note: note, differences: [], rows: [] };
}

function compareClaim(check, key, where, wanted) {
  const element = document.querySelector(`[data-claim="${key}"]`);
  compareText(check, where, element ? element.textContent : "（没有）", wanted);
}

function compareText(check, where, shown, wanted) {
  if (squeezed(shown) === squeezed(wanted)) {
    return true;
  }
  check.differences.push({ where: where, shown: squeezed(shown), wanted: squeezed(wanted) });
  return false;
}

// A table of the page row by row, in every column that the recomputed rows have.
function compareRows(check, id, label, expected) {
  const rows = rowsOf(id);
  compareText(check, `${label}的行数`, rows.length, expected.length);
  rows.slice(0, expected.length).forEach(({ row, cells, titles }, n) => {
    const keys = Object.keys(cells).filter((key) => key in expected[n]);
    const where = (key) => `${label}第 ${n + 1} 行“${titles[key]}”`;
    const right = keys.map((key) => compareText(check, where(key), cells[key], expected[n][key]));
    check.rows.push({ row: row, right: right.every(Boolean) });
  });
  rows.slice(expected.length).forEach(({ row }) => check.rows.push({ row: row, right: false }));
}

// The rows of a table: texts by the key of their column; a table that is not there has none.
function rowsOf(id) {
  const table = document.getElementById(id);
  if (!table) {
    return [];
  }
  const heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.key);
  const titles = Object.fromEntries(heads.map((head) => [head.dataset.key, head.textContent]));
  return [...table.tBodies[0].rows].map((row) => {
    const cells = {};
    heads.forEach((head, n) => (cells[head.dataset.key] = row.cells[n] ? row.cells[n].textContent : ""));
    return { row: row, cells: cells, titles: titles };
  });
}

// Texts are compared as a reader sees them: runs of white space are one blank.
function squeezed(text) {
  return String(text).replace(/[\s\0]+/g, " ").trim();
}
