import { writeFileSync } from 'node:fs';

const UNSIGNED_BYTE = 0x08;

/** Writes bytes as an IDX file: two zeros, the type, the number of dimensions, each dimension big-endian, the values. */
export function writeIdx(path, dimensions, bytes) {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.writeUInt8(UNSIGNED_BYTE, 2);
  header.writeUInt8(dimensions.length, 3);
  dimensions.forEach((size, index) => header.writeUInt32BE(size, 4 + 4 * index));
  writeFileSync(path, Buffer.concat([header, bytes]));
}
