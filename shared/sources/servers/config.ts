import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import * as z from 'zod';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';

export const TLS_MODES = ['verify-full', 'require', 'disable'] as const;

const PEM = /^(?:\s*-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\s*)+$/;
const { text: notPem, message } = serviceSentence('field-ca');

const isCertificate = (text: string): boolean => {
  try {
    return PEM.test(text.replaceAll('\r\n', '\n')) && new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
};

const noHost = serviceSentence('field-host');
/** With colons it is an address of IPv6, or nothing that anybody can connect to. */
const nameOrAddress = z
  .string()
  .max(253)
  .refine((host) => !host.includes(':') || isIPv6(host), {
    error: noHost.text,
    params: { code: 'format', message: noHost.message },
    abort: true,
  });

/** Where a database is, and how its connections are encrypted. */
export const serverFields = (port: number) => ({
  host: textOfForm(/^[A-Za-z0-9._:-]+$/, noHost, nameOrAddress).meta({
    description: 'A name, or an IPv4 or IPv6 address without brackets.',
  }),
  port: z.int().min(1).max(65_535).default(port),
  database: z.string().min(1).max(63),
  tls: z
    .enum(TLS_MODES)
    .default('verify-full')
    .meta({
      description:
        '`verify-full`: encrypted, and the certificate is checked. `require`: encrypted, whoever it is. `disable`: in plain text, ' +
        'the password too.',
    }),
  ca: z
    .string()
    .max(20_000)
    .refine(isCertificate, { error: notPem, params: { code: 'format', message } })
    .exactOptional()
    .meta({ description: 'With `verify-full`: who signed the certificate (PEM), where that is nobody known.' }),
});

/** Of a database. */
export const loginCredentials = z.strictObject({
  username: z.string().min(1).max(500),
  password: z.string().min(1).max(4096),
});
export type LoginCredentials = z.infer<typeof loginCredentials>;

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly tls: (typeof TLS_MODES)[number];
  readonly ca?: string;
}
