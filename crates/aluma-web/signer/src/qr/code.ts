// A text as the squares of a QR code (ISO/IEC 18004): bytes, correction level L, versions 1 to 9, so
// that an invitation's link is read from one screen by the camera of another. The link's secret
// reaches no server, so the picture is made here.

/** Of each version: codewords in all, those that correct in each block, blocks, further places of
 * alignment squares. */
const VERSIONS: readonly (readonly [all: number, fix: number, blocks: number, at: readonly number[]])[] = [
  [26, 7, 1, []],
  [44, 10, 1, [6, 18]],
  [70, 15, 1, [6, 22]],
  [100, 20, 1, [6, 26]],
  [134, 26, 1, [6, 30]],
  [172, 18, 2, [6, 34]],
  [196, 20, 2, [6, 22, 38]],
  [242, 24, 2, [6, 24, 42]],
  [292, 30, 2, [6, 26, 46]],
];
/** Bits before the text: four for its mode, eight for its length. */
const HEAD_BITS = 12;

/** Dark squares, row by row; `null` where the text is longer than 230 bytes. */
export function squares(text: Uint8Array): boolean[][] | null {
  const fits = ([all, fix, blocks]: (typeof VERSIONS)[number]): boolean =>
    HEAD_BITS + text.length * 8 <= (all - fix * blocks) * 8;
  const version = VERSIONS.findIndex(fits) + 1;
  const shape = VERSIONS[version - 1];
  if (shape === undefined) return null;
  const [all, fix, blocks, places] = shape;
  const bits = interleaved(codewords(text, all - fix * blocks), fix, blocks);
  const drawn = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => draw(version, places, bits, mask));
  const worth = drawn.map(({ dark }) => penalty(dark));
  return drawn[worth.indexOf(Math.min(...worth))]?.dark ?? null;
}

/** Mode, length, text, end, and filling up to `count` codewords. */
function codewords(text: Uint8Array, count: number): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, width: number): void => {
    for (let at = width - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  put(4, 4);
  put(text.length, 8);
  text.forEach((byte) => put(byte, 8));
  put(0, Math.min(4, count * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < count * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Uint8Array.from({ length: count }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
}

/** Product in the field of 256 elements that the standard uses. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if (((b >> bit) & 1) === 1) product ^= a;
  }
  return product;
}

/** What corrects a block: the rest of its division by the generator of this degree. */
function correction(data: Uint8Array, degree: number): Uint8Array {
  const generator = new Uint8Array(degree);
  generator[degree - 1] = 1;
  for (let power = 1, step = 0; step < degree; step += 1, power = times(power, 2)) {
    for (let at = 0; at < degree; at += 1) {
      generator[at] = times(generator[at] ?? 0, power) ^ (generator[at + 1] ?? 0);
    }
  }
  const rest = new Uint8Array(degree);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[degree - 1] = 0;
    generator.forEach((by, at) => (rest[at] = (rest[at] ?? 0) ^ times(by, factor)));
  }
  return rest;
}

/** The bits in the order in which they are drawn: blocks by turns, then what corrects them. All
 * blocks of these versions are of one length. */
function interleaved(data: Uint8Array, fix: number, blocks: number): number[] {
  const length = data.length / blocks;
  const parts = Array.from({ length: blocks }, (_, at) => data.slice(at * length, (at + 1) * length));
  const fixes = parts.map((part) => correction(part, fix));
  const turns = (of: readonly Uint8Array[], count: number): number[] =>
    Array.from({ length: count }, (_, at) => of.map((part) => part[at] ?? 0)).flat();
  const bytes = [...turns(parts, length), ...turns(fixes, fix)];
  return bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
}

interface Grid {
  readonly dark: boolean[][];
  /** Squares that hold no data. */
  readonly fixed: boolean[][];
}

function draw(version: number, places: readonly number[], bits: readonly number[], mask: number): Grid {
  const size = version * 4 + 17;
  const empty = (): boolean[][] => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const grid = { dark: empty(), fixed: empty() };
  patterns(grid, version, places);
  format(grid, mask);
  let next = 0;
  for (const [x, y] of path(size)) {
    if (grid.fixed[y]?.[x] !== false) continue;
    const bit = (bits[next] ?? 0) === 1;
    next += 1;
    (grid.dark[y] as boolean[])[x] = bit !== masked(mask, x, y);
  }
  return grid;
}

function set({ dark, fixed }: Grid, x: number, y: number, on: boolean): void {
  if (dark[y]?.[x] === undefined) return;
  (dark[y] as boolean[])[x] = on;
  (fixed[y] as boolean[])[x] = true;
}

/** What every code of a version has: finders, timing, alignment, the version. */
function patterns(grid: Grid, version: number, places: readonly number[]): void {
  const size = grid.dark.length;
  for (let at = 0; at < size; at += 1) {
    set(grid, 6, at, at % 2 === 0);
    set(grid, at, 6, at % 2 === 0);
  }
  const ring = (x: number, y: number, radius: number): void => {
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        const far = Math.max(Math.abs(dx), Math.abs(dy));
        set(grid, x + dx, y + dy, radius === 4 ? far !== 2 && far !== 4 : far !== 1);
      }
    }
  };
  const last = places.at(-1);
  for (const x of places) {
    for (const y of places) {
      const corner = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
      if (!corner) ring(x, y, 2);
    }
  }
  ring(3, 3, 4);
  ring(size - 4, 3, 4);
  ring(3, size - 4, 4);
  if (version < 7) return;
  const word = (version << 12) | rest(version, 12, 0x1f25);
  for (let at = 0; at < 18; at += 1) {
    const on = ((word >> at) & 1) === 1;
    const [along, across] = [Math.floor(at / 3), size - 11 + (at % 3)];
    set(grid, along, across, on);
    set(grid, across, along, on);
  }
}

/** The rest of a division of polynomials over two elements: `value` moved by `shift` places. */
function rest(value: number, shift: number, by: number): number {
  let left = value << shift;
  for (let bit = 31 - Math.clz32(left); bit >= shift; bit -= 1) {
    if (((left >> bit) & 1) === 1) left ^= by << (bit - shift);
  }
  return left;
}

/** Which correction and which mask, twice. */
function format(grid: Grid, mask: number): void {
  const size = grid.dark.length;
  const data = (1 << 3) | mask;
  const word = ((data << 10) | rest(data, 10, 0x537)) ^ 0x5412;
  const on = (at: number): boolean => ((word >> at) & 1) === 1;
  for (let at = 0; at < 15; at += 1) {
    // Beside the finder at the beginning, past the lines of timing.
    if (at < 8) set(grid, 8, at < 6 ? at : at + 1, on(at));
    else set(grid, at === 8 ? 7 : 14 - at, 8, on(at));
    // Beside the two others.
    if (at < 8) set(grid, size - 1 - at, 8, on(at));
    else set(grid, 8, size - 15 + at, on(at));
  }
  set(grid, 8, size - 8, true);
}

/** Where data is drawn: two columns at a time from the end, up and down by turns. */
function path(size: number): [number, number][] {
  const all: [number, number][] = [];
  let up = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      all.push([right, y], [right - 1, y]);
    }
    up = !up;
  }
  return all;
}

function masked(mask: number, x: number, y: number): boolean {
  const rules = [
    (x + y) % 2,
    y % 2,
    x % 3,
    (x + y) % 3,
    (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
    ((x * y) % 2) + ((x * y) % 3),
    (((x * y) % 2) + ((x * y) % 3)) % 2,
    (((x + y) % 2) + ((x * y) % 3)) % 2,
  ];
  return rules[mask] === 0;
}

/** How hard squares are to read: long runs, blocks of one colour, more of one than of the other. */
function penalty(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length;
  const at = (x: number, y: number): boolean => dark[y]?.[x] === true;
  let worth = 0;
  for (const look of [at, (x: number, y: number) => at(y, x)]) {
    for (let y = 0; y < size; y += 1) {
      for (let x = 1, run = 1; x <= size; x += 1) {
        if (x < size && look(x, y) === look(x - 1, y)) run += 1;
        else {
          if (run >= 5) worth += run - 2;
          run = 1;
        }
      }
    }
  }
  let count = 0;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (at(x, y)) count += 1;
      const same = (dx: number, dy: number): boolean => at(x + dx, y + dy) === at(x, y);
      if (x + 1 < size && y + 1 < size && same(1, 0) && same(0, 1) && same(1, 1)) worth += 3;
    }
  }
  return worth + 10 * Math.floor(Math.abs(count * 20 - size * size * 10) / (size * size));
}
