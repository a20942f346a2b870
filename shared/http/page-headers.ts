/**
 * Security headers of the web page, the same on a laptop and behind CloudFront.
 * @param uploadOrigin where presigned URLs lead to: files go straight there, and findings come from there
 */
export const pageHeaders = (uploadOrigin: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': contentSecurityPolicy(uploadOrigin),
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
});

export function contentSecurityPolicy(uploadOrigin: string): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    // The component library writes `<style>` elements with what it computed (breakpoints, theme variables), and a static
    // file cannot carry a nonce of its own for every answer. Styles alone cannot send anything anywhere: images, fonts
    // and connections are held to this host. `style="…"` in markup stays forbidden; React sets styles through the DOM.
    'style-src': "'self' 'unsafe-inline'",
    'style-src-attr': "'none'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': `'self' ${uploadOrigin}`,
    // The check of a file before it is sent runs in a worker, so that the page stays responsive.
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}
