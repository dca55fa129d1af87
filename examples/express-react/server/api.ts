import { json, Router } from 'express'
import { randomUUID } from 'node:crypto'
import { films, findScreening } from './programme.ts'
import { trackers } from './trackers.ts'

export const api = Router()

api.get('/films', (_, response) => void response.json(films))

api.get('/trackers', (_, response) => void response.json(trackers))

api.post('/orders', json(), (request, response) => {
  const { screening, seats } = request.body as { screening?: unknown; seats?: unknown }
  const found = findScreening(String(screening))
  if (!found || !Array.isArray(seats) || seats.length === 0) {
    response.status(422).json({ message: 'Choose a screening and at least one seat.' })
    return
  }
  response.status(201).json({ reference: randomUUID().slice(0, 8).toUpperCase() })
})
