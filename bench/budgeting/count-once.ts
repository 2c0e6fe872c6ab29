// A process of its own: node bench/budgeting/count-once.ts FILE.pb prints the most memory that it held, in bytes.
import { readFileSync } from 'node:fs'
import { addOne } from '#modules/budgeting/counting/add-one.ts'
import { electionOf } from '#modules/budgeting/counting/election.ts'
import { tieOrder } from '#modules/budgeting/counting/ties.ts'
import { pbElection } from '#modules/budgeting/pabulib/pb-election.ts'
import { readPb } from '#modules/budgeting/pabulib/read-pb.ts'

const pb = pbElection(readPb(readFileSync(process.argv[2] as string, 'utf8')))
const election = electionOf(pb)
const ties = tieOrder(election, { criteria: ['lower-cost', 'lot'], lot: pb.projects.map(({ id }) => id) })
addOne(election, ties, { increment: 1, stop: 'overrun', start: 'exact' })
console.log(process.resourceUsage().maxRSS * 1024)
