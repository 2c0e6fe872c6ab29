import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { answerRequest, publishOutcome, registerRequest } from '../answer-request.ts'
import { sendRequest } from '../send-request.ts'

/** One request whose outcome is public, one under its clock, and one that waits to be registered. */
export async function seedDemoRequests(services: Services, tell: (line: string) => void): Promise<void> {
  const today = dayOf(services.clock.now(), services.timeZone)
  const institution = await findAuthority(services.db, 'primaria-chisinau')
  const act = async <T>(who: string, daysAgo: number, work: (ctx: WriteContext) => Promise<T>) => {
    const roles =
      who === 'doina' && institution
        ? [{ name: 'officer' as const, placeKey: null, organisationId: institution.id }]
        : []
    const now = new Date(`${addDays(today, -daysAgo)}T08:00:00Z`)
    return actAs(services, { viewer: await demoViewer(services, who, roles), lang: 'ro', now }, work)
  }
  const asked = { kind: 'information' as const, institution: 'primaria-chisinau', wish: null }
  const maria = { name: 'Maria Ciobanu', postalAddress: 'str. Exemplu 4, Chișinău' }
  const done = await act('maria', 16, (ctx) =>
    sendRequest(ctx, {
      ...{ ...asked, ...maria, mayPublish: true },
      description: 'Câți copaci au fost tăiați și câți plantați în fiecare parc al orașului în 2025?',
    }),
  )
  await act('doina', 15, (ctx) => registerRequest(ctx, done.number, { incomingNumber: '02-15/1204' }))
  const text = 'În 2025 au fost tăiați 214 copaci și plantați 655. Numerele pe parcuri sunt în tabelul de mai jos.'
  await act('doina', 9, (ctx) =>
    answerRequest(ctx, done.number, {
      ...{
        outcome: 'given',
        text,
        lang: 'ro',
        ground: null,
        groundText: null,
        outgoingNumber: '02-15/1377',
        files: [],
      },
    }),
  )
  await act('doina', 8, (ctx) =>
    publishOutcome(ctx, done.number, {
      title: 'Copaci tăiați și plantați în parcuri în 2025',
      question: 'Câți copaci au fost tăiați și câți plantați în fiecare parc al orașului în 2025.',
      ...{ answer: text, lang: 'ro', withFiles: false },
    }),
  )
  const running = await act('victor', 6, (ctx) =>
    sendRequest(ctx, {
      ...{ ...asked, name: 'Victor Sandu', postalAddress: 'bd. Exemplu 12, Chișinău', mayPublish: false },
      description: 'Contractele de curățenie a străzilor din 2024 și 2025, cu anexele care arată suprafețele.',
    }),
  )
  await act('doina', 5, (ctx) => registerRequest(ctx, running.number, { incomingNumber: '02-15/1391' }))
  await act('maria', 1, (ctx) =>
    sendRequest(ctx, {
      ...{ ...asked, ...maria, kind: 'reuse' as const, mayPublish: true },
      description: 'Planurile rețelei de piste pentru biciclete, pentru o aplicație gratuită de trasee.',
    }),
  )
  tell('Open data: 3 requests for information')
}
