/**
 * Prints what a count found: one JSON object, or lines for a person. Money is in units of the currency, as in the file.
 * @param {{ outcome: import('../src/modules/budgeting/counting/outcome.ts').Outcome,
 *   pb: import('../src/modules/budgeting/pabulib/pb-election.ts').PbElection,
 *   seconds: { read: number, count: number }, official: boolean | null, notes: string[], drawn: boolean }} counted
 * @param {{ json: boolean }} how
 */
export function printOutcome({ outcome, pb, seconds, official, notes, drawn }, { json }) {
  const money = (minor) => minor / pb.currencyUnit
  if (json)
    console.log(
      JSON.stringify({
        ...inUnits(outcome, money, pb),
        tieOrder: tieOrderOf(outcome, drawn),
        official,
        notes,
        seconds,
      }),
    )
  else console.log(linesOf({ outcome, pb, seconds, official, notes, drawn }, money).join('\n'))
}

function inUnits(outcome, money, pb) {
  const points = (n) => n / pb.pointUnit
  const { parameters, metrics } = outcome
  return {
    ...outcome,
    parameters: {
      ...parameters,
      ...('increment' in parameters && { increment: money(parameters.increment) }),
      ...(parameters.minimum?.score !== undefined && {
        minimum: { ...parameters.minimum, score: points(parameters.minimum.score) },
      }),
    },
    cost: money(outcome.cost),
    budget: money(pb.budget),
    rounds: outcome.rounds.map((round) => ({ ...round, effectiveSupport: points(round.effectiveSupport) })),
    unfunded: outcome.unfunded.map((reason) => ({
      ...reason,
      effectiveSupport:
        reason.why === 'supporters-too-poor' ? reason.effectiveSupport : points(reason.effectiveSupport),
      missing: reason.why === 'minimum' ? points(reason.missing) : money(reason.missing),
    })),
    metrics: {
      ...metrics,
      meanCost: money(metrics.meanCost),
      endowment: metrics.endowment && {
        ...metrics.endowment,
        start: money(metrics.endowment.start),
        end: money(metrics.endowment.end),
      },
    },
  }
}

/** How ties are broken; without dice the ids in their order stand for the lot, and that is said. */
function tieOrderOf({ parameters }, drawn) {
  return { criteria: parameters.ties, lot: parameters.lot ?? null, drawn }
}

function linesOf({ outcome, pb, seconds, official, notes, drawn }, money) {
  const { metrics, certificate, ties, shares } = outcome
  const names = new Map(pb.projects.map(({ id, name }) => [id, name ?? '']))
  const percent = (share) => `${(share * 100).toFixed(2)} %`
  const { compared, runs, exactRuns } = shares ?? {}
  const { criteria, lot } = tieOrderOf(outcome, drawn)
  const why = inUnits(outcome, money, pb)
  return [
    `rule        ${outcome.rule}`,
    `funded      ${outcome.selected.length} of ${pb.projects.length} projects for ${money(outcome.cost)} of ${money(pb.budget)} (${percent(metrics.spent)})`,
    ...why.rounds.map(
      ({ project, effectiveSupport, step }) =>
        `  ${project}  ${names.get(project)}  (worth ${effectiveSupport.toFixed(2)} votes${step === 'completion' ? ', by completion' : ''})`,
    ),
    'not funded',
    ...why.unfunded.map(
      ({ project, why: reason, missing }) =>
        `  ${project}  ${names.get(project)}  (${reason}${missing > 0 ? `, ${Number(missing.toFixed(2))} missing` : ''})`,
    ),
    `voters      ${metrics.voters}, ${percent(metrics.excluded)} without any funded project, ${metrics.meanWinners.toFixed(2)} funded projects a voter in the mean`,
    ...(metrics.endowment
      ? [
          `shares      ${money(metrics.endowment.start).toFixed(2)} a voter at first, ${money(metrics.endowment.end).toFixed(2)} in the last run; ${runs} runs, ${exactRuns} of them in exact fractions`,
        ]
      : []),
    ...(compared
      ? [
          `comparison  ${compared.shares} voters prefer Equal Shares, ${compared.greedy} greedy: ${compared.winner} holds`,
        ]
      : []),
    `tie order   ${criteria.join(', ')}${lot ? `; lot: ${drawn ? lot.join(' ') : 'ids in their order, for none was drawn'}` : ''}`,
    ...ties.map(({ projects, chosen, by }) => `  tie         ${projects.join(' = ')}: ${chosen} by ${by}`),
    `certificate ${certificate.exact ? 'exact' : 'in floats'}${certificate.smallestGap === null ? '' : `, closest decision ${certificate.smallestGap.toExponential(2)} apart`}`,
    ...(official === null
      ? []
      : [`official    ${official ? 'the same projects' : 'other projects'} are selected in the file`]),
    ...notes.map((note) => `note        ${note}`),
    `time        ${seconds.read.toFixed(3)} s to read, ${seconds.count.toFixed(3)} s to count`,
  ]
}
