import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { afterQuery, byNumber, listingForm, refusalForm } from './fields.ts'
import { ReuseDeskPage } from './pages/reuse-desk-page.tsx'
import { QUEUE, ReuseQueuePage } from './pages/reuse-queue-page.tsx'
import { ReuseDesk, ReuseQueue, ReuseRef } from './replies.ts'
import { leaveReuse, listReuse, refuseReuse } from './review-reuse.ts'
import { showQueue, showReuseDesk } from './show-queue.ts'

const showWaiting = page({
  name: 'listReusesForWork',
  path: QUEUE,
  audience: 'personal',
  query: afterQuery,
  reply: ReuseQueue,
  load: (ctx, _params, query) => showQueue(ctx, query),
  html: (reply, view) => ReuseQueuePage({ reply, view }),
  unlisted: true,
})

const showOne = page({
  name: 'showReuseForWork',
  path: `${QUEUE}/:number`,
  params: byNumber,
  audience: 'personal',
  reply: ReuseDesk,
  load: showReuseDesk,
  html: (reply, view, form) => ReuseDeskPage({ reply, view, form }),
  unlisted: true,
})

/** An act whose form stands on the desk; it leads back to the queue. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, ref: { number: number }, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `${QUEUE}/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: ReuseRef,
    async run(ctx, ref, value) {
      await run(ctx, ref, value)
      return ref
    },
    form: showOne,
    done: () => QUEUE,
  })
}

export const workEndpoints = [
  showWaiting,
  showOne,
  act('listReuse', 'listing', listingForm, (ctx, ref, { seen }) => listReuse(ctx, ref, seen)),
  act('refuseReuse', 'refusal', refusalForm, refuseReuse),
  act('leaveReuse', 'leaving', noFields, leaveReuse),
]
