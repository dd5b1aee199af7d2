// SHA-256 (FIPS 180-4). The browser's own is missing on pages that are opened from disk or over plain http.

const ROUND_CONSTANTS = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const BLOCK = 64;
const schedule = new Int32Array(64);

// The bytes of a text in UTF-8.
function bytesOf(text) {
  return new TextEncoder().encode(text);
}

// SHA-256 of a text, in hex.
function hashOf(text) {
  return hexOf(digest(Int32Array.from(START), bytesOf(text), 0));
}

// The state after the whole blocks of `bytes`, from which any continuation can be hashed.
function stateAfter(bytes) {
  const state = Int32Array.from(START);
  for (let at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
    mix(state, bytes, at);
  }
  return state;
}

// The end of a hash: `rest` follows on `before` bytes that are in `state` already (which is changed).
function digest(state, rest, before) {
  const padded = new Uint8Array((((rest.length + 8) >> 6) + 1) * BLOCK);
  padded.set(rest);
  padded[rest.length] = 0x80;
  const bits = (before + rest.length) * 8;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bits / 4294967296));
  view.setUint32(padded.length - 4, bits >>> 0);
  for (let at = 0; at < padded.length; at += BLOCK) {
    mix(state, padded, at);
  }
  return state;
}

// Eight words of 32 bits as 64 hex digits.
function hexOf(state) {
  let hex = "";
  for (const word of state) {
    hex += (word >>> 0).toString(16).padStart(8, "0");
  }
  return hex;
}

// One block of 64 bytes mixed into the state.
function mix(state, bytes, start) {
  expand(bytes, start);
  let [a, b, c, d, e, f, g, h] = state;
  for (let n = 0; n < 64; n += 1) {
    const far = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + far + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[n] + schedule[n]) | 0;
    const near = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (near + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const mixed = [a, b, c, d, e, f, g, h];
  for (let n = 0; n < 8; n += 1) {
    state[n] += mixed[n];
  }
}

// The 64 words that a block is stretched to.
function expand(bytes, start) {
  for (let n = 0; n < 16; n += 1) {
    const at = start + 4 * n;
    schedule[n] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let n = 16; n < 64; n += 1) {
    const x = schedule[n - 15];
    const y = schedule[n - 2];
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[n] = schedule[n - 16] + low + schedule[n - 7] + high;
  }
}
