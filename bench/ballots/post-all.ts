import { Agent, request } from 'node:http'

export interface Post {
  path: string
  headers: Record<string, string>
  body: string
}

/**
 * Sends all, so many at once, each connection anew when it is answered.
 *
 * @returns answers a second, and their times in ms. @throws Error at an answer that is none of success
 */
export async function postAll(
  origin: string,
  posts: Post[],
  connections: number,
): Promise<{ perSecond: number; p50: number; p99: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let next = 0
  const begun = performance.now()
  const one = async () => {
    for (let post = posts[next++]; post; post = posts[next++]) {
      const sent = performance.now()
      const { status, text } = await answerTo(agent, origin, post)
      if (status >= 300) throw new Error(`${post.path}: ${status} ${text}`)
      times.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const seconds = (performance.now() - begun) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: posts.length / seconds, p50: at(0.5), p99: at(0.99) }
}

function answerTo(agent: Agent, origin: string, { path, headers, body }: Post) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(
      `${origin}${path}`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      },
      (reply) => {
        let text = ''
        reply.setEncoding('utf8')
        reply.on('data', (part) => {
          text += part
        })
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
        reply.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
