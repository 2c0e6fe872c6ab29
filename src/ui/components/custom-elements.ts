import type { HTMLAttributes } from 'preact'

/** Custom elements of `src/ui/enhance`, known to JSX. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'punte-count': HTMLAttributes & { src: string; field?: string | undefined }
      'punte-copy': HTMLAttributes & { text: string; done: string }
    }
  }
}
