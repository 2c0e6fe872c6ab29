// Votes on budgets that are held again because their result, or that of an envelope, was annulled: whether what is voted on again was annulled, is
// held again once (or once more where that vote was given up), and is the same as the first time. What entries mean: docs/ledger.md of the site's source. Used by budget-log.mjs.
import { canonical } from './log.mjs'

const same = (a, b) => canonical(a) === canonical(b)

/** 'budgeting.held-again' */
export function* holdsAgain(vote, { of, envelopes, off = [] }, _tree, votes) {
  if (vote.again) return yield 'says a second time what it holds again'
  if (vote.defined) yield 'says that it is a vote held again after its ballot was defined'
  vote.again = { of, envelopes, off }
  const first = votes.get(of)
  if (!first?.defined) return yield `holds vote ${of} again, which there was not`
  // At this moment: what is annulled afterwards changes nothing of the money that this vote has.
  const results = first.state === 'annulled' ? new Map() : first.counts.at(-1)?.results
  vote.comesWith = new Map(envelopes.map((envelope) => [envelope, results?.get(envelope)?.received ?? 0]))
  for (const envelope of envelopes) {
    if (first.state !== 'annulled' && !first.annulled.has(envelope))
      yield `holds envelope ${envelope} of vote ${of} again, whose result stands`
    if (first.heldIn.some((one) => one.envelope === envelope && !one.vote.cancelled))
      yield `holds envelope ${envelope} of vote ${of} again a second time`
    first.heldIn.push({ envelope, vote })
  }
}

/** Whether a vote that was annulled as a whole is held again: then its ballots count no more. */
export const isHeldWhole = ({ heldIn, annulled }) =>
  heldIn.some(({ envelope, vote }) => !vote.cancelled && !annulled.has(envelope))

/** Numbers of the votes in which one was to be held again, and that were given up. */
export const votesGivenUp = ({ heldIn }) => votesThatHold({ heldIn: heldIn.filter(({ vote }) => vote.cancelled) })

/** Numbers of the votes in which one is held again, also of those that were given up. */
export const votesThatHold = ({ heldIn }) => [...new Set(heldIn.map(({ vote }) => vote.number))].sort((a, b) => a - b)

/**
 * A vote that is held again is held on the same: envelopes with their rules and money, ways to break ties, projects with their costs, less those
 * that it says are left out. Money that the count of the first vote brought from another envelope, whose result stands, comes with it.
 * What an envelope leaves goes on only where the one that follows it in the first vote is held again with it.
 */
export function* againWrong({ again, comesWith, defined, void: off }, votes) {
  const first = again && votes.get(again.of)
  if (!defined || !first?.defined) return
  const held = (one) => again.envelopes.includes(one.envelope)
  const envelopes = first.defined.envelopes.flatMap(({ leftovers, ...one }, at, all) => {
    const next = all[at + 1]
    const passes = leftovers && next && held(next)
    return held(one) ? [{ ...one, ...(passes && { leftovers }), amount: one.amount + comesWith.get(one.envelope) }] : []
  })
  const projects = first.defined.projects.filter(held)
  const isListed = (number) => projects.some(({ project }) => project === number)
  const expected = {
    ...{ envelopes, projects },
    ...{ currency: first.defined.currency, tie: first.defined.tie, list: first.defined.list },
    exclusive: (first.defined.exclusive ?? []).filter((set) => set.every(isListed)),
  }
  const told = { ...defined, exclusive: defined.exclusive ?? [] }
  for (const [name, value] of Object.entries(expected))
    if (!same(told[name] ?? null, value ?? null))
      yield `its ${name} are not those of vote ${again.of}, which it holds again`
  for (const project of [...again.off, ...first.void])
    if (isListed(project) && !off.has(project)) yield `project ${project} was to be left out, and was not`
}
