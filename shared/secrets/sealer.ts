import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what must not lie readable in a table (AES-256-GCM over gzip). The key comes from a key of the service and from a
 * secret beside it: one that only the client has makes that neither the table nor the service's key, nor both, open it.
 * @param purpose what is sealed under this key for one purpose opens for no other
 */
export function sealer(serviceKey: string, purpose: string) {
  const keyFor = (secret: string) => Buffer.from(hkdfSync('sha256', serviceKey, Buffer.from(secret), purpose, 32));
  return {
    /** @param context bound to the sealed text: it opens only under the same one */
    close(secret: string, context: string, content: string | Uint8Array): Buffer<ArrayBuffer> {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyFor(secret), nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(gzipSync(content)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    /** @throws when secret, context or a single bit differs */
    open(secret: string, context: string, sealed: Uint8Array): Buffer {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', keyFor(secret), bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return gunzipSync(opened);
    },
  };
}
