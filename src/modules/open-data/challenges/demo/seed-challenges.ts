import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { actAs, demoViewer } from '#commons/people/demo/act-as.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { createChallenge, describeChallenge, publishChallenge } from '../run-challenge.ts'
import { datasetsNamed } from '../store.ts'
import { formTeam, showPrototype } from '../teams.ts'

/** One challenge that teams have joined. */
export async function seedDemoChallenges(services: Services, tell: (line: string) => void): Promise<void> {
  const today = dayOf(services.clock.now(), services.timeZone)
  const institution = await findAuthority(services.db, 'primaria-chisinau')
  if (!institution) return
  const act = async <T>(who: string, daysAgo: number, work: (ctx: WriteContext) => Promise<T>) => {
    const roles = who === 'doina' ? [{ name: 'officer' as const, placeKey: null, organisationId: institution.id }] : []
    const now = new Date(`${addDays(today, -daysAgo)}T08:00:00Z`)
    return actAs(services, { viewer: await demoViewer(services, who, roles), lang: 'ro', now }, work)
  }
  const known = await datasetsNamed(services.db, ['santiere-chisinau'])
  const said = {
    titleRo: 'Cine repară drumul, și până când?',
    titleRu: 'Кто чинит дорогу и до какого дня?',
    titleEn: 'Who repairs the road, and until when?',
    problemRo:
      'Datele despre lucrările pe drumuri arată că jumătate din ele se prelungesc, iar vecinii află de la gard. Căutăm o cale simplă prin care oricine vede, pe strada lui, ce se lucrează, cine răspunde și când se termină, și este anunțat când ziua se mută.',
    problemRu:
      'Данные о дорожных работах показывают, что половина из них затягивается, а соседи узнают об этом по забору. Ищем простой способ увидеть на своей улице, что делают, кто отвечает и когда закончат, и узнать, если срок сдвинулся.',
    problemEn:
      'The data about roadworks shows that half of them are prolonged, and neighbours learn it from the fence. We look for a simple way to see in one’s own street what is being done, who answers for it and when it ends, and to be told when the day moves.',
    datasets: known.map(({ name }) => name),
    ...{ teamsUntil: addDays(today, 3), prototypesUntil: addDays(today, 50), pilotUntil: addDays(today, 120) },
  }
  const { number } = await act('doina', 21, (ctx) => createChallenge(ctx, { ...said, organisation: institution.id }))
  await act('doina', 20, (ctx) => publishChallenge(ctx, number))
  const { team } = await act('victor', 12, (ctx) =>
    formTeam(ctx, number, {
      name: 'Strada Mea',
      proposal:
        'O pagină pentru fiecare stradă, cu un abonament prin e-mail, fără cont. Datele vin direct din tabelul lucrărilor.',
      ...{ lang: 'ro', shownName: 'Victor', agree: true },
    }),
  )
  await act('victor', 4, (ctx) =>
    showPrototype(ctx, team, {
      url: 'https://example.md/strada-mea',
      text: 'Merge pentru trei străzi din Botanica. Lipsesc anunțurile.',
    }),
  )
  await act('ana', 7, (ctx) =>
    formTeam(ctx, number, {
      name: 'Gard transparent',
      proposal: 'Coduri QR pe panourile de șantier, care duc la datele lucrării și la termenul promis.',
      ...{ lang: 'ro', shownName: 'Ana L.', agree: true },
    }),
  )
  await act('doina', 2, (ctx) =>
    describeChallenge(ctx, number, {
      ...said,
      teamsUntil: addDays(today, 10),
      hideBefore: null,
      maskWords: null,
      lang: null,
    }),
  )
  tell('Open data: 1 challenge')
}
