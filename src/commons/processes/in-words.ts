import type { Context } from '#kernel/http/context.ts'
import { dayInWords } from '#kernel/i18n/day-in-words.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say, type Translate } from '#kernel/i18n/translator.ts'
import type { Process } from './process.ts'
import type { ProcessEvent } from './store.ts'

/** What is needed to say something to a reader. */
export type Saying = Pick<Context, 'translate' | 'lang'>

/** `<room>.<name>` → the message `<room>.method.<name>`. */
export function nameOfMethod(ctx: Saying, method: string, suffix: '' | '.says' = ''): string {
  const [room, name] = method.split('.')
  return ctx.translate(ctx.lang)(`${room}.method.${name}${suffix}` as MessageKey)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Events of a process with what things that they name by number are called now. */
export function namedNow<E extends ProcessEvent>(
  { db, manifests }: Pick<Context, 'db' | 'manifests'>,
  processId: string,
  events: E[],
): Promise<E[]> {
  const methods = manifests.flatMap((manifest) => manifest.methods ?? [])
  return Promise.all(
    events.map(async (event) => {
      const named = methods.find(({ names }) => names?.[event.kind])?.names?.[event.kind]
      return named ? { ...event, data: { ...event.data, ...(await named(db, { ...event, processId })) } } : event
    }),
  )
}

/** The message `<part>.event.<name>`; texts in several languages in the reader's, methods by name, days in words. */
export function eventInWords(ctx: Saying, { kind, data }: Pick<ProcessEvent, 'kind' | 'data'>): string {
  const [part, name] = kind.split('.')
  const args = Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (key === 'method') return [key, nameOfMethod(ctx, String(value))]
      if (typeof value === 'object') return [key, inLang(value, ctx.lang)]
      return [key, typeof value === 'string' && DAY.test(value) ? dayInWords(value, ctx.lang) : value]
    }),
  )
  return say(ctx.translate(ctx.lang), { key: `${part}.event.${name}` as MessageKey, args })
}

/** How a rehearsal was made, with its model in the reader's words; null for what is none. */
export function rehearsalInWords({ translate, lang }: Saying, { rehearsal }: Pick<Process, 'rehearsal'>) {
  if (!rehearsal) return null
  const t = translate(lang)
  return {
    ...rehearsal,
    votesOf: rehearsal.votesOf ?? null,
    model: modelInWords(t, rehearsal.model),
    modelSays: modelInWords(t, rehearsal.model, '.says'),
  }
}

/** `<room>.<name>` → the message `<room>.model.<name>`. */
export function modelInWords(t: Translate, model: string, suffix: '' | '.says' = ''): string {
  const [room, name] = model.split('.')
  return say(t, { key: `${room}.model.${name}${suffix}` as MessageKey })
}
