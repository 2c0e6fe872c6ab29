import type { Viewer, WriteContext } from '#kernel/http/context.ts'
import { answer } from '../answering/answer-case.ts'
import { type CaseRow, casesOf, lockCase, officersOf } from '../answering/case-store.ts'
import { lodgePetition } from '../answering/lodge-petition.ts'
import { register, registerCase } from '../answering/register-case.ts'
import type { Past } from './past.ts'
import { type DemoPetition, demoAnswers } from './stories.ts'

export async function lodge(past: Past, number: number, daysAgo: number, lang: DemoPetition['lang']): Promise<void> {
  const starter = past.cast.starter[lang]
  await past.act(daysAgo, starter, lang, (ctx) =>
    lodgePetition(ctx, number, {
      kind: 'person',
      name: starter.name as string,
      domicile: 'Chișinău, str. Demonstrației 1',
      email: 'demo@demo.example',
      phone: null,
    }),
  )
}

/** Runs work on each case of a petition that is with an authority, as an officer of it where it has one. */
export async function eachCase(
  past: Past,
  petitionId: string,
  daysAgo: number,
  lang: DemoPetition['lang'],
  work: (ctx: WriteContext, one: CaseRow, officer: boolean) => Promise<unknown>,
): Promise<void> {
  for (const { id, organisationId } of await casesOf(past.services.db, petitionId)) {
    const [officer] = await officersOf(past.services.db, organisationId)
    const viewer: Viewer = officer
      ? {
          accountId: officer.accountId,
          mailboxId: '00000000-0000-7000-8000-000000000000',
          roles: [{ name: 'officer', placeKey: null, organisationId }],
          secondFactor: true,
        }
      : { accountId: null }
    await past.act(daysAgo, viewer, lang, async (ctx) => work(ctx, await lockCase(ctx.tx, id), officer !== undefined))
  }
}

export function registerAtAuthority(ctx: WriteContext, one: CaseRow, officer: boolean, number: number): Promise<void> {
  const incomingNumber = `D-${number}/${ctx.now.getUTCFullYear()}`
  if (officer) return registerCase(ctx, one.id, { incomingNumber, responsible: null })
  return register(ctx, one, { incomingNumber, responsibleId: null }, { role: 'link', by: null })
}

export async function answerOfAuthority(
  ctx: WriteContext,
  one: CaseRow,
  officer: boolean,
  outcome: 'satisfied' | 'rejected' | 'refused' | 'unexamined',
  lang: DemoPetition['lang'],
): Promise<void> {
  const form = {
    outcome,
    text: demoAnswers[outcome][lang],
    lang,
    translation: null,
    translationLang: null,
    outgoingNumber: `E-${one.number}`,
    files: [],
  }
  const [role] = ctx.viewer.roles ?? []
  if (officer && role)
    return answer(
      ctx,
      one,
      form,
      {
        role: 'officer',
        by: {
          person: {
            accountId: ctx.viewer.accountId as string,
            mailboxId: '',
            name: null,
            level: 'strong',
            roles: [role],
          },
          role,
        },
      },
      'officer',
    )
  return answer(ctx, one, form, { role: 'link', by: null }, 'link')
}
