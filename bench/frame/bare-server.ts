import { randomBytes } from 'node:crypto'
import fastify from 'fastify'

// The baseline: the same framework, the same bytes, and no work at all. Nothing is logged and no header is added.
const server = fastify()
const bodies = new Map<number, Buffer>()

server.get('/ready', async () => 'ready')
server.get<{ Querystring: { size: string; type: string; encoding: string } }>('/constant', (request, reply) => {
  const { size, type, encoding } = request.query
  reply.type(type)
  if (encoding) reply.header('content-encoding', encoding)
  return reply.send(bodyOf(Number(size)))
})

await server.listen({ host: '127.0.0.1', port: Number(process.argv[2]) })
process.once('SIGTERM', () => server.close())

function bodyOf(size: number): Buffer {
  const body = bodies.get(size) ?? randomBytes(size)
  bodies.set(size, body)
  return body
}
