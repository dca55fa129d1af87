import { describe } from 'vitest'
import { visitCinema } from './support/visit-cinema.ts'
import { testWholePath } from './support/whole-path.ts'

describe('the Express example', () => {
  testWholePath({ example: 'express-react', visit: visitCinema })
})
