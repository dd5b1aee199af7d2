// Tickets: h = hex(SHA-256(seed)); the ticket of an id is "0." and SHA-256(h + id) as a decimal number,
// padded with zeros to 64 digits, read backwards. Tickets are compared as texts, ties by id.

// The tickets of all ids under a seed, lowest first: [{id, ticket}, …].
function drawOrder(ids, seed) {
  const hash = bytesOf(hashOf(seed)); // 64 letters, which is one block of SHA-256
  const state = stateAfter(hash);
  const drawn = ids.map((id) => {
    const words = digest(Int32Array.from(state), bytesOf(id), hash.length);
    return { id: id, ticket: ticketOf(hexOf(words)) };
  });
  return drawn.sort((one, other) => byText(one.ticket, other.ticket) || byText(one.id, other.id));
}

function ticketOf(hex) {
  const digits = BigInt("0x" + hex).toString().padStart(64, "0");
  return "0." + digits.split("").reverse().join("");
}

function byText(one, other) {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

// The fingerprint of the frame: its codes sorted by bytes, one a line, each line closed by LF.
function frameDigest(codes) {
  return hashOf(codes.slice().sort(byText).map((code) => code + "\n").join(""));
}

// The seed line; the numbers of each group are written as RFC 3797, section 4 has them, and closed by themselves.
function seedLine(data, frame, rules) {
  const digests = [`frame=${frame}`, `inspectors=${data.inspectors_digest}`, `rules=${rules}`];
  const parts = [data.format, `${data.task}#${data.attempt}`, ...digests];
  for (const source of data.sources) {
    parts.push(`${source.key}=${source.groups.map(encoded).join("")}`);
  }
  return parts.join("|");
}

function encoded(group) {
  const numbers = group.numbers.map(BigInt);
  if (!group.in_order) {
    numbers.sort((one, other) => (one < other ? -1 : Number(one > other)));
  }
  return numbers.map((number) => `${number}.`).join("") + "/";
}
