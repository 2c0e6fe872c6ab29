import type { ComponentChildren } from 'preact'
import type { Onward } from '#kernel/errors.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from './Button.tsx'
import { Heading } from './Heading.tsx'
import { Wrap } from './Layout.tsx'
import { Page } from './Page.tsx'
import { WhatWasTyped } from './WhatWasTyped.tsx'

interface Plain {
  view: View
}

export function NotFound({ view }: Plain) {
  return <ErrorPage view={view} name="not-found" />
}

export function Forbidden({ view }: Plain) {
  return <ErrorPage view={view} name="forbidden" />
}

/** `requestId` lets a person name the failure to those who can read the log. */
export function ServerError({ view, requestId }: Plain & { requestId?: string }) {
  return (
    <ErrorPage view={view} name="server-error">
      {requestId && <p class="soft">{view.t('ui.server-error.id', { id: requestId })}</p>}
    </ErrorPage>
  )
}

/** `seconds`: how long to wait. */
export function TooManyRequests({ view, seconds }: Plain & { seconds?: number }) {
  return (
    <ErrorPage view={view} name="too-many-requests">
      {seconds !== undefined && <p>{view.t('ui.too-many-requests.wait', { minutes: Math.ceil(seconds / 60) })}</p>}
    </ErrorPage>
  )
}

/** `limit`: the most that is taken, already printed with its unit. */
export function PayloadTooLarge({ view, limit }: Plain & { limit?: string }) {
  return (
    <ErrorPage view={view} name="payload-too-large">
      {limit && <p>{view.t('ui.payload-too-large.limit', { limit })}</p>}
    </ErrorPage>
  )
}

type ErrorName = 'not-found' | 'forbidden' | 'server-error' | 'too-many-requests' | 'payload-too-large'

function ErrorPage({ view, name, children }: Plain & { name: ErrorName; children?: ComponentChildren }) {
  const title = view.t(`ui.${name}.title`)
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <div class="measure stack">
          <Heading title={title} lead={view.t(`ui.${name}.text`)} />
          {children}
          <ButtonLink href={view.href('/')}>{view.t('ui.home')}</ButtonLink>
        </div>
      </Wrap>
    </Page>
  )
}

const NAMES: Record<number, ErrorName> = {
  403: 'forbidden',
  404: 'not-found',
  413: 'payload-too-large',
  429: 'too-many-requests',
}

/** Refusals whose words the general page says already. */
const GENERAL = new Set(['kernel.forbidden', 'kernel.not-found', 'kernel.too-large'])

/** The page for a refusal: the general one for its status with the reason where there is one, or the refusal's own words as title. */
export function ErrorPageFor({
  view,
  problem,
  words = [],
  onward,
}: Plain & {
  problem: {
    status: number
    title: string
    code: string
    detail?: string
    errors?: { field: string; message: string }[]
  }
  /** Texts of a form that was refused. */
  words?: string[]
  onward?: Onward | null
}) {
  const name = problem.status >= 500 ? 'server-error' : NAMES[problem.status]
  if (name)
    return (
      <ErrorPage view={view} name={name}>
        {problem.status < 500 && !GENERAL.has(problem.code) && <p>{problem.title}</p>}
        <WhatWasTyped view={view} words={words} />
      </ErrorPage>
    )
  return (
    <Page view={view} title={problem.title} noindex>
      <Wrap>
        <div class="measure stack">
          <h1>{problem.title}</h1>
          {problem.detail && <p class="break-anywhere">{problem.detail}</p>}
          <WhatIsWrong errors={problem.errors ?? []} />
          <WhatWasTyped view={view} words={words} />
          {onward && <ButtonLink href={view.href(onward.path)}>{say(view.t, onward.text)}</ButtonLink>}
          <p>
            <a href={view.href('/')}>{view.t('ui.home')}</a>
          </p>
        </div>
      </Wrap>
    </Page>
  )
}

/** Of an address: which of its parameters cannot be read, and why. */
function WhatIsWrong({ errors }: { errors: { field: string; message: string }[] }) {
  if (errors.length === 0) return null
  return (
    <ul>
      {errors.map(({ field, message }) => (
        <li key={field} class="break-anywhere">
          <code>{field}</code>: {message}
        </li>
      ))}
    </ul>
  )
}
