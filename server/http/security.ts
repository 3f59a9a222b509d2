import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Where the served page finds the nonce for style tags: `<meta name="csp-nonce">`. */
const NONCES = new WeakMap<object, string>()

/** The nonce of a response; the page that is sent must carry the same. */
export const nonceOf = (res: object): string => NONCES.get(res) ?? ''

/**
 * Headers on every response: scripts only from this server, style tags only with the response's nonce, nobody may
 * frame the pages, and no address is told to other sites.
 */
export function securityHeaders(publicUrl: string | null): RequestHandler {
  const isSecure = publicUrl?.startsWith('https:') ?? false
  const rest = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: isSecure,
    crossOriginOpenerPolicy: isSecure,
    originAgentCluster: isSecure,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  return (req, res, next) => {
    const nonce = randomBytes(16).toString('base64')
    NONCES.set(res, nonce)
    res.setHeader('content-security-policy', policy(nonce, req.headers.host, publicUrl))
    res.setHeader('permissions-policy', PERMISSIONS)
    rest(req, res, next)
  }
}

/** What no page of ours uses, so that nothing in one can ask for it. */
const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map(feature => `${feature}=()`)
  .join(', ')

function policy(nonce: string, host: string | undefined, publicUrl: string | null): string {
  const hosts = [publicUrl && new URL(publicUrl).host, host].filter(
    name => name && /^[\w.:[\]-]+$/.test(name),
  )
  const sockets = [...new Set(hosts)].flatMap(name => [`ws://${name}`, `wss://${name}`])
  return [
    `default-src 'self'`,
    `script-src 'self'`,
    `script-src-attr 'none'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src ${["'self'", ...sockets].join(' ')}`,
    `object-src 'none'`,
    `frame-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
