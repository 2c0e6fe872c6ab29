import { existsSync, readFileSync } from 'node:fs'

/** Names of built files by their plain names: {"punte.css": "/assets/punte-ab12.css"}. */
export function readAssets(manifest: string): Record<string, string> {
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {}
}
