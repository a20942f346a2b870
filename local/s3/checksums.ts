import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The algorithms S3 names in `x-amz-checksum-*`; values travel as base64 of the big-endian digest. */
export const CHECKSUM_ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** base64 */
  readonly value: string;
}

export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm}`;

/** Takes bytes as they pass by; `digest` gives base64 and is called once. */
export interface RunningChecksum {
  update(bytes: Buffer): void;
  digest(): string;
}

export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'crc32':
      return crc32Sum(crc32);
    case 'crc32c':
      return crc32Sum(crc32c);
    case 'crc64nvme':
      return crc64NvmeSum();
    default: {
      const hash = createHash(algorithm);
      return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('base64') };
    }
  }
}

function crc32Sum(step: (bytes: Buffer, previous: number) => number): RunningChecksum {
  let sum = 0;
  return {
    update: (bytes) => {
      sum = step(bytes, sum);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(sum);
      return bytes.toString('base64');
    },
  };
}

/** Castagnoli's polynomial, reflected. */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  return sum >>> 0;
});

function crc32c(bytes: Buffer, previous: number): number {
  let sum = ~previous;
  for (let index = 0; index < bytes.length; index++) {
    sum = (sum >>> 8) ^ CRC32C_TABLE[(sum ^ bytes[index]!) & 0xff]!;
  }
  return ~sum >>> 0;
}

/** CRC-64/NVME, reflected polynomial 0x9a6c9329ac4bc9b5, kept as two 32-bit halves because BigInt is far too slow. */
const CRC64_HIGH = new Uint32Array(256);
const CRC64_LOW = new Uint32Array(256);
for (let index = 0; index < 256; index++) {
  let high = 0;
  let low = index;
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = (low >>> 1) | ((high & 1) << 31);
    high >>>= 1;
    if (carry) {
      high ^= 0x9a6c9329;
      low ^= 0xac4bc9b5;
    }
  }
  CRC64_HIGH[index] = high;
  CRC64_LOW[index] = low;
}

function crc64NvmeSum(): RunningChecksum {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update: (bytes) => {
      for (let index = 0; index < bytes.length; index++) {
        const entry = (low ^ bytes[index]!) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ CRC64_LOW[entry]!;
        high = (high >>> 8) ^ CRC64_HIGH[entry]!;
      }
    },
    digest: () => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(~high >>> 0, 0);
      bytes.writeUInt32BE(~low >>> 0, 4);
      return bytes.toString('base64');
    },
  };
}
