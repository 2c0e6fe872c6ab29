import type { HTMLAttributes } from 'preact'

/** What the script says; `say-<name>` on its element. */
type Words = { [name: `say-${string}`]: string }

/** Custom elements of `tokens/browser`, known to JSX. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'punte-token': HTMLAttributes & Words & { process: number; issued?: boolean }
      'punte-vote': HTMLAttributes & Words & { process: number }
      'punte-find-ballot': HTMLAttributes & Words & { process: number }
    }
  }
}
