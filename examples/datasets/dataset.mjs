import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * A script's two folders, from its arguments `--packages DIR --out DIR`: where node_modules holds its package (of a
 * script without packages, nothing), and where the dataset goes, which exists and is empty.
 */
export function folders({ packages: needed = true } = {}) {
  const { values } = parseArgs({ options: { packages: { type: 'string' }, out: { type: 'string' } } });
  if (!values.out || (needed && !values.packages)) {
    console.error(`usage: node ${basename(process.argv[1])} ${needed ? '--packages DIR ' : ''}--out DIR`);
    process.exit(2);
  }
  return {
    inPackage: (...path) => join(values.packages, 'node_modules', ...path),
    out: (name) => join(values.out, name),
  };
}

/** Writes the objects as JSON lines, each with its fields in the order in which it has them. */
export function writeJsonLines(path, objects) {
  writeFileSync(path, objects.map((object) => `${JSON.stringify(object)}\n`).join(''));
}

/** Writes a CSV file; values are numbers and words, which need no quotes. */
export function writeCsv(path, header, rows) {
  for (const value of [header, ...rows].flat()) {
    if (/[",\r\n]/.test(String(value))) {
      throw new Error(`"${value}" would need quotes in a CSV file`);
    }
  }
  writeFileSync(path, [header, ...rows].map((row) => `${row.join(',')}\n`).join(''));
}

/** Stops with a sentence when the source is not what the script was written for. */
export function expect(what, found, wanted) {
  if (found !== wanted) {
    throw new Error(`${what}: ${wanted} expected, ${found} found`);
  }
}
