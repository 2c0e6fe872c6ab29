import { findProcess } from '#commons/processes/store.ts'
import type { Viewer, WriteContext } from '#kernel/http/context.ts'
import { answerIdea } from '../answers/answer-idea.ts'
import { nameOwner, stepProject } from '../delivery/step-project.ts'
import { beginQuickIdeas } from './begin-quick-ideas.ts'
import { demoIdeas, THOUSAND } from './ideas.ts'
import type { Past } from './past.ts'
import { tellIdeas } from './tell-ideas.ts'

/** Days since ideas were first gathered; three weeks later answers are given. */
const AGO = 42
const ANSWERS = AGO - 21

interface DemoAnswer {
  to: string
  daysAgo: number
  decision: 'taken-up' | 'not-taken-up'
  /** In thousands of lei. */
  cost: number | null
  text: string
  /** Into Russian, beside the answer. */
  translation?: string
}

const answers: DemoAnswer[] = [
  {
    to: 'Coșuri de gunoi la stația din fața pieței',
    daysAgo: ANSWERS - 4,
    decision: 'taken-up',
    cost: 18,
    text: 'Punem patru coșuri în două săptămâni; serviciul de salubrizare le golește odată cu cele din piață. (Demonstrație)',
  },
  {
    to: 'Новая разметка перехода у школы',
    daysAgo: ANSWERS - 9,
    decision: 'taken-up',
    cost: 42,
    text: 'Se aplică marcaj nou și se pun două indicatoare, de îndată ce vremea permite vopsirea. (Demonstrație)',
    translation: 'Наносим новую разметку и ставим два знака, как только погода позволит красить. (Демонстрация)',
  },
  {
    to: 'Filiala bibliotecii, deschisă și sâmbăta',
    daysAgo: ANSWERS - 10,
    decision: 'taken-up',
    cost: null,
    text: 'Filiala se deschide sâmbăta între 10 și 15, începând de luna viitoare, cu program schimbat în cursul săptămânii. (Demonstrație)',
  },
  {
    to: 'Trotinetele, interzise pe aleile parcului',
    daysAgo: ANSWERS - 12,
    decision: 'not-taken-up',
    cost: null,
    text: 'Aleile nu pot fi închise pentru trotinete fără o decizie a consiliului. Punem în schimb panouri cu viteza recomandată și discutăm interdicția cu locuitorii. (Demonstrație)',
  },
]

/** Botanica: quick ideas, most of them answered; one taken up is done, one idea waits for its answer. */
export async function tellQuickIdeas(past: Past): Promise<void> {
  const organisationId = await past.authority('primaria-chisinau')
  const doina = await past.officer('doina', organisationId)
  const number = await beginQuickIdeas(past, AGO, {
    title: {
      ro: 'Idei rapide pentru Botanica',
      ru: 'Быстрые идеи для Ботаники',
      en: 'Quick ideas for Botanica',
    },
    placeKey: 'md-cu-botanica',
    organisationId,
  })
  const process = await findProcess(past.services.db, number)
  const told = await tellIdeas(past, process, demoIdeas.quick, AGO, ANSWERS + 1)
  await past.turn(ANSWERS, number)
  for (const { to, daysAgo, decision, cost, text, translation = null } of answers) {
    const idea = told.find((one) => one.idea.title === to)
    if (!idea) throw new Error(`no demo idea ${to}`)
    const words = { text, lang: 'ro' as const, translation, translationLang: translation ? ('ru' as const) : null }
    const form = { ...words, decision, cost: cost === null ? null : cost * THOUSAND }
    await past.act(daysAgo, doina, 'ro', (ctx) => answerIdea(ctx, idea.number, form))
  }
  await deliverBins(past, number, doina, organisationId)
}

/** The first that was taken up stands by now. */
async function deliverBins(past: Past, number: number, officer: Viewer, organisation: string): Promise<void> {
  const ref = { number, project: 1 }
  const act = (work: (ctx: WriteContext) => Promise<void>) => past.act(ANSWERS - 16, officer, 'ro', work)
  const step = (name: 'begin' | 'finish') => ({
    step: name,
    on: past.day(ANSWERS - 16),
    warrantyUntil: null,
    warrantyNote: null,
  })
  await act((ctx) => nameOwner(ctx, ref, { organisation, office: 'Serviciul salubrizare', mine: true }))
  await act((ctx) => stepProject(ctx, ref, step('begin')))
  await act((ctx) => stepProject(ctx, ref, step('finish')))
}
