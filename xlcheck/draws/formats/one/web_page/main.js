// The button: recompute, compare, and show what holds and what does not.

const DIFFERENCES_SHOWN = 6; // of each kind; every row that differs is marked as well

function start() {
  const button = document.getElementById("run");
  document.getElementById("unable").hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    say("正在复算……", "");
    setTimeout(run, 50); // lets the browser show the words first
  });
  if (location.hash === "#recompute") {
    run();
  }
}

function run() {
  const began = performance.now();
  try {
    const data = JSON.parse(document.getElementById("data").textContent);
    const checks = examine(data, recompute(data));
    showChecks(checks);
    markRows(checks.flatMap((check) => check.rows));
    showVerdict(checks, Math.round(performance.now() - began));
  } catch (error) {
    showChecks([]);
    say(`× 不能复算：${error.message}。页面数据已损坏，请向公布单位索取原件。`, "failed");
  }
  document.getElementById("run").disabled = false;
}

function showVerdict(checks, milliseconds) {
  document.documentElement.dataset.milliseconds = milliseconds;
  const found = checks.reduce((sum, check) => sum + check.differences.length, 0);
  const seconds = (milliseconds / 1000).toFixed(2);
  if (found) {
    say(`× 有 ${found} 处不相符，见下；本页不是原件，或者抽取没有按规则进行。`, "differs");
  } else {
    say(`√ 全部相符：每个签号、次序、应抽数和检查组都按规则得出（用时 ${seconds} 秒）。`, "holds");
  }
}

function say(text, verdict) {
  const line = document.getElementById("verdict");
  line.textContent = text;
  line.className = verdict;
  document.documentElement.dataset.verdict = verdict;
}

function showChecks(checks) {
  const list = document.getElementById("checks");
  list.textContent = "";
  list.append(...checks.map(checkItem));
}

function checkItem(check) {
  const wrong = check.differences.length > 0;
  const item = make("li", `${wrong ? "×" : "√"} ${check.name}：${check.note}${wrong ? "，不相符：" : "，相符。"}`);
  item.className = wrong ? "differs" : "holds";
  if (wrong) {
    const shown = check.differences.slice(0, DIFFERENCES_SHOWN).map(differenceItem);
    const more = check.differences.length - shown.length;
    const list = make("ul", "");
    list.append(...shown, ...(more ? [make("li", `另有 ${more} 处`)] : []));
    item.append(list);
  }
  return item;
}

function differenceItem({ where, shown, wanted }) {
  return make("li", `${where}：页面上是 ${shown || "（空）"}，复算得 ${wanted || "（空）"}`);
}

// A last column in every table that was compared: √ or × a row; what is folded opens where a row differs.
function markRows(rows) {
  for (const old of document.querySelectorAll(".mark")) {
    old.remove();
  }
  const tables = new Set(rows.map(({ row }) => row.closest("table")));
  for (const table of tables) {
    const head = make("th", "复算");
    head.className = "mark";
    head.scope = "col";
    table.tHead.rows[0].append(head);
  }
  for (const { row, right } of rows) {
    const cell = make("td", right ? "√" : "×");
    cell.className = right ? "mark holds" : "mark differs";
    cell.dataset.title = "复算";
    row.append(cell);
    if (!right && row.closest("details")) {
      row.closest("details").open = true;
    }
  }
}

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

start();
