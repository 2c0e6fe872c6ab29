import { findProcess } from '#commons/processes/store.ts'
import { beginBudget } from './begin-budget.ts'
import { beginQuickIdeas } from './begin-quick-ideas.ts'
import { demoIdeas } from './ideas.ts'
import type { Past } from './past.ts'
import { tellIdeas } from './tell-ideas.ts'
import { tellNeeds } from './tell-needs.ts'

/** Botanica: people name needs now, and compare them in pairs. */
export async function tellOpenNeeds(past: Past): Promise<void> {
  const opened = 6
  const organisationId = await past.authority('primaria-chisinau')
  const process = await beginBudget(past, {
    firstAgo: opened,
    pairs: true,
    placeKey: 'md-cu-botanica',
    organisationId,
    title: {
      ro: 'Bugetul sectorului Botanica',
      ru: 'Бюджет сектора Ботаника',
      en: 'Budget of Botanica',
    },
    summary: {
      ro: 'Un milion și jumătate de lei. Mai întâi: ce lipsește în sector? Numiți nevoi și comparați-le câte două.',
      ru: 'Полтора миллиона леев. Сначала — чего не хватает сектору? Называйте потребности и сравнивайте их попарно.',
      en: 'A million and a half lei. First: what does the district lack? Name needs, and compare them two at a time.',
    },
    money: { officer: await past.officer('doina', organisationId), amount: 1_500, maxCost: 500, ballots: 'account' },
  })
  await past.turn(opened, process.number)
  await tellNeeds(past, process, 'botanica', opened)
}

/** Bălți: quick ideas are gathered now; those of Botanica have their answers. */
export async function tellOpenQuickIdeas(past: Past): Promise<void> {
  const opened = 8
  const number = await beginQuickIdeas(past, opened, {
    title: { ro: 'Idei rapide pentru Bălți', ru: 'Быстрые идеи для Бельц', en: 'Quick ideas for Balti' },
    placeKey: 'md-ba',
    organisationId: await past.authority('primaria-balti'),
  })
  const process = await findProcess(past.services.db, number)
  await tellIdeas(past, process, demoIdeas.quickBalti, opened, 1)
}
