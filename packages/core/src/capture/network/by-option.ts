// What is done with requests only where an option asks for it, loaded by itself before recording begins.
export { propagateFurther } from './propagate-further.ts'
export { recordDetails } from './record-details.ts'
