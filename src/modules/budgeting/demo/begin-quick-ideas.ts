import { draftProcess } from '#commons/processes/begin-process.ts'
import { makePublic } from '#commons/processes/publish-process.ts'
import { findProcess } from '#commons/processes/store.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Past } from './past.ts'

const summary = {
  ro: 'Lucruri mici care se pot face repede. Primăria răspunde la fiecare idee cu zece susținători.',
  ru: 'Небольшие дела, которые можно сделать быстро. Примэрия отвечает на каждую идею с десятью сторонниками.',
  en: 'Small things that can be done soon. The city hall answers each idea with ten supporters.',
}

/** Quick ideas of the demo, gathered from so many days ago. @returns the number of the process */
export async function beginQuickIdeas(
  past: Past,
  ago: number,
  about: { title: Localised; placeKey: string; organisationId: string },
): Promise<number> {
  const begun = ago + 5
  const draft = { ...about, summary, blueprint: 'budgeting.quick', firstDay: past.day(ago), demo: true }
  const { number } = await past.happen(begun, (tx, now) => draftProcess(past.asOf(begun), tx, draft, now))
  await past.happen(begun - 1, async (tx, now) =>
    makePublic(past.asOf(begun - 1), tx, await findProcess(tx, number), now),
  )
  await past.turn(ago, number)
  return number
}
