/** What a page needs whose recording costs too much, loaded by itself when it does. */
export { followBudget } from '../dom/follow-budget.ts'
export { createSteps } from './steps.ts'
