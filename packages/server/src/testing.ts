export {
  type ContractOptions,
  storeContract,
  type StoreCase,
} from './store-contract/store-contract.ts'
