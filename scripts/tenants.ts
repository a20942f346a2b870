// npm run tenants -- create BANK004 "Bank 004" | list | disable BANK004 | enable BANK004 | rekey BANK004
//                    key BANK004 viewer | keys BANK004 | revoke BANK004 sk_live_0a1b2c3d
//                    add-user BANK004 anna --role admin | list-users BANK004 | set-password BANK004 anna      [--json]
import { runTenants } from './tenants/command-line.ts';

process.exitCode = await runTenants(process.argv.slice(2), {
  env: process.env,
  input: process.stdin,
  out: (text) => console.log(text),
  err: (text) => console.error(text),
});
