import type { ComponentChildren } from 'preact'

export type ButtonKind = 'main' | 'quiet' | 'danger'

interface Shape {
  kind?: ButtonKind | undefined
  /** As wide as its column. */
  wide?: boolean | undefined
  children: ComponentChildren
}

export interface ButtonProps extends Shape {
  type?: 'submit' | 'button' | undefined
  name?: string | undefined
  value?: string | undefined
  /** Sends the form elsewhere, such as "save and leave". */
  formaction?: string | undefined
}

/** Does something. Its words are the act: "Semnează petiția". */
export function Button({ kind = 'main', wide, children, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button type={type} {...rest} {...shapeOf(kind, wide)}>
      {children}
    </button>
  )
}

/** Leads somewhere and looks like a button. */
export function ButtonLink({ kind = 'main', wide, children, href }: Shape & { href: string }) {
  return (
    <a href={href} {...shapeOf(kind, wide)}>
      {children}
    </a>
  )
}

/** Buttons and links that belong together. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>
}

function shapeOf(kind: ButtonKind, wide: boolean | undefined) {
  return {
    class: `ds-button button button-${kind}`,
    'data-variant': kind === 'quiet' ? 'secondary' : undefined,
    'data-fullwidth': wide || undefined,
  }
}
