import type { HTMLAttributes } from 'preact'

/** Custom elements of `src/ui/enhance`, known to JSX. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'punte-count': HTMLAttributes & { src: string; field?: string | undefined }
      'punte-receipt': HTMLAttributes & { vkey: string; label: string; good: string; bad: string; unreadable: string }
      'punte-recount': HTMLAttributes & {
        worker: string
        result: string
        ballots: string
        paper: string
        start: string
        working: string
        counting: string
        same: string
        differs: string
        failed: string
      }
      'punte-pieces': HTMLAttributes & { src: string }
      'punte-wait': HTMLAttributes & { waiting?: boolean | undefined }
      'punte-copy': HTMLAttributes & { text: string; done: string }
    }
  }
}
