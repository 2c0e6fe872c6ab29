const common = (port: number) => [
  `host: 127.0.0.1:${port}`,
  'user-agent: Mozilla/5.0 (Linux; Android 16; Mobile; rv:148.0) Gecko/148.0 Firefox/148.0',
  'accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language: ro-MD,ro;q=0.9,ru;q=0.7',
  'sec-fetch-mode: navigate',
  'sec-fetch-dest: document',
]

/** As a browser sends a form without fields and without a cookie. */
export function formTo(port: number): (path: string) => string {
  const form = [
    `origin: http://127.0.0.1:${port}`,
    'sec-fetch-site: same-origin',
    'content-type: application/x-www-form-urlencoded',
    'content-length: 0',
  ]
  const rest = [' HTTP/1.1', ...common(port), ...form, '\r\n'].join('\r\n')
  return (path) => `POST ${path}${rest}`
}

/** As a browser asks for a page to which a link of another site led. */
export function pageOf(port: number): (path: string) => string {
  const link = ['sec-fetch-site: cross-site', 'accept-encoding: gzip, deflate, br']
  const rest = [' HTTP/1.1', ...common(port), ...link, '\r\n'].join('\r\n')
  return (path) => `GET ${path}${rest}`
}
